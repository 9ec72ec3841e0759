using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories.Exact;

/// <summary>The slow twin of the exact search: every combination of cuts, with sums over events and the formulas as they are printed.</summary>
internal static class BruteForce
{
    /// <summary>The largest objective of a number of categories with cuts among the given ones; −∞ if none is allowed.</summary>
    public static (double Objective, double[] Cuts) Best(
        CategoryData data, IReadOnlyList<double> cuts, int categories, Func<double, double, double, double> squared, Func<double, double, int, bool> allowed, params double[] signalWeights)
    {
        (double, double[]) best = (double.NegativeInfinity, []);
        foreach (double[] chosen in Combinations(cuts, categories - 1))
        {
            double value = Objective(data, chosen, squared, allowed, signalWeights);
            if (value > best.Item1) best = (value, chosen);
        }

        return best;
    }

    /// <summary>The objective of given cuts.</summary>
    public static double Objective(
        CategoryData data, IReadOnlyList<double> cuts, Func<double, double, double, double> squared, Func<double, double, int, bool> allowed, params double[] signalWeights)
    {
        double total = 0.0;
        for (int k = 0; k <= cuts.Count; k++)
        {
            double low = k == 0 ? double.NegativeInfinity : cuts[k - 1];
            double high = k == cuts.Count ? double.PositiveInfinity : cuts[k];
            (double[] s, double[] s2, double b, double b2, int events) = Sums(data, low, high);
            if (!(b > 1e-10) || !allowed(b, b2, events)) return double.NegativeInfinity;
            for (int l = 0; l < s.Length; l++) total += signalWeights[l] * squared(s[l], b + s.Sum() - s[l], b2 + s2.Sum() - s2[l]);
        }

        return total;
    }

    /// <summary>The formula of a form as it is printed in its reference.</summary>
    public static double Printed(AsimovForm form, double s, double b, double variance) => form switch
    {
        AsimovForm.Package when s / b < 0.1 => s * s / b,
        AsimovForm.WithUncertainty when s > 0 => 2 * (((s + b) * Math.Log((s + b) * (b + variance) / ((b * b) + ((s + b) * variance)))) - (b * b / variance * Math.Log(1 + (variance * s / (b * (b + variance)))))),
        _ => s > 0 ? 2 * (((s + b) * Math.Log(1 + (s / b))) - s) : 0,
    };

    /// <summary>Random events of two signals and two backgrounds, some of negative weight.</summary>
    public static CategoryData Events(ulong seed, int signals = 1, int perProcess = 40)
    {
        var stream = new Numerics.Random.RandomStream(seed, "exact categories");
        var sets = new List<EventSet>();
        foreach (string name in (string[])[.. Enumerable.Range(1, signals).Select(i => $"signal{i}"), "b1", "b2"])
        {
            bool isSignal = name.StartsWith("signal", StringComparison.Ordinal);
            double[] scores = new double[perProcess];
            double[] weights = new double[perProcess];
            for (int e = 0; e < perProcess; e++)
            {
                scores[e] = isSignal ? Math.Pow(stream.Uniform(), name == "signal1" ? 0.3 : 2.0) : Math.Pow(stream.Uniform(), 1.5);
                weights[e] = (isSignal ? 0.1 : 1.0) * (stream.Uniform() < 0.1 ? -0.5 : stream.Uniform(0.5, 1.5));
            }

            sets.Add(new EventSet(name, scores, [new WeightColumn(name, null, VariationSide.Nominal, weights)]));
        }

        return new CategoryData { ScoreNames = ["score"], Sets = sets };
    }

    private static (double[] S, double[] S2, double B, double B2, int Events) Sums(CategoryData data, double low, double high)
    {
        double[] s = new double[data.Signals.Count];
        double[] s2 = new double[s.Length];
        double b = 0, b2 = 0;
        int events = 0;
        foreach (EventSet set in data.Sets)
        {
            int signal = data.Signals.ToList().IndexOf(set.Name);
            for (int e = 0; e < set.Count; e++)
            {
                double x = set.Features.Span[e];
                double w = set.Columns[0].Weights.Span[e];
                if (!(x >= low && x < high)) continue;
                if (signal >= 0)
                {
                    s[signal] += w;
                    s2[signal] += w * w;
                    continue;
                }

                b += w;
                b2 += w * w;
                if (w != 0) events++;
            }
        }

        return (s, s2, b, b2, events);
    }

    private static IEnumerable<double[]> Combinations(IReadOnlyList<double> cuts, int count, int from = 0)
    {
        if (count == 0)
        {
            yield return [];
            yield break;
        }

        for (int i = from; i < cuts.Count; i++)
        {
            foreach (double[] rest in Combinations(cuts, count - 1, i + 1)) yield return [cuts[i], .. rest];
        }
    }
}
