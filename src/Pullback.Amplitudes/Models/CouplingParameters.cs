using Pullback.Amplitudes.Decays;
using Pullback.Amplitudes.Parameters;
using Pullback.Numerics.Random;

namespace Pullback.Amplitudes.Models;

/// <summary>Creates the couplings of chains and decays, and knows their names.</summary>
internal static class CouplingParameters
{
    /// <summary>The name of a chain's own coupling.</summary>
    public static string Total(DecayChain chain) => ParameterNames.Of(chain.Name, "total_0");

    /// <summary>The name of a wave's coupling.</summary>
    public static string Wave(Decay decay, int index)
    {
        if (!DecayCouplings.IsHelicity(decay)) return ParameterNames.Of(decay.Name, FormattableString.Invariant($"g_ls_{index}"));
        HelicityEntry entry = DecayCouplings.Entries(decay)[index];
        return ParameterNames.Of(decay.Name, FormattableString.Invariant($"H_{entry.First}_{entry.Second}"));
    }

    public static void Chain(AmplitudeModel model, DecayChain chain, bool isFixed, bool differs, RandomStream random)
    {
        string name = Total(chain);
        if (differs)
        {
            Span<double> values = isFixed ? [model.Constraints.FixedValue ?? random.Uniform(0, 2), 0, 0, 0] : [random.Uniform(-1, 1), random.Uniform(-1, 1), random.Uniform(-1, 1), random.Uniform(-1, 1)];
            model.Parameters.AddChargeDependent(name, polar: true, values, !isFixed);
        }
        else
        {
            double first = isFixed ? model.Constraints.FixedValue ?? random.Uniform(0, 2) : random.Uniform(0, 2);
            model.Parameters.AddComplex(name, polar: true, first, isFixed ? 0 : random.Uniform(-Math.PI, Math.PI), !isFixed);
        }
    }

    public static void Decay(AmplitudeModel model, Decay decay, RandomStream random)
    {
        IReadOnlyList<HelicityEntry> entries = DecayCouplings.Entries(decay);
        if (DecayCouplings.IsHelicity(decay)) AddForbidden(model, decay);
        for (int i = 0; i < entries.Count; i++)
        {
            string name = Wave(decay, i);
            if (model.Parameters.Has(name + "r")) continue;
            bool differs = decay.Model == "gls-cpv";
            bool polar = decay.IsPolar;
            if (differs)
            {
                Span<double> values = i == 0 ? [1, 0, 0, 0] : [random.Uniform(-1, 1), random.Uniform(-1, 1), random.Uniform(-1, 1), random.Uniform(-1, 1)];
                model.Parameters.AddChargeDependent(name, polar, values, i != 0);
            }
            else if (i == 0)
            {
                model.Parameters.AddComplex(name, polar, 1, 0, isFree: false);
            }
            else
            {
                model.Parameters.AddComplex(name, polar, polar ? random.Uniform(0, 2) : random.Uniform(-1, 1), polar ? random.Uniform(-Math.PI, Math.PI) : random.Uniform(-1, 1), isFree: true);
            }
        }
    }

    // Pairs of helicities that angular momentum forbids have couplings all the same, fixed to 0.
    private static void AddForbidden(AmplitudeModel model, Decay decay)
    {
        var allowed = DecayCouplings.Pairs(decay).ToHashSet();
        for (int b = 0; b < decay.First.Spins.Count; b++)
        {
            for (int c = 0; c < decay.Second.Spins.Count; c++)
            {
                string name = ParameterNames.Of(decay.Name, FormattableString.Invariant($"H_{b}_{c}"));
                if (!allowed.Contains((b, c)) && !model.Parameters.Has(name + "r")) model.Parameters.AddComplex(name, decay.IsPolar, 0, 0, isFree: false);
            }
        }
    }
}
