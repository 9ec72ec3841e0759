using Pullback.HistFactory.Models;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary><c>shapefactor</c>: multiplies each bin by a free parameter of its own, start 1, bounds [0, 10].</summary>
/// <remarks>Reference: [HistFactory2012], [Pyhf2021].</remarks>
public sealed class ShapeFactor : ModifierType
{
    /// <inheritdoc/>
    public override string Name => "shapefactor";

    internal override ParameterRequirement Requirement(int bins, ModelOptions options) =>
        new(bins, true, ConstraintKind.None, 1.0, 0.0, 10.0, double.NaN, double.NaN);

    internal override void Compile(CellBuilder cell, Modifier modifier) => cell.AddFactor(perBin: true);
}
