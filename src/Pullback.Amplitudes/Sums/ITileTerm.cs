namespace Pullback.Amplitudes.Sums;

/// <summary>What a sum adds up for each measurement, as a function of its density.</summary>
internal interface ITileTerm
{
    /// <summary>Evaluates the measurements of a tile.</summary>
    /// <param name="firstEvent">The number of the tile's first event.</param>
    /// <param name="densities">|A|² of each event; replaced by the factor of its derivative, shape [event].</param>
    /// <param name="curvatures">Receives for each measurement the second derivative by its mean density, shape [measurement]; weights of events within are those of <paramref name="densities"/> over the first derivative.</param>
    /// <param name="shares">Receives the share of each event in its measurement's mean density, shape [event].</param>
    /// <param name="cross">Receives for each event the derivative of its factor by the normalisation, shape [event].</param>
    /// <param name="totals">Takes value, derivative by the normalisation, second derivative by it.</param>
    void Apply(int firstEvent, Span<double> densities, Span<double> curvatures, Span<double> shares, Span<double> cross, Span<double> totals);
}
