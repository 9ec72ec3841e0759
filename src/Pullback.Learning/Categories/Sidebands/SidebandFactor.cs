namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The factor that scales the continuum of one category to the window.</summary>
public sealed record SidebandFactor
{
    private readonly MassRegions _regions;
    private readonly double _byMassSlope;
    private readonly double _meanMass;

    internal SidebandFactor(MassRegions regions, double byMassSlope, double meanMass)
    {
        _regions = regions;
        _byMassSlope = byMassSlope;
        _meanMass = meanMass;
    }

    /// <summary><c>∫_window e^{Bm} dm / ∫_base e^{Bm} dm</c>, or the ratio of the widths.</summary>
    public required double Factor { get; init; }

    /// <summary>Its standard deviation from the statistics of the fitted events, <c>√Σ (∂F/∂w)² w²</c>; null where nothing was fitted.</summary>
    public required double? Uncertainty { get; init; }

    /// <summary>The slope B in inverse units of the mass; 0 where nothing was fitted.</summary>
    public required double Slope { get; init; }

    /// <summary>The standard deviation of the slope; null where nothing was fitted.</summary>
    public required double? SlopeUncertainty { get; init; }

    /// <summary>The number of fitted events of non-zero weight; null for a histogram that does not say.</summary>
    public required long? Events { get; init; }

    /// <summary>Σ w of the fitted events.</summary>
    public required double Yield { get; init; }

    /// <summary><c>(Σ w)² / Σ w²</c> of the fitted events.</summary>
    public required double EffectiveEvents { get; init; }

    /// <summary>Why the factor is the ratio of the widths.</summary>
    public required SidebandFallback Fallback { get; init; }

    /// <summary><c>∂F/∂n_b</c> by the content of each bin; null for an unbinned fit. Shape [bin].</summary>
    public required IReadOnlyList<double>? ContentDerivatives { get; init; }

    /// <summary><c>∂F/∂w</c> by the weight of an event of a given mass; 0 for a mass that is not fitted and for a fallback.</summary>
    /// <remarks>
    /// With soft assignment the weight of event i in category k is <c>w_i γ_ik</c>, so <c>∂F_k/∂γ_ik = w_i</c> times this. Derivative of a weighted
    /// least-squares fit: the uncertainties of the bins are held.
    /// </remarks>
    /// <param name="mass">The mass.</param>
    public double Derivative(double mass)
    {
        if (Fallback != SidebandFallback.None || SidebandFit.Place(mass - _regions.Origin, _regions) is not { } bin) return 0.0;
        return ContentDerivatives is { } contents ? contents[bin] : _byMassSlope * (mass - _regions.Origin - _meanMass);
    }
}
