using System.Globalization;

namespace Pullback.Statistics.Likelihoods;

/// <summary>How an unbinned likelihood treats its events.</summary>
public sealed record UnbinnedOptions
{
    /// <summary>Events of background that are subtracted from the data by negative weights; null for none.</summary>
    /// <value>Default null.</value>
    public EventSample? Background { get; init; }

    /// <summary>What the background's events count, without the sign; it multiplies their own weights.</summary>
    /// <value>Default 1.</value>
    public double BackgroundWeight { get; init; } = 1;

    /// <summary>Whether the weights of the data are scaled by <c>α = Σ W/Σ W²</c>, which gives −ln L the curvature of the statistical power of weighted events.</summary>
    /// <value>Default true.</value>
    public bool ScalesWeights { get; init; } = true;

    /// <summary>Whether the number of events takes part: the integral of the density is then the expected number, in units of the sum of weights.</summary>
    /// <value>Default false.</value>
    public bool Extended { get; init; }

    /// <summary>The number of consecutive rows of data that make up one measured event, over which the density is averaged.</summary>
    /// <value>Default 1.</value>
    public int Resolution { get; init; } = 1;

    /// <summary>Where the logarithm becomes a parabola; null for the plain logarithm, with which a density that is not positive makes −ln L infinite.</summary>
    /// <value>Default 1e-6. See <see cref="ClippedLogarithm"/>.</value>
    public double? ClipBelow { get; init; } = ClippedLogarithm.DefaultEpsilon;

    /// <summary>The data with the background subtracted.</summary>
    /// <param name="data">The data.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    internal EventSample Subtracted(EventSample data)
    {
        if (!(BackgroundWeight >= 0) || !double.IsFinite(BackgroundWeight))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of the background is {BackgroundWeight}, but must be finite and at least 0; it is subtracted."));
        if (Resolution < 1) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Resolution} rows make up a measured event, but it must be at least 1."));
        if (ClipBelow is { } clip && !(clip > 0 && double.IsFinite(clip)))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The logarithm is clipped below {clip}, but that must be finite and positive."));
        return Background is null ? data : data.With(Background, -BackgroundWeight);
    }

    /// <summary>The factor of the data's weights.</summary>
    /// <param name="data">The data, background included.</param>
    internal double Scale(EventSample data) => !ScalesWeights ? 1
        : data.Weights.IsEmpty ? 1.0 / Resolution
        : EventWeights.Alpha(data.Weights.Span, Resolution);

    /// <summary>The logarithm.</summary>
    internal Autodiff.Expr Log(Autodiff.Expr value) => ClipBelow is { } clip ? ClippedLogarithm.Of(value, clip) : Autodiff.Op.Log(value);
}
