using Pullback.HistFactory.Modifiers;

namespace Pullback.HistFactory.Models;

/// <summary>Chooses the parameters that the likelihood is profiled over in closed form.</summary>
internal static class GammaChoice
{
    /// <summary>
    /// One constrained parameter for each bin that acts on no other bin and enters the rate linearly. Where a bin has several, one that is free is preferred,
    /// and among those the one on most samples: the likelihood is then profiled over it in closed form.
    /// </summary>
    public static int[] Of(ChannelPlan[] channels, ConstraintKind[] constraints, WidthTable widths, bool?[] isFixed, double[] inputs, int bins)
    {
        // A parameter that a custom modifier also uses, or that has two bins, cannot be eliminated.
        var places = new Dictionary<int, HashSet<(int Bin, int Sample)>>();
        var uses = new Dictionary<int, int>();
        var excluded = new HashSet<int>();
        foreach (ChannelPlan channel in channels)
        {
            for (int s = 0; s < channel.Samples.Length; s++)
            {
                SamplePlan sample = channel.Samples[s];
                foreach (CustomTerm custom in sample.Customs) excluded.UnionWith(custom.Parameters);
                foreach (FactorTerm factor in sample.Factors.Where(f => f.PerBin))
                {
                    for (int b = 0; b < channel.Bins; b++)
                    {
                        int parameter = factor.In(b);
                        if (constraints[parameter] == ConstraintKind.None) continue;
                        if (!places.TryGetValue(parameter, out HashSet<(int Bin, int Sample)>? set)) places.Add(parameter, set = []);
                        if (!set.Add((channel.FirstBin + b, s))) excluded.Add(parameter);
                        uses[parameter] = uses.GetValueOrDefault(parameter) + 1;
                    }
                }
            }
        }

        int[] gammas = new int[bins];
        int[] best = new int[bins];
        Array.Fill(gammas, -1);
        foreach ((int parameter, HashSet<(int Bin, int Sample)> set) in places.OrderBy(p => p.Key))
        {
            int[] where = [.. set.Select(place => place.Bin).Distinct()];
            if (where.Length != 1 || excluded.Contains(parameter)) continue;
            bool held = isFixed[parameter] ?? (widths.Find(parameter) is { } rule && rule.Evaluate(inputs).IsFixed);
            int rank = held ? 1 : 1 + uses[parameter] + 1;
            if (rank <= best[where[0]]) continue;
            best[where[0]] = rank;
            gammas[where[0]] = parameter;
        }

        return gammas;
    }
}
