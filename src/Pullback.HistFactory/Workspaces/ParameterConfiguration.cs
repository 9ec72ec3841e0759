namespace Pullback.HistFactory.Workspaces;

/// <summary>Settings of a parameter that replace its defaults; what is null keeps its default.</summary>
/// <param name="Name">The parameter.</param>
public sealed record ParameterConfiguration(string Name)
{
    /// <summary>Start values. Shape [component].</summary>
    public IReadOnlyList<double>? Inits { get; init; }

    /// <summary>Lower and upper bounds. Shape [component].</summary>
    public IReadOnlyList<(double Lower, double Upper)>? Bounds { get; init; }

    /// <summary>Whether every component is held at its start value.</summary>
    public bool? Fixed { get; init; }

    /// <summary>Auxiliary data. Shape [component].</summary>
    public IReadOnlyList<double>? AuxiliaryData { get; init; }

    /// <summary>Widths of normal constraints. Shape [component].</summary>
    public IReadOnlyList<double>? Sigmas { get; init; }

    /// <summary>Rate factors of Poisson constraints. Shape [component].</summary>
    public IReadOnlyList<double>? Factors { get; init; }
}
