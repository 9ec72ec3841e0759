using Pullback.HistFactory.Templates;
using Pullback.Numerics.SpecialFunctions;
using Pullback.Statistics.Distributions;

namespace Pullback.HistFactory.InferenceObjectives;

/// <summary>The expected (median) CLs of a signal strength: <c>CLs = 2 Phi(-sqrt(qA))</c> with background-only Asimov data, the loss of neos.</summary>
/// <remarks>
/// <para>Derivative: <c>-2 phi(sqrt(qA)) d sqrt(qA)</c>; 0 where qA = 0. Alternatives: <see cref="LogClsObjective"/> keeps a useful slope when CLs is tiny.</para>
/// <para>Reference: [Neos2023], [Cowan2011].</para>
/// </remarks>
internal sealed class ClsObjective(double poi) : InferenceObjective
{
    private readonly double _poi = RequirePositive(poi);

    /// <inheritdoc/>
    public override string Name => "cls";

    /// <inheritdoc/>
    public override ObjectiveDirection Direction => ObjectiveDirection.Minimize;

    private protected override double EvaluateBound(TemplateInference inference, Span<double> gradient)
    {
        double root = Math.Sqrt(inference.AsimovStatistic(_poi, 0.0, gradient));
        double cls = 2.0 * SpecialMath.NormalCdf(-root);
        Scale(gradient, root > 0.0 ? -NormalDistribution.Pdf(root) / root : 0.0);
        return cls;
    }
}
