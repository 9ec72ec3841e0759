using Pullback.HistFactory.Templates;

namespace Pullback.HistFactory.InferenceObjectives;

/// <summary>The expected discovery significance <c>Z = sqrt(q0)</c> with Asimov data at mu = 1.</summary>
/// <remarks>Derivative: <c>dq0 / (2 Z)</c>; 0 where q0 = 0. Reference: [Cowan2011].</remarks>
internal sealed class DiscoverySignificanceObjective : InferenceObjective
{
    /// <inheritdoc/>
    public override string Name => "discovery-significance";

    /// <inheritdoc/>
    public override ObjectiveDirection Direction => ObjectiveDirection.Maximize;

    private protected override double EvaluateBound(TemplateInference inference, Span<double> gradient)
    {
        double significance = Math.Sqrt(inference.AsimovStatistic(0.0, 1.0, gradient));
        Scale(gradient, significance > 0.0 ? 0.5 / significance : 0.0);
        return significance;
    }
}
