using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Toys;

/// <summary>The toy of gato-hep: two signals and five backgrounds, each a Gaussian in three dimensions whose coordinates are measured with noise.</summary>
/// <remarks>
/// <para>Unit variances, correlation 0.2; every coordinate is multiplied by a number drawn from <c>N(1, 0.3)</c>. Scores come from the densities without noise:
/// <c>p₁, p₂</c> of the signals, <c>p_B</c> of the backgrounds in proportion to their cross sections.</para>
/// <para>Normalization: the weights of a process sum to cross section times luminosity; background events are shared in proportion to cross section, rounded
/// down, the rest to the last. Alternatives: with <see cref="GaussianScores.Ratio"/> the first signal is called <c>signal</c>. Reference: [GatoHep2026].</para>
/// </remarks>
public sealed record ThreeGaussians : ToyOptions
{
    /// <summary>What is shown of the events.</summary>
    /// <value>Default <see cref="GaussianScores.Ratio"/>.</value>
    public GaussianScores Scores { get; init; } = GaussianScores.Ratio;

    /// <summary>Events of each signal.</summary>
    /// <value>Default 100 000.</value>
    public int SignalEvents { get; init; } = 100_000;

    /// <summary>Events of all backgrounds together.</summary>
    /// <value>Default 300 000.</value>
    public int BackgroundEvents { get; init; } = 300_000;

    /// <summary>The luminosity.</summary>
    /// <value>Default 100.</value>
    public double Luminosity { get; init; } = 100;

    /// <summary>The standard deviation of the factor on every coordinate.</summary>
    /// <value>Default 0.3.</value>
    public double Noise { get; init; } = 0.3;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems()) yield return problem;
        if (!Enum.IsDefined(Scores)) yield return $"The scores {Scores} do not exist.";
        if (EventProblem("signal events", SignalEvents) is { } signal) yield return signal;
        if (EventProblem("background events", BackgroundEvents) is { } background) yield return background;
        else if (Shared().Any(n => n < 1)) yield return FormattableString.Invariant($"{BackgroundEvents} background events leave some background without any; draw at least 26.");
        if (PositiveProblem("luminosity", Luminosity) is { } luminosity) yield return luminosity;
        if (!(Noise >= 0) || !double.IsFinite(Noise)) yield return FormattableString.Invariant($"The noise is {Noise:R}, but must be finite and at least 0.");
    }

    private static IReadOnlyList<GaussianProcess> Backgrounds => [.. GaussianProcess.All.Skip(2)];

    private protected override ToySample Sample(ulong seed)
    {
        bool one = Scores == GaussianScores.Ratio;
        List<EventSet> sets = [.. GaussianProcess.All.Take(one ? 1 : 2).Select(p => Set(seed, p, one ? CategoryData.SignalPrefix : p.Name, SignalEvents))];
        foreach ((GaussianProcess process, int events) in Backgrounds.Zip(Shared())) sets.Add(Set(seed, process, process.Name, events));
        return new ToySample(Scores switch
        {
            GaussianScores.Coordinates => ["x", "y", "z"],
            GaussianScores.Classes => ["p_signal1", "p_signal2", "p_background"],
            _ => ["score"],
        }, sets);
    }

    private int[] Shared()
    {
        double total = Backgrounds.Sum(b => b.CrossSection);
        int[] events = [.. Backgrounds.Select(b => (int)(BackgroundEvents * b.CrossSection / total))];
        events[^1] = BackgroundEvents - events[..^1].Sum();
        return events;
    }

    private EventSet Set(ulong seed, GaussianProcess process, string name, int events)
    {
        double[] x = Normals(seed, $"three gaussians {process.Name}", events, 3);
        double[] noise = Normals(seed, $"three gaussians {process.Name} noise", events, 3);
        int columns = Scores == GaussianScores.Ratio ? 1 : 3;
        double[] features = columns == 3 ? x : new double[events];
        ForEvents(events, (first, count) =>
        {
            for (int e = first; e < first + count; e++)
            {
                Span<double> at = x.AsSpan(3 * e, 3);
                process.Place(at);
                for (int d = 0; d < 3; d++) at[d] *= 1.0 + (Noise * noise[(3 * e) + d]);
                if (Scores != GaussianScores.Coordinates) Score(at, features.AsSpan(columns * e, columns));
            }
        });
        return new EventSet(name, features, [Equal(name, events, process.CrossSection * Luminosity)]);
    }

    // Densities relative to the largest, so that no ratio is 0/0 far out.
    private void Score(ReadOnlySpan<double> x, Span<double> scores)
    {
        IReadOnlyList<GaussianProcess> all = GaussianProcess.All;
        Span<double> density = stackalloc double[7];
        double highest = double.NegativeInfinity;
        for (int i = 0; i < density.Length; i++)
        {
            density[i] = all[i].LogDensity(x);
            highest = Math.Max(highest, density[i]);
        }

        double background = 0.0;
        double total = 0.0;
        for (int i = 0; i < density.Length; i++)
        {
            density[i] = Math.Exp(density[i] - highest);
            if (i < 2) continue;
            background += all[i].CrossSection * density[i];
            total += all[i].CrossSection;
        }

        background /= total;
        if (Scores == GaussianScores.Ratio)
        {
            scores[0] = density[0] / (density[0] + background);
            return;
        }

        double sum = density[0] + density[1] + background;
        scores[0] = density[0] / sum;
        scores[1] = density[1] / sum;
        scores[2] = background / sum;
    }
}
