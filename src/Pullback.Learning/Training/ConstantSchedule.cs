namespace Pullback.Learning.Training;

/// <summary>The learning rate stays as it is after the warm-up.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "constant";

    private protected override double Shape(int epoch, int epochs) => 1.0;
}
