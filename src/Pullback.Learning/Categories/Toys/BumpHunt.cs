using Pullback.Learning.Observables;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Categories.Toys;

/// <summary>A bump in a mass spectrum: two features that tell signal from continuum, and the mass, in which the signal is narrow and the continuum falls.</summary>
/// <remarks>
/// <para>Features are normal with unit variance, the continuum around (0, 0). The mass of the signal is normal; that of the continuum is exponential over the range,
/// <c>B = slope + change · tanh x</c>: categories of x differ in slope, so that each needs its own fit. Columns x, y, mass. Processes <c>signal</c>, <c>continuum</c>.</para>
/// <para>Unit: GeV. Normalization: the continuum's yield is that of the whole range.</para>
/// </remarks>
public sealed record BumpHunt : ToyOptions
{
    /// <summary>The name of the column that holds the mass.</summary>
    public const string Mass = "mass";

    /// <summary>The name of the background.</summary>
    public const string Continuum = "continuum";

    /// <summary>Events of the signal.</summary>
    /// <value>Default 20 000.</value>
    public int SignalEvents { get; init; } = 20_000;

    /// <summary>Events of the continuum.</summary>
    /// <value>Default 100 000.</value>
    public int ContinuumEvents { get; init; } = 100_000;

    /// <summary>Expected signal.</summary>
    /// <value>Default 100.</value>
    public double SignalYield { get; init; } = 100;

    /// <summary>Expected continuum over the range.</summary>
    /// <value>Default 20 000.</value>
    public double ContinuumYield { get; init; } = 20_000;

    /// <summary>The center of the signal's features.</summary>
    /// <value>Default (1.5, 1).</value>
    public IReadOnlyList<double> SignalMean { get; init; } = [1.5, 1];

    /// <summary>The mass of the signal.</summary>
    /// <value>Default 125.</value>
    public double SignalMass { get; init; } = 125;

    /// <summary>The standard deviation of the signal's mass.</summary>
    /// <value>Default 1.7.</value>
    public double SignalWidth { get; init; } = 1.7;

    /// <summary>The range of the continuum's masses.</summary>
    /// <value>Default 100 to 180.</value>
    public ScoreRange Range { get; init; } = new(100, 180);

    /// <summary>The continuum's slope at x = 0, in inverse mass.</summary>
    /// <value>Default −0.025.</value>
    public double Slope { get; init; } = -0.025;

    /// <summary>The change of the slope with tanh x.</summary>
    /// <value>Default 0.01.</value>
    public double SlopeChange { get; init; } = 0.01;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems()) yield return problem;
        string?[] problems =
        [
            EventProblem("signal events", SignalEvents), EventProblem("continuum events", ContinuumEvents),
            PositiveProblem("signal yield", SignalYield), PositiveProblem("continuum yield", ContinuumYield), PositiveProblem("width of the signal", SignalWidth),
            FiniteProblem("center of the signal", SignalMean), FiniteProblem("mass of the signal", SignalMass), FiniteProblem("slope", Slope, SlopeChange),
        ];
        foreach (string? problem in problems)
        {
            if (problem is not null) yield return problem;
        }

        if (SignalMean.Count != 2) yield return FormattableString.Invariant($"The center of the signal has {SignalMean.Count} coordinates; there are 2 features.");
        if (!Range.IsValid) yield return FormattableString.Invariant($"The mass range is from {Range.Lower:R} to {Range.Upper:R}, but must be finite and go upwards.");
    }

    private protected override ToySample Sample(ulong seed) =>
        new(["x", "y", Mass], [Signal(seed), ContinuumSet(seed)]);

    private EventSet Signal(ulong seed)
    {
        double[] features = Normals(seed, "bump hunt signal", SignalEvents, 3);
        for (int e = 0; e < SignalEvents; e++)
        {
            features[3 * e] += SignalMean[0];
            features[(3 * e) + 1] += SignalMean[1];
            features[(3 * e) + 2] = SignalMass + (SignalWidth * features[(3 * e) + 2]);
        }

        return new EventSet(CategoryData.SignalPrefix, features, [Equal(CategoryData.SignalPrefix, SignalEvents, SignalYield)]);
    }

    private EventSet ContinuumSet(ulong seed)
    {
        double[] plane = Normals(seed, "bump hunt continuum", ContinuumEvents, 2);
        double[] uniform = Uniforms(seed, "bump hunt continuum mass", ContinuumEvents);
        double[] features = new double[3 * ContinuumEvents];
        for (int e = 0; e < ContinuumEvents; e++)
        {
            features[3 * e] = plane[2 * e];
            features[(3 * e) + 1] = plane[(2 * e) + 1];
            features[(3 * e) + 2] = MassAt(uniform[e], (Slope + (SlopeChange * Math.Tanh(plane[2 * e]))) * Range.Width);
        }

        return new EventSet(Continuum, features, [Equal(Continuum, ContinuumEvents, ContinuumYield)]);
    }

    // The inverse of the cumulative distribution of e^{tu} on [0, 1].
    private double MassAt(double uniform, double t)
    {
        double share = Math.Abs(t) < 1e-12 ? uniform : SpecialMath.Log1P(uniform * SpecialMath.Expm1(t)) / t;
        return Range.Lower + (Range.Width * share);
    }
}
