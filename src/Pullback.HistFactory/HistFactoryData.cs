namespace Pullback.HistFactory;

/// <summary>Observed counts with auxiliary data.</summary>
/// <param name="Counts">The count of each bin, in the order of the model's channels. Shape [bin].</param>
/// <param name="Auxiliary">The auxiliary data in pyhf's order. Shape [constrained parameter].</param>
public sealed record HistFactoryData(IReadOnlyList<double> Counts, IReadOnlyList<double> Auxiliary);
