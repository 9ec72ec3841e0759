using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary><c>histosys</c>: adds the interpolated difference to a template at ±1 standard deviation; one parameter, <c>N(0 | alpha, 1)</c>.</summary>
/// <remarks>
/// <para>Formula: see <see cref="Interpolation.AdditiveInterpolation"/>. The multiplicative modifiers of the sample act on the changed counts.</para>
/// <para>Reference: [HistFactory2012], [Pyhf2021].</para>
/// </remarks>
public sealed class HistoSys : ModifierType
{
    /// <inheritdoc/>
    public override string Name => "histosys";

    internal override ParameterRequirement Requirement(int bins, ModelOptions options) => ParameterRequirement.Alpha;

    internal override IEnumerable<string> ProblemsOf(ModifierData data, int bins) => data is TemplateVariation template
        ? ModifierChecks.PerBin("hi_data", template.High, bins).Concat(ModifierChecks.PerBin("lo_data", template.Low, bins))
        : [ModifierChecks.WrongData(data, "a TemplateVariation")];

    internal override void Compile(CellBuilder cell, Modifier modifier)
    {
        var data = (TemplateVariation)modifier.Data;
        int high = cell.AddInput(InputKind.High, modifier, data.High);
        int low = cell.AddInput(InputKind.Low, modifier, data.Low);
        cell.AddTemplates(high, low);
    }
}
