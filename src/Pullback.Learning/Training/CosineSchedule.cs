namespace Pullback.Learning.Training;

/// <summary>The learning rate falls along half a cosine: <c>final + (1 − final)(1 + cos(π epoch/epochs))/2</c>.</summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "cosine";

    /// <summary>The factor that the cosine ends at.</summary>
    /// <value>Default 0.</value>
    public double Final { get; init; }

    /// <inheritdoc/>
    public override bool DependsOnLength => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => base.Problems().Concat(Problem("The final factor", Final, Final >= 0 && double.IsFinite(Final), "finite and at least 0"));

    private protected override double Shape(int epoch, int epochs) => Final + ((1 - Final) * 0.5 * (1 + Math.Cos(Math.PI * epoch / epochs)));
}
