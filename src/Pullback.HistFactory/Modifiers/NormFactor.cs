using Pullback.HistFactory.Models;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary><c>normfactor</c>: multiplies every bin by one free parameter, start 1, bounds [0, 10].</summary>
/// <remarks>Reference: [HistFactory2012], [Pyhf2021].</remarks>
public sealed class NormFactor : ModifierType
{
    /// <inheritdoc/>
    public override string Name => "normfactor";

    internal override ParameterRequirement Requirement(int bins, ModelOptions options) =>
        new(1, false, ConstraintKind.None, 1.0, 0.0, 10.0, double.NaN, double.NaN);

    internal override void Compile(CellBuilder cell, Modifier modifier) => cell.AddFactor(perBin: false);
}
