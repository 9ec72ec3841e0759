namespace Pullback.Learning.Observables;

/// <summary>Every result of the analysis at one state of the network, whichever of them is trained.</summary>
public sealed record ObservableMetrics
{
    /// <summary>The loss as training sees it.</summary>
    public required double Loss { get; init; }

    /// <summary>Expected CLs of the tested signal strength.</summary>
    public required double Cls { get; init; }

    /// <summary>Its natural logarithm, which does not underflow.</summary>
    public required double LogCls { get; init; }

    /// <summary>Expected discovery significance.</summary>
    public required double DiscoverySignificance { get; init; }

    /// <summary>Expected discovery p-value.</summary>
    public required double DiscoveryPValue { get; init; }

    /// <summary>Expected uncertainty of the signal strength, nuisance parameters profiled.</summary>
    public required double PoiUncertainty { get; init; }

    /// <summary>Determinant of the covariance of all parameters.</summary>
    public required double GeneralizedVariance { get; init; }

    /// <summary>Cross-entropy of the classifier of signal against background.</summary>
    public required double BinaryCrossEntropy { get; init; }

    /// <summary>All templates in the order of the model's layout. Shape [template entry].</summary>
    public required IReadOnlyList<double> Templates { get; init; }

    /// <summary>Expected signal. Shape [bin].</summary>
    public required IReadOnlyList<double> Signal { get; init; }

    /// <summary>Expected background, all processes. Shape [bin].</summary>
    public required IReadOnlyList<double> Background { get; init; }

    /// <summary>The number of bins whose expected background is at its floor.</summary>
    public required int EmptyBins { get; init; }
}
