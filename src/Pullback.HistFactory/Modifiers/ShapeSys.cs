using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary>
/// <c>shapesys</c>: multiplies bin b by <c>gamma_b</c>, measured by <c>Pois(tau_b | gamma_b tau_b)</c> with <c>tau_b = nu_b² / u_b²</c>, start 1, bounds [1e-10, 10].
/// </summary>
/// <remarks>
/// <para>A bin without nominal counts or without uncertainty has a fixed gamma and <c>tau = 1</c>.</para>
/// <para>Reference: [HistFactory2012], [Pyhf2021].</para>
/// </remarks>
public sealed class ShapeSys : ModifierType
{
    /// <inheritdoc/>
    public override string Name => "shapesys";

    /// <inheritdoc/>
    public override bool IsShareable => false;

    internal override ParameterRequirement Requirement(int bins, ModelOptions options) =>
        new(bins, true, ConstraintKind.Poisson, 1.0, 1e-10, 10.0, double.NaN, double.NaN) { HasFactors = true };

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
        for (int b = 0; b < bins; b++) widths.SetPoisson(first + b, nominal + b, uncertainty + b);
    }
}
