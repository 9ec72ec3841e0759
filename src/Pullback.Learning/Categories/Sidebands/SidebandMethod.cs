namespace Pullback.Learning.Categories.Sidebands;

/// <summary>How the exponential is fitted.</summary>
public enum SidebandMethod
{
    /// <summary>Extended maximum likelihood of the events themselves: no bins, no bias from them.</summary>
    Unbinned,

    /// <summary>Extended maximum likelihood of the histogram, whose bins expect the integral of the exponential.</summary>
    Binned,

    /// <summary>Least squares with equal uncertainties of all bins, whose expectation is the exponential at their centers: gato-hep's way.</summary>
    LeastSquares,

    /// <summary>
    /// Least squares with the uncertainty of each bin's own events; an empty bin takes that of one event of average weight. Bins that fluctuated down count more: with
    /// few events a bin the slope is biased.
    /// </summary>
    WeightedLeastSquares,
}
