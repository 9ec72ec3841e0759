using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Toys;

/// <summary>A background whose tail is uncertain where the signal lies: categories of the best expected significance without systematics are far from the best with them.</summary>
/// <remarks>
/// <para>Two normal features of unit variance, the background centered at 0, the signal to the right of it and above. One standard deviation of the nuisance
/// <c>shape</c> moves the background's events outwards along x: not at all below <see cref="Edge"/>, by <see cref="Shift"/> beyond <c>edge + rise</c>, linearly
/// growing in between, <c>m(x) = x + shift · min(1, max(0, (x − edge)/rise))</c>; minus one moves them by the inverse <c>m⁻¹</c>. The bulk of the background knows nothing of it, so
/// that no number of categories measures it away: those of y, which is free of it, must be preferred to those of x.</para>
/// <para>Alternatives: the variation as weights <c>p(m⁻¹(x)) / (p(x) m′(m⁻¹(x)))</c> of the same events (down: <c>p(m(x)) m′(x) / p(x)</c>), or as events that moved: one and the same in expectation.</para>
/// </remarks>
public sealed record ShiftedBackground : ToyOptions
{
    /// <summary>The name of the background.</summary>
    public const string Background = "background";

    /// <summary>The name of the variation.</summary>
    public const string Variation = "shape";

    /// <summary>Events of the signal.</summary>
    /// <value>Default 20 000.</value>
    public int SignalEvents { get; init; } = 20_000;

    /// <summary>Events of the background.</summary>
    /// <value>Default 50 000.</value>
    public int BackgroundEvents { get; init; } = 50_000;

    /// <summary>Expected signal.</summary>
    /// <value>Default 20.</value>
    public double SignalYield { get; init; } = 20;

    /// <summary>Expected background.</summary>
    /// <value>Default 400.</value>
    public double BackgroundYield { get; init; } = 400;

    /// <summary>The center of the signal.</summary>
    /// <value>Default (1.7, 1.5).</value>
    public IReadOnlyList<double> SignalMean { get; init; } = [1.7, 1.5];

    /// <summary>How far one standard deviation moves the background's tail along x.</summary>
    /// <value>Default 0.8.</value>
    public double Shift { get; init; } = 0.8;

    /// <summary>Where on x the variation begins.</summary>
    /// <value>Default 1.</value>
    public double Edge { get; init; } = 1;

    /// <summary>Over which distance the variation reaches its full size.</summary>
    /// <value>Default 1.</value>
    public double Rise { get; init; } = 1;

    /// <summary>Whether the variations are events that moved; otherwise they are weights of the nominal events.</summary>
    /// <value>Default false.</value>
    public bool MovedEvents { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems()) yield return problem;
        string?[] problems =
        [
            EventProblem("signal events", SignalEvents), EventProblem("background events", BackgroundEvents),
            PositiveProblem("signal yield", SignalYield), PositiveProblem("background yield", BackgroundYield), PositiveProblem("shift", Shift),
            FiniteProblem("edge", Edge), PositiveProblem("rise", Rise), FiniteProblem("center of the signal", SignalMean),
        ];
        foreach (string? problem in problems)
        {
            if (problem is not null) yield return problem;
        }

        if (SignalMean.Count != 2) yield return FormattableString.Invariant($"The center of the signal has {SignalMean.Count} coordinates; there are 2 features.");
    }

    private protected override ToySample Sample(ulong seed)
    {
        double[] signal = Normals(seed, "shifted background signal", SignalEvents, 2);
        for (int i = 0; i < signal.Length; i++) signal[i] += SignalMean[i % 2];
        double[] background = Normals(seed, "shifted background", BackgroundEvents, 2);
        WeightColumn nominal = Equal(Background, BackgroundEvents, BackgroundYield);
        var signalSet = new EventSet(CategoryData.SignalPrefix, signal, [Equal(CategoryData.SignalPrefix, SignalEvents, SignalYield)]);
        return new ToySample(["x", "y"], MovedEvents
            ? [signalSet, new EventSet(Background, background, [nominal]), Moved(background, VariationSide.Up), Moved(background, VariationSide.Down)]
            : [signalSet, new EventSet(Background, background, [nominal, Reweighted(background, VariationSide.Up), Reweighted(background, VariationSide.Down)])]);
    }

    private EventSet Moved(double[] background, VariationSide side)
    {
        double[] features = [.. background];
        for (int i = 0; i < features.Length; i += 2) features[i] = side == VariationSide.Up ? Outwards(features[i]) : Inwards(features[i]);
        WeightColumn column = Equal(Background, BackgroundEvents, BackgroundYield) with { Variation = Variation, Side = side };
        return new EventSet(column.Label, features, [column]);
    }

    private WeightColumn Reweighted(double[] background, VariationSide side)
    {
        double[] weights = new double[BackgroundEvents];
        for (int e = 0; e < weights.Length; e++)
        {
            double x = background[2 * e];
            double from = side == VariationSide.Up ? Inwards(x) : Outwards(x);
            // The map is steeper in between, where moving out thins the events and moving in crowds them.
            double ratio = side == VariationSide.Up ? 1.0 / Steepness(from) : Steepness(x);
            weights[e] = BackgroundYield / BackgroundEvents * ratio * Math.Exp(0.5 * ((x * x) - (from * from)));
        }

        return new WeightColumn(Background, Variation, side, weights);
    }

    private double Outwards(double x) => x + (Shift * Math.Clamp((x - Edge) / Rise, 0.0, 1.0));

    private double Inwards(double x) => x < Edge ? x : x < Edge + Rise + Shift ? Edge + ((x - Edge) * Rise / (Rise + Shift)) : x - Shift;

    private double Steepness(double x) => x >= Edge && x < Edge + Rise ? 1.0 + (Shift / Rise) : 1.0;
}
