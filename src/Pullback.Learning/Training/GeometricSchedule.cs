namespace Pullback.Learning.Training;

/// <summary>The learning rate falls geometrically to a final factor that the last epoch reaches: <c>final^(epoch/(epochs − 1))</c>.</summary>
public sealed record GeometricSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "geometric";

    /// <summary>The factor of the last epoch.</summary>
    /// <value>Default 0.1.</value>
    public double Final { get; init; } = 0.1;

    /// <inheritdoc/>
    public override bool DependsOnLength => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => base.Problems().Concat(Problem("The final factor", Final, Final > 0 && double.IsFinite(Final), "finite and above 0"));

    private protected override double Shape(int epoch, int epochs) => epochs < 2 ? 1 : Math.Pow(Final, (double)epoch / (epochs - 1));
}
