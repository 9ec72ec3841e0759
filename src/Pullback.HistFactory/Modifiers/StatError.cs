using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary>
/// <c>staterror</c>: multiplies bin b of every sample that carries it by one <c>gamma_b</c>, measured by <c>N(1 | gamma_b, delta_b)</c>, start 1, bounds [1e-10, 10].
/// </summary>
/// <remarks>
/// <para>With the sums over the samples that carry it: <c>delta_b = sqrt(sum u_sb²) / sum nu_sb</c>. Where that is 0, gamma is fixed and <c>delta = 1</c>.</para>
/// <para>Options: a Poisson constraint <c>Pois(tau | gamma tau)</c> with <c>tau = 1/delta²</c>, and a threshold on delta below which gamma is fixed.</para>
/// <para>Reference: [HistFactory2012], [Pyhf2021].</para>
/// </remarks>
public sealed class StatError : ModifierType
{
    /// <inheritdoc/>
    public override string Name => "staterror";

    internal override ParameterRequirement Requirement(int bins, ModelOptions options) => options.StatErrorConstraint == ConstraintKind.Poisson
        ? new(bins, true, ConstraintKind.Poisson, 1.0, 1e-10, 10.0, double.NaN, double.NaN) { HasFactors = true }
        : new(bins, true, ConstraintKind.Normal, 1.0, 1e-10, 10.0, 1.0, double.NaN) { HasWidths = true };

    internal override IEnumerable<string> ProblemsOf(ModifierData data, int bins) =>
        data is BinUncertainties uncertainties ? ModifierChecks.PerBin("data", uncertainties.Values, bins) : [ModifierChecks.WrongData(data, "BinUncertainties")];

    internal override void Compile(CellBuilder cell, Modifier modifier)
    {
        int uncertainty = cell.AddInput(InputKind.Uncertainty, modifier, ((BinUncertainties)modifier.Data).Values);
        cell.AddWidth(this, uncertainty);
        cell.AddFactor(perBin: true);
    }

    internal override void AddWidths(WidthTable widths, int first, int bins, int nominal, int uncertainty)
    {
        for (int b = 0; b < bins; b++) widths.AddStatistical(first + b, nominal + b, uncertainty + b);
    }
}
