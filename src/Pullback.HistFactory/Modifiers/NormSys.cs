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

    internal override void Compile(CellBuilder cell, Modifier modifier, ParameterBlock block)
    {
        var data = (ScaleVariation)modifier.Data;
        foreach ((string name, double value) in (ReadOnlySpan<(string, double)>)[("hi", data.High), ("lo", data.Low)])
        {
            if (value > 0.0) continue;
            cell.Refuse(modifier, string.Create(CultureInfo.InvariantCulture,
                $"{name} is {value}, but must be positive: the interpolation takes its logarithm. Correct the factor, or describe the variation by a histosys."));
        }

        int high = cell.AddInput(InputKind.High, modifier, [data.High]);
        int low = cell.AddInput(InputKind.Low, modifier, [data.Low]);
        cell.AddScale(block.First, high, low);
    }
}
