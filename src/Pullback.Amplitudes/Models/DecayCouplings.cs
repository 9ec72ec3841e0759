using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Decays;

namespace Pullback.Amplitudes.Models;

/// <summary>The couplings that a decay model has.</summary>
internal static class DecayCouplings
{
    /// <summary>The names of decay models.</summary>
    public static IReadOnlyList<string> Models { get; } = ["default", "gls-bf", "gls-cpv", "helicity_full", "helicity_full-bf", "helicity_parity"];

    /// <summary>Whether couplings belong to helicities and not to partial waves.</summary>
    public static bool IsHelicity(Decay decay) => decay.Model.StartsWith("helicity", StringComparison.Ordinal);

    /// <summary>The waves of a decay in the order of their couplings.</summary>
    public static IReadOnlyList<HelicityEntry> Entries(Decay decay)
    {
        if (!Models.Contains(decay.Model))
            throw new AmplitudeConfigurationException($"decay '{decay.Name}': there is no decay model '{decay.Model}'.{Parameters.Nearest.Suggestion(decay.Model, Models)} Known are {string.Join(", ", Models)}.");
        if (!IsHelicity(decay)) return [.. decay.Waves.Select(w => new HelicityEntry(w.OrbitalMomentum, w, 0, 0, 0))];
        var entries = new List<HelicityEntry>();
        int lowest = decay.Waves.Count > 0 ? decay.LowestOrbitalMomentum : 0;
        bool parity = decay.Model == "helicity_parity";
        double mirror = parity ? Parity(decay) : 0;
        foreach ((int b, int c) in Pairs(decay))
        {
            // With parity, a pair whose mirror came before has its coupling.
            if (parity && entries.Exists(e => decay.First.Spins[e.First] == -decay.First.Spins[b] && decay.Second.Spins[e.Second] == -decay.Second.Spins[c])) continue;
            bool own = decay.First.Spins[b].Doubled == 0 && decay.Second.Spins[c].Doubled == 0;
            entries.Add(new HelicityEntry(lowest, null, b, c, own ? 0 : mirror));
        }

        return entries;
    }

    /// <summary>The pairs of helicities that angular momentum allows.</summary>
    public static IEnumerable<(int First, int Second)> Pairs(Decay decay)
    {
        for (int b = 0; b < decay.First.Spins.Count; b++)
        {
            for (int c = 0; c < decay.Second.Spins.Count; c++)
            {
                if (Math.Abs((decay.First.Spins[b] - decay.Second.Spins[c]).Doubled) <= decay.Core.Quantum.Spin.Doubled) yield return (b, c);
            }
        }
    }

    private static double Parity(Decay decay)
    {
        int exponent = (decay.First.Quantum.Spin + decay.Second.Quantum.Spin - decay.Core.Quantum.Spin).Doubled / 2;
        return (exponent % 2 == 0 ? 1 : -1) * (decay.Core.Quantum.Parity ?? 1) * (decay.First.Quantum.Parity ?? 1) * (decay.Second.Quantum.Parity ?? 1);
    }
}
