namespace Pullback.Learning.Training;

/// <summary>The learning rate rises to its full value and falls again, along half cosines: one cycle over the whole training.</summary>
/// <remarks>
/// <para>With <c>t = epoch/epochs</c> and <c>c(x) = (1 − cos πx)/2</c>: <c>start + (1 − start) c(t/rise)</c> up to <c>t = rise</c>, then
/// <c>1 − (1 − final) c((t − rise)/(1 − rise))</c>. Reference: [SmithTopin2019].</para>
/// </remarks>
public sealed record OneCycleSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "one-cycle";

    /// <summary>The share of the training over which the factor rises, between 0 and 1.</summary>
    /// <value>Default 0.3.</value>
    public double Rise { get; init; } = 0.3;

    /// <summary>The factor of the first epoch.</summary>
    /// <value>Default 0.04.</value>
    public double Start { get; init; } = 0.04;

    /// <summary>The factor that the cycle ends at.</summary>
    /// <value>Default 1e-4.</value>
    public double Final { get; init; } = 1e-4;

    /// <inheritdoc/>
    public override bool DependsOnLength => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() =>
    [
        .. base.Problems(),
        .. Problem("The rising share of the cycle", Rise, Rise is > 0 and < 1, "above 0 and below 1"),
        .. Problem("The first factor of the cycle", Start, Start > 0 && double.IsFinite(Start), "finite and above 0"),
        .. Problem("The final factor of the cycle", Final, Final >= 0 && double.IsFinite(Final), "finite and at least 0"),
    ];

    private protected override double Shape(int epoch, int epochs)
    {
        double t = (double)epoch / epochs;
        return t < Rise ? Start + ((1 - Start) * Along(t / Rise)) : 1 - ((1 - Final) * Along((t - Rise) / (1 - Rise)));
    }

    private static double Along(double x) => 0.5 * (1 - Math.Cos(Math.PI * x));
}
