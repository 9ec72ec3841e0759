using Pullback.HistFactory.Models;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary><c>lumi</c>: multiplies every bin by the luminosity relative to nominal, <c>N(a | L, sigma)</c>; everything about it comes from the configuration.</summary>
/// <remarks>Reference: [Pyhf2021].</remarks>
public sealed class Lumi : ModifierType
{
    /// <inheritdoc/>
    public override string Name => "lumi";

    internal override ParameterRequirement Requirement(int bins, ModelOptions options) =>
        new(1, false, ConstraintKind.Normal, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN) { HasWidths = true };

    internal override void Compile(CellBuilder cell, Modifier modifier) => cell.AddFactor(perBin: false);
}
