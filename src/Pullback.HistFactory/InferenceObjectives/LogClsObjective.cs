using Pullback.HistFactory.Templates;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.HistFactory.InferenceObjectives;

/// <summary>The natural logarithm of the expected (median) CLs, <c>ln 2 + ln Phi(-sqrt(qA))</c>; it never underflows.</summary>
/// <remarks>Derivative: <c>-h(sqrt(qA)) d sqrt(qA)</c> with the hazard <c>h(x) = phi(x) / Phi(-x)</c>; 0 where qA = 0.</remarks>
internal sealed class LogClsObjective(double poi) : InferenceObjective
{
    private readonly double _poi = RequirePositive(poi);

    /// <inheritdoc/>
    public override string Name => "log-cls";

    /// <inheritdoc/>
    public override ObjectiveDirection Direction => ObjectiveDirection.Minimize;

    private protected override double EvaluateBound(TemplateInference inference, Span<double> gradient)
    {
        double root = Math.Sqrt(inference.AsimovStatistic(_poi, 0.0, gradient));
        Scale(gradient, root > 0.0 ? -0.5 * SpecialMath.NormalHazard(-root) / root : 0.0);
        return LogTwo + SpecialMath.LogNormalCdf(-root);
    }

    private const double LogTwo = 0.693147180559945309417232121458;
}
