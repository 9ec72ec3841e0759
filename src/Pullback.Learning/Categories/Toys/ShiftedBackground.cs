using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Toys;

/// <summary>A background whose shape is uncertain where the signal is strongest: categories of the best expected significance without systematics are not the best with them.</summary>
/// <remarks>
/// <para>Two normal features of unit variance; the background is centered at 0, the signal to the right of it and a little above. One standard deviation of the
/// nuisance <c>shape</c> moves the background by ±shift along x. Categories of x are told best from background, but not from its shift; y is free of it.</para>
/// <para>Alternatives: the variation as weights <c>p(x ∓ shift)/p(x) = exp(±shift · x − shift²/2)</c> of the same events, or as events that moved: one and the same in expectation.</para>
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
    /// <value>Default (2, 1.2).</value>
    public IReadOnlyList<double> SignalMean { get; init; } = [2, 1.2];

    /// <summary>How far one standard deviation moves the background along x.</summary>
    /// <value>Default 0.4.</value>
    public double Shift { get; init; } = 0.4;

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
            FiniteProblem("center of the signal", SignalMean),
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
        for (int i = 0; i < features.Length; i += 2) features[i] += side == VariationSide.Up ? Shift : -Shift;
        WeightColumn column = Equal(Background, BackgroundEvents, BackgroundYield) with { Variation = Variation, Side = side };
        return new EventSet(column.Label, features, [column]);
    }

    private WeightColumn Reweighted(double[] background, VariationSide side)
    {
        double[] weights = new double[BackgroundEvents];
        double shift = side == VariationSide.Up ? Shift : -Shift;
        for (int e = 0; e < weights.Length; e++) weights[e] = BackgroundYield / BackgroundEvents * Math.Exp((shift * background[2 * e]) - (0.5 * shift * shift));
        return new WeightColumn(Background, Variation, side, weights);
    }
}
