using Pullback.HistFactory.Templates;

namespace Pullback.HistFactory.InferenceObjectives;

/// <summary>The expected uncertainty of the signal strength at the Asimov point, nuisance parameters profiled: the loss of INFERNO.</summary>
/// <remarks>Reference: [Inferno2019].</remarks>
internal sealed class PoiUncertaintyObjective(double asimovPoi) : InferenceObjective
{
    /// <inheritdoc/>
    public override string Name => "poi-uncertainty";

    /// <inheritdoc/>
    public override ObjectiveDirection Direction => ObjectiveDirection.Minimize;

    private protected override double EvaluateBound(TemplateInference inference, Span<double> gradient) => inference.PoiUncertainty(asimovPoi, gradient);
}
