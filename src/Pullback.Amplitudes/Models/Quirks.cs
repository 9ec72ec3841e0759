using Pullback.Amplitudes.Configuration;

namespace Pullback.Amplitudes.Models;

/// <summary>Names the peculiarities of the original program that a model meets.</summary>
internal static class Quirks
{
    public static void Add(AmplitudeModel model, List<string> warnings)
    {
        foreach (string quirk in model.Shapes.Select(s => model.LineshapeOf(s.Decay.Core).Quirk).OfType<string>().Distinct())
            warnings.Add(quirk + (model.Corrects ? " Corrected, since 'compat: false'." : " Kept as in the original program; 'compat: false' corrects it."));
        if (!model.Data.WithBoosts && !model.Data.AlignsToCoordinates && model.Finals.Any(f => f.Quantum.Spin.Doubled > 0) && model.Tree.Topologies.Count > 1)
            warnings.Add("data, r_boost: False leaves Wigner's rotation out of the alignment of final helicities, which is another model than r_boost: True.");
        if (model.Data.Section["bg"] is not null && model.Data.Section["bg_weight"] is null)
            warnings.Add("data: 'bg' without 'bg_weight' is subtracted with a weight of -1 for each of its events, as in the original program. Write 'bg_weight'.");
        if (model.Constraints.FixedValue is null && ConfigValues.List(model.Data.Section["data"]).Count > 0)
            warnings.Add("constrains, decay: 'fix_chain_val' is not written, so that the modulus of the fixed chain is drawn at random, as in the original program, unless a parameter file gives it.");
    }
}
