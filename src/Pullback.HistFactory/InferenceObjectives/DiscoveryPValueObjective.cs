using Pullback.HistFactory.Templates;
using Pullback.Numerics.SpecialFunctions;
using Pullback.Statistics.Distributions;

namespace Pullback.HistFactory.InferenceObjectives;

/// <summary>The expected discovery p-value <c>p0 = Phi(-sqrt(q0))</c> with Asimov data at mu = 1, neos' discovery loss.</summary>
/// <remarks>Derivative: <c>-phi(sqrt(q0)) d sqrt(q0)</c>; 0 where q0 = 0.</remarks>
internal sealed class DiscoveryPValueObjective : InferenceObjective
{
    /// <inheritdoc/>
    public override string Name => "discovery-p-value";

    /// <inheritdoc/>
    public override ObjectiveDirection Direction => ObjectiveDirection.Minimize;

    private protected override double EvaluateBound(TemplateInference inference, Span<double> gradient)
    {
        double significance = Math.Sqrt(inference.AsimovStatistic(0.0, 1.0, gradient));
        Scale(gradient, significance > 0.0 ? -0.5 * NormalDistribution.Pdf(significance) / significance : 0.0);
        return SpecialMath.NormalCdf(-significance);
    }
}
