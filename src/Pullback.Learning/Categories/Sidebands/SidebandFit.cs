using System.Globalization;

namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The bump hunt's background: an exponential <c>A e^{Bm}</c> fitted to the masses of each category's sideband, integrated over the window.</summary>
/// <remarks>
/// <para>The yield of the continuum in the window is the yield that is counted over the whole range (<see cref="SidebandOptions.Base"/>) times the factor
/// <c>F = ∫_window e^{Bm} dm / ∫_range e^{Bm} dm</c>; a category that cannot be fitted takes the factor of a flat continuum.</para>
/// <para>Weights may be soft, <c>w_i γ_ik</c>, and then the factors follow the training; <see cref="SidebandFactor.Derivative"/> carries gradients back.</para>
/// <para>Derivative: implicit, exact at the minimum. Unit: that of the mass, GeV by default. Thread-safe. Reference: [GatoHep2026].</para>
/// </remarks>
public sealed class SidebandFit
{
    private readonly MassRegions _regions;

    /// <summary>Prepares fits.</summary>
    /// <param name="options">Range, window and method.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every problem found.</exception>
    public SidebandFit(SidebandOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. options.Problems()];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        Options = options;
        _regions = new MassRegions(options);
    }

    /// <summary>Range, window and method.</summary>
    public SidebandOptions Options { get; }

    /// <summary>The factor of one category from its events.</summary>
    /// <param name="masses">Those outside the fitted region are ignored. Shape [event].</param>
    /// <param name="weights">May be negative. Shape [event].</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is not finite.</exception>
    public SidebandFactor Fit(ReadOnlySpan<double> masses, ReadOnlySpan<double> weights)
    {
        CheckEvents(masses, weights);
        var category = new Collector(this);
        for (int e = 0; e < masses.Length; e++)
        {
            double mass = masses[e] - _regions.Origin;
            if (Place(mass, _regions) is { } bin) category.Add(mass, bin, weights[e]);
        }

        return category.Fit();
    }

    /// <summary>The factors of all categories from events that are shared among them.</summary>
    /// <param name="masses">Those outside the fitted region are ignored. Shape [event].</param>
    /// <param name="weights">May be negative. Shape [event].</param>
    /// <param name="shares">The probabilities γ, row-major. Shape [event, category].</param>
    /// <returns>Shape [category].</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a number is not finite.</exception>
    public IReadOnlyList<SidebandFactor> FitShared(ReadOnlySpan<double> masses, ReadOnlySpan<double> weights, ReadOnlySpan<double> shares)
    {
        CheckEvents(masses, weights);
        if (masses.Length == 0 || shares.Length == 0 || shares.Length % masses.Length != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {shares.Length} shares, which are no whole number of categories of {masses.Length} events."), nameof(shares));
        CheckFinite(shares, "share");
        Collector[] categories = [.. Enumerable.Range(0, shares.Length / masses.Length).Select(_ => new Collector(this))];
        for (int e = 0; e < masses.Length; e++)
        {
            double mass = masses[e] - _regions.Origin;
            if (Place(mass, _regions) is not { } bin) continue;
            for (int k = 0; k < categories.Length; k++) categories[k].Add(mass, bin, weights[e] * shares[(e * categories.Length) + k]);
        }

        return [.. categories.Select(c => c.Fit())];
    }

    /// <summary>The factors of all categories from events that belong to one category each.</summary>
    /// <param name="masses">Those outside the fitted region are ignored. Shape [event].</param>
    /// <param name="weights">May be negative. Shape [event].</param>
    /// <param name="assigned">The category of each event. Shape [event].</param>
    /// <param name="categories">The number of categories.</param>
    /// <returns>Shape [category].</returns>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or a category does not exist.</exception>
    public IReadOnlyList<SidebandFactor> FitAssigned(ReadOnlySpan<double> masses, ReadOnlySpan<double> weights, ReadOnlySpan<int> assigned, int categories)
    {
        CheckEvents(masses, weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 1);
        if (assigned.Length != masses.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {masses.Length} masses, but {assigned.Length} assigned categories."), nameof(assigned));
        Collector[] collectors = [.. Enumerable.Range(0, categories).Select(_ => new Collector(this))];
        for (int e = 0; e < masses.Length; e++)
        {
            if (assigned[e] < 0 || assigned[e] >= categories)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Event {e} is assigned to category {assigned[e]}, but there are {categories}, numbered from 0."), nameof(assigned));
            double mass = masses[e] - _regions.Origin;
            if (Place(mass, _regions) is { } bin) collectors[assigned[e]].Add(mass, bin, weights[e]);
        }

        return [.. collectors.Select(c => c.Fit())];
    }

    /// <summary>The factor of one category from the histogram of its fitted events.</summary>
    /// <param name="histogram">One content and variance for each bin of the options.</param>
    /// <exception cref="ArgumentException">The bins do not fit, or a number is not finite.</exception>
    /// <exception cref="InvalidOperationException">The method is unbinned.</exception>
    public SidebandFactor Fit(MassHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        if (Options.Method == SidebandMethod.Unbinned) throw new InvalidOperationException("An unbinned fit needs events, but this is a histogram; take the binned method.");
        if (histogram.Contents.Count != Options.Bins || histogram.Variances.Count != Options.Bins)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The options have {Options.Bins} bins, but the histogram has {histogram.Contents.Count} contents and {histogram.Variances.Count} variances."), nameof(histogram));
        CheckFinite([.. histogram.Contents], "content");
        CheckFinite([.. histogram.Variances], "variance");
        // What an excluded bin holds is not fitted.
        double[] contents = [.. histogram.Contents.Select((n, b) => _regions.Bins[b].Length == 0 ? 0.0 : n)];
        double[] variances = [.. histogram.Variances.Select((v, b) => _regions.Bins[b].Length == 0 ? 0.0 : v)];
        var moments = new MassMoments { Weight = contents.Sum(), Squares = variances.Sum() };
        return Factor(moments, new MassHistogram(contents, variances) { Events = histogram.Events });
    }

    /// <summary>The histogram of fitted events.</summary>
    /// <param name="masses">Shape [event].</param>
    /// <param name="weights">Shape [event].</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is not finite.</exception>
    public MassHistogram Fill(ReadOnlySpan<double> masses, ReadOnlySpan<double> weights)
    {
        CheckEvents(masses, weights);
        double[] contents = new double[Options.Bins];
        double[] variances = new double[Options.Bins];
        long events = 0;
        for (int e = 0; e < masses.Length; e++)
        {
            if (weights[e] == 0.0 || Place(masses[e] - _regions.Origin, _regions) is not { } bin) continue;
            contents[bin] += weights[e];
            variances[bin] += weights[e] * weights[e];
            events++;
        }

        return new MassHistogram(contents, variances) { Events = events };
    }

    /// <summary>The bin of a mass that is fitted; null for one that is not. The lower end of an interval belongs to it, and so does the upper end of the range.</summary>
    internal static int? Place(double mass, MassRegions regions)
    {
        bool inside = mass == regions.Range.Upper;
        foreach (ScoreRange part in regions.Fitted) inside |= mass >= part.Lower && mass < part.Upper;
        return inside ? Math.Clamp((int)((mass - regions.Range.Lower) / regions.Range.Width * regions.Bins.Length), 0, regions.Bins.Length - 1) : null;
    }

    private static void CheckEvents(ReadOnlySpan<double> masses, ReadOnlySpan<double> weights)
    {
        if (masses.Length != weights.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {masses.Length} masses, but {weights.Length} weights."), nameof(weights));
        CheckFinite(masses, "mass");
        CheckFinite(weights, "weight");
    }

    private static void CheckFinite(ReadOnlySpan<double> values, string what)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The {what} at {i} is {values[i]:R}, but must be finite."));
        }
    }

    private SidebandFactor Factor(in MassMoments moments, MassHistogram? histogram)
    {
        double effective = moments.Squares > 0 ? moments.Weight * moments.Weight / moments.Squares : 0.0;
        SlopeEstimate slope = Slope(moments, histogram, effective);
        bool fitted = slope.Fallback == SidebandFallback.None;
        (double factor, double logDerivative) = fitted ? _regions.Factor(slope.Slope) : (Options.FlatFactor, 0.0);
        double bySlope = factor * logDerivative;
        double information = fitted && histogram is null ? moments.Weight * Exponential.Over(_regions.Fitted, slope.Slope).Variance : 1.0;
        return new SidebandFactor(_regions, bySlope / information, moments.WeightMass / moments.Weight)
        {
            Factor = factor,
            Uncertainty = fitted ? Math.Abs(bySlope) * Math.Sqrt(slope.Variance) : null,
            Slope = slope.Slope,
            SlopeUncertainty = fitted ? Math.Sqrt(slope.Variance) : null,
            Events = histogram is null ? moments.Events : histogram.Events,
            Yield = moments.Weight,
            EffectiveEvents = effective,
            Fallback = slope.Fallback,
            ContentDerivatives = histogram is null ? null : slope.Derivatives is { } d ? [.. d.Select(x => x * bySlope)] : new double[Options.Bins],
        };
    }

    private SlopeEstimate Slope(in MassMoments moments, MassHistogram? histogram, double effective)
    {
        if (moments.Squares == 0) return SlopeEstimate.None(SidebandFallback.TooFewEvents);
        if (!(moments.Weight > 0)) return SlopeEstimate.None(SidebandFallback.NoPositiveYield);
        // A count of n events of equal weight has n effective ones up to rounding.
        if (effective < Options.MinimumEvents * (1 - 1e-12)) return SlopeEstimate.None(SidebandFallback.TooFewEvents);
        double width = Options.Range.Width;
        SlopeEstimate slope = Options.Method switch
        {
            SidebandMethod.Unbinned => UnbinnedSlope.Of(moments, _regions, width),
            SidebandMethod.Binned => BinnedSlope.Of(histogram!, _regions, width),
            _ => LeastSquaresSlope.Of(histogram!, _regions, width, Options.Method == SidebandMethod.WeightedLeastSquares),
        };
        return slope.Fallback == SidebandFallback.None && !double.IsFinite(slope.Variance) ? SlopeEstimate.None(SidebandFallback.NoFiniteSlope) : slope;
    }

    /// <summary>Collects the events of one category.</summary>
    private sealed class Collector(SidebandFit fit)
    {
        private readonly double[]? _contents = fit.Options.Method == SidebandMethod.Unbinned ? null : new double[fit.Options.Bins];
        private readonly double[]? _variances = fit.Options.Method == SidebandMethod.Unbinned ? null : new double[fit.Options.Bins];
        private MassMoments _moments;

        public void Add(double mass, int bin, double weight)
        {
            _moments.Add(mass, weight);
            if (_contents is null) return;
            _contents[bin] += weight;
            _variances![bin] += weight * weight;
        }

        public SidebandFactor Fit() => fit.Factor(_moments, _contents is null ? null : new MassHistogram(_contents, _variances!) { Events = _moments.Events });
    }
}
