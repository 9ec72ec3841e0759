namespace Pullback.Plotting.Standard.Categories;

/// <summary>The mass histogram of one category, with the exponential that was fitted to its sidebands.</summary>
/// <param name="Name">Name of the category.</param>
/// <param name="Edges">Increasing bin edges. Shape [bin + 1].</param>
/// <param name="Counts">Contents. Shape [bin].</param>
/// <param name="Sideband">Whether the fit used the bin. Shape [bin].</param>
public sealed record MassSpectrum(string Name, IReadOnlyList<double> Edges, IReadOnlyList<double> Counts, IReadOnlyList<bool> Sideband)
{
    /// <summary>Uncertainty of the contents, zero or more. Shape [bin].</summary>
    /// <value>Default: null, the square root of the contents.</value>
    public IReadOnlyList<double>? Uncertainty { get; init; }

    /// <summary>The fit <c>A e^{Bm}</c> of the contents of a bin at its middle m: A in events per bin, B in inverse units of the mass.</summary>
    /// <value>Default: null, no fit; a note says so.</value>
    public (double Amplitude, double Slope)? Exponential { get; init; }

    /// <summary>Lines below the name, for example the factor that scales the continuum.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
