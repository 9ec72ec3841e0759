namespace Pullback.Learning.Training;

/// <summary>The learning rate falls by a constant factor every epoch: <c>factorᵉᵖᵒᶜʰ</c>.</summary>
public sealed record ExponentialSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "exponential";

    /// <summary>The factor of one epoch.</summary>
    /// <value>Default 0.95.</value>
    public double Factor { get; init; } = 0.95;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => base.Problems().Concat(Problem("The factor", Factor, Factor > 0 && double.IsFinite(Factor), "finite and above 0"));

    private protected override double Shape(int epoch, int epochs) => Math.Pow(Factor, epoch);
}
