using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary>
/// One gamma that multiplies every bin of every sample that carries it, measured in every bin by <c>Pois(F_b | gamma F_b)</c> with <c>F_b = (sum nu_sb)² / sum u_sb²</c>,
/// start 1, bounds [1e-10, 10]: the background uncertainty of neos. Not of the schema.
/// </summary>
/// <remarks>As a function of gamma the measurements are one, <c>Pois(tau | gamma tau)</c> with <c>tau = sum F_b</c>. Reference: [Neos2023].</remarks>
internal sealed class SharedGamma : ModifierType
{
    /// <summary>The type's name, which no workspace holds.</summary>
    public const string TypeName = "sharedgamma";

    /// <inheritdoc/>
    public override string Name => TypeName;

    internal override ParameterRequirement Requirement(int bins, ModelOptions options) =>
        new(1, false, ConstraintKind.Poisson, 1.0, 1e-10, 10.0, double.NaN, double.NaN) { HasFactors = true };

    internal override IEnumerable<string> ProblemsOf(ModifierData data, int bins) =>
        data is BinUncertainties uncertainties ? ModifierChecks.PerBin("data", uncertainties.Values, bins) : [ModifierChecks.WrongData(data, "BinUncertainties")];

    internal override void Compile(CellBuilder cell, Modifier modifier)
    {
        int uncertainty = cell.AddInput(InputKind.Uncertainty, modifier, ((BinUncertainties)modifier.Data).Values);
        cell.AddWidth(this, uncertainty);
        cell.AddFactor(perBin: false);
    }

    internal override void AddWidths(WidthTable widths, int first, int bins, int nominal, int uncertainty) => widths.AddShared(first, bins, nominal, uncertainty);
}
