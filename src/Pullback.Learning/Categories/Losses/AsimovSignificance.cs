using Pullback.Autodiff;

namespace Pullback.Learning.Categories.Losses;

/// <summary>The square of the expected significance of counting S signal events over B background events, as a graph value.</summary>
/// <remarks>
/// <para><c>z² = 2[(S + B) ln(1 + r) − S]</c> with <c>r = S/B</c>; with a background of variance <c>σ²</c>, <c>u = σ²/B</c> and <c>q = r u/(1 + u)</c>,
/// <c>z² = B r [r h(r) − q h(q)]</c>, where <c>h(x) = 2[(1 + x) ln(1 + x) − x]/x²</c>. The second form is equation 20 of the reference with its cancellations removed.</para>
/// <para>Edges: B is held at or above 1e-9. A signal that is not positive has no significance, except in <see cref="AsimovForm.Package"/>, which squares it.</para>
/// <para>Reference: [Cowan2011], [Cowan2012], [GatoHep2026].</para>
/// </remarks>
public static class AsimovSignificance
{
    /// <summary>The smallest background that is told from none.</summary>
    public const double SmallestBackground = 1e-9;

    /// <summary>The ratio below which gato-hep takes <c>S/√B</c>.</summary>
    private const double PackageSwitch = 0.1;

    // Below it the logarithm cancels; the series has 16 terms, the last below 1e-18 of the first.
    private const double SeriesBelow = 0.1;
    private const int SeriesTerms = 16;

    /// <summary>The square of the significance.</summary>
    /// <param name="signal">S. Shape [category].</param>
    /// <param name="background">B. Shape [category].</param>
    /// <param name="form">The formula.</param>
    /// <param name="variance">σ² of the background, shape [category]; needed by <see cref="AsimovForm.WithUncertainty"/> alone.</param>
    /// <returns>Shape [category].</returns>
    /// <exception cref="ArgumentException">The form needs a variance and there is none.</exception>
    public static Expr Squared(Expr signal, Expr background, AsimovForm form, Expr? variance = null)
    {
        Expr b = Op.Max(background, SmallestBackground);
        if (form == AsimovForm.Package) return Package(signal, b);
        Expr r = Op.Max(signal, 0.0) / b;
        if (form == AsimovForm.Smooth) return b * Op.Square(r) * Curvature(r);
        if (variance is not { } v) throw new ArgumentException("The significance with an uncertain background needs the variance of the background.", nameof(variance));
        Expr u = Op.Max(v, 0.0) / b;
        Expr q = r * u / (u + 1.0);
        return b * r * Op.Max((r * Curvature(r)) - (q * Curvature(q)), 0.0);
    }

    /// <summary>The significance of all categories together, <c>√Σ z²</c>.</summary>
    /// <param name="squared">Shape [category].</param>
    /// <returns>A scalar.</returns>
    public static Expr Combined(Expr squared) => Op.Sqrt(Op.Max(Op.Sum(squared), 1e-300));

    /// <summary>The significance of every category for given counts.</summary>
    /// <param name="signal">S. Shape [category].</param>
    /// <param name="background">B. Shape [category].</param>
    /// <param name="form">The formula.</param>
    /// <param name="variance">σ² of the background, needed by <see cref="AsimovForm.WithUncertainty"/> alone. Shape [category].</param>
    /// <returns>z. Shape [category].</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the form needs a variance and there is none.</exception>
    public static double[] Of(ReadOnlySpan<double> signal, ReadOnlySpan<double> background, AsimovForm form, ReadOnlySpan<double> variance = default)
    {
        if (background.Length != signal.Length || (!variance.IsEmpty && variance.Length != signal.Length))
            throw new ArgumentException($"There are {signal.Length} signal counts, {background.Length} background counts and {variance.Length} variances; all need the same number.", nameof(background));
        if (signal.IsEmpty) return [];
        var graph = new Graph();
        Shape shape = Shape.Of(signal.Length);
        Expr squared = Squared(graph.Constant(signal, shape), graph.Constant(background, shape), form, variance.IsEmpty ? null : graph.Constant(variance, shape));
        using Evaluator evaluator = CompiledProgram.Compile([squared], new ProgramOptions { Threads = 1 }).CreateEvaluator();
        evaluator.Evaluate();
        return [.. evaluator.Float64(squared).ToArray().Select(Math.Sqrt)];
    }

    private static Expr Package(Expr signal, Expr b)
    {
        // The branch that is not taken sees a ratio for which it is finite.
        Expr r = signal / b;
        Expr threshold = r.Graph.Constant(PackageSwitch);
        Expr large = Op.Max(r, threshold);
        Expr s = large * b;
        Expr logarithmic = 2.0 * (((s + b) * Op.Log1P(large)) - s);
        return Op.Select(Op.Less(r, Op.Broadcast(threshold, r.Shape)), Op.Square(signal) / b, logarithmic);
    }

    // h(x) = 2[(1 + x) ln(1 + x) − x]/x² = Σ_{n≥2} 2 (−x)ⁿ⁻² / (n (n − 1)), for x ≥ 0.
    private static Expr Curvature(Expr x)
    {
        Expr limit = Op.Broadcast(x.Graph.Constant(SeriesBelow), x.Shape);
        Expr small = Op.Min(x, limit);
        Expr series = x.Graph.Constant(2.0 / (SeriesTerms * (SeriesTerms - 1.0)));
        for (int n = SeriesTerms - 1; n >= 2; n--) series = (2.0 / (n * (n - 1.0))) - (small * series);
        Expr large = Op.Max(x, limit);
        Expr closed = 2.0 * (((large + 1.0) * Op.Log1P(large)) - large) / Op.Square(large);
        return Op.Select(Op.Less(x, limit), series, closed);
    }
}
