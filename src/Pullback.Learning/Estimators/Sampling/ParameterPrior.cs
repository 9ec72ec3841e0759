using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators.Sampling;

/// <summary>A distribution that parameters are drawn from: uniform between two values, or normal with mean and deviation.</summary>
/// <param name="IsNormal">Whether it is normal.</param>
/// <param name="First">The lower end, or the mean.</param>
/// <param name="Second">The upper end, or the deviation.</param>
public readonly record struct ParameterPrior(bool IsNormal, double First, double Second)
{
    /// <summary>Draws points; shape [point][parameter].</summary>
    /// <param name="priors">One for each parameter.</param>
    /// <param name="count">The number of points.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">Distinguishes several draws.</param>
    /// <exception cref="ArgumentException">An interval is empty or a deviation negative.</exception>
    public static IReadOnlyList<double[]> Draw(IReadOnlyList<ParameterPrior> priors, int count, ulong seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(priors);
        foreach (ParameterPrior prior in priors)
        {
            if (!double.IsFinite(prior.First) || !double.IsFinite(prior.Second) || (prior.IsNormal ? prior.Second < 0 : prior.Second < prior.First))
                throw new ArgumentException($"The prior {prior} is empty; give finite ends in order, or a mean and a deviation of at least 0.", nameof(priors));
        }

        var stream = new RandomStream(seed, "prior " + purpose);
        return [.. Enumerable.Range(0, count).Select(_ => priors.Select(p => p.IsNormal ? stream.Normal(p.First, p.Second) : p.First + ((p.Second - p.First) * stream.Uniform())).ToArray())];
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{(IsNormal ? "gaussian" : "flat")}({First:R}, {Second:R})");
}
