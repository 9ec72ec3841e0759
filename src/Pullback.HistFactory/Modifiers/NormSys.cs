using System.Globalization;
using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary><c>normsys</c>: multiplies every bin by a factor interpolated between its values at ±1 standard deviation; one parameter, <c>N(0 | alpha, 1)</c>.</summary>
/// <remarks>
/// <para>Formula: see <see cref="Interpolation.ScaleInterpolation"/>.</para>
/// <para>Reference: [HistFactory2012], [Pyhf2021].</para>
/// </remarks>
public sealed class NormSys : ModifierType
{
    /// <inheritdoc/>
    public override string Name => "normsys";

    internal override ParameterRequirement Requirement(int bins, ModelOptions options) => ParameterRequirement.Alpha;

    internal override IEnumerable<string> ProblemsOf(ModifierData data, int bins)
    {
        if (data is not ScaleVariation scale) return [ModifierChecks.WrongData(data, "a ScaleVariation")];
        return Factor("hi", scale.High).Concat(Factor("lo", scale.Low));

        static IEnumerable<string> Factor(string name, double value) => value > 0.0 && double.IsFinite(value) ? [] : [string.Create(CultureInfo.InvariantCulture,
            $"{name} is {value}, but must be positive and finite: the interpolation takes its logarithm. Correct the factor, or describe the variation by a histosys.")];
    }

    internal override void Compile(CellBuilder cell, Modifier modifier)
    {
        var data = (ScaleVariation)modifier.Data;
        int high = cell.AddInput(InputKind.High, modifier, [data.High]);
        int low = cell.AddInput(InputKind.Low, modifier, [data.Low]);
        cell.AddScale(high, low);
    }
}
