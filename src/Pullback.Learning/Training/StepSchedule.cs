namespace Pullback.Learning.Training;

/// <summary>The learning rate falls by a factor every so many epochs.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "step";

    /// <summary>The number of epochs between two falls.</summary>
    /// <value>Default 10.</value>
    public int Every { get; init; } = 10;

    /// <summary>The factor of one fall.</summary>
    /// <value>Default 0.1.</value>
    public double Factor { get; init; } = 0.1;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() =>
    [
        .. base.Problems(),
        .. Problem("The number of epochs between two falls", Every, Every > 0, "at least 1"),
        .. Problem("The factor", Factor, Factor > 0 && double.IsFinite(Factor), "finite and above 0"),
    ];

    private protected override double Shape(int epoch, int epochs) => Math.Pow(Factor, epoch / Every);
}
