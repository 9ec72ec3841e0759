using Pullback.HistFactory.Templates;

namespace Pullback.HistFactory.InferenceObjectives;

/// <summary>The generalized variance at the Asimov point: the determinant of the covariance of all parameters.</summary>
/// <remarks>Rivals: neos minimizes the determinant of the information by this name, which would increase the variance; here it is that of the covariance.</remarks>
internal sealed class GeneralizedVarianceObjective(double asimovPoi) : InferenceObjective
{
    /// <inheritdoc/>
    public override string Name => "generalized-variance";

    /// <inheritdoc/>
    public override ObjectiveDirection Direction => ObjectiveDirection.Minimize;

    private protected override double EvaluateBound(TemplateInference inference, Span<double> gradient) => inference.GeneralizedVariance(asimovPoi, gradient);
}
