namespace Pullback.HistFactory.Inference;

/// <summary>Expected counts of one channel with their uncertainties.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Samples">The samples with their counts and uncertainties.</param>
/// <param name="Total">The sum of the samples. Shape [bin].</param>
/// <param name="TotalUncertainty">Its uncertainty, correlations between samples included. Shape [bin].</param>
/// <param name="Sum">The sum over the bins.</param>
/// <param name="SumUncertainty">Its uncertainty, correlations between bins included.</param>
public sealed record ChannelYield(
    string Channel, IReadOnlyList<SampleYield> Samples, IReadOnlyList<double> Total, IReadOnlyList<double> TotalUncertainty, double Sum, double SumUncertainty);

/// <summary>Expected counts of one sample.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Counts">Shape [bin].</param>
/// <param name="Uncertainty">Shape [bin].</param>
/// <param name="Sum">The sum over the bins.</param>
/// <param name="SumUncertainty">Its uncertainty, correlations between bins included.</param>
public sealed record SampleYield(string Sample, IReadOnlyList<double> Counts, IReadOnlyList<double> Uncertainty, double Sum, double SumUncertainty);
