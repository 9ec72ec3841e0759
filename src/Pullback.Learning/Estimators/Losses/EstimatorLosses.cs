using Pullback.Autodiff;

namespace Pullback.Learning.Estimators.Losses;

/// <summary>The terms that the losses of neural estimators are made of, each a mean over the events of a batch.</summary>
/// <remarks>
/// <para>Labels <c>y</c> are 0 for events of the numerator and 1 for events of the denominator; <c>ln r = ln p(x|θ₀) − ln p(x|θ₁)</c>;
/// <c>s = 1/(1 + r)</c> is the probability of <c>y = 1</c>. All logarithms of probabilities are softplus functions of <c>ln r</c>, so that no
/// ratio overflows. Reference: [MadMiner2020]. Weights, where given, have shape [event]; the original has none.</para>
/// </remarks>
public static class EstimatorLosses
{
    /// <summary>The largest |ln r| that the squared errors of ratios see; beyond it their gradient is zero.</summary>
    public const double LargestLogRatio = 10.0;

    /// <summary>The cross-entropy of the labels, <c>−⟨y ln s + (1 − y) ln(1 − s)⟩</c>.</summary>
    /// <param name="logRatio">Shape [event, 1].</param>
    /// <param name="labels">Shape [event, 1].</param>
    /// <param name="weights">Shape [event], or null.</param>
    public static Expr CrossEntropy(Expr logRatio, Expr labels, EventWeights? weights = null) =>
        EventMeans.Mean(Op.Softplus(logRatio) - ((1.0 - labels) * logRatio), weights);

    /// <summary>The cross-entropy of the true probability, <c>−⟨s_xz ln s + (1 − s_xz) ln(1 − s)⟩</c> with <c>s_xz = 1/(1 + r_xz)</c>.</summary>
    /// <param name="logRatio">Shape [event, 1].</param>
    /// <param name="jointRatio">The joint ratio r_xz, at least 0, infinity allowed; shape [event, 1].</param>
    /// <param name="weights">Shape [event], or null.</param>
    public static Expr ImprovedCrossEntropy(Expr logRatio, Expr jointRatio, EventWeights? weights = null)
    {
        Expr denominator = 1.0 / (1.0 + jointRatio);
        return EventMeans.Mean(Op.Softplus(logRatio) - ((1.0 - denominator) * logRatio), weights);
    }

    /// <summary>The squared errors of the ratio on denominator events and of its inverse on numerator events, <c>⟨(1 − y)(1/r − 1/r_xz)² + y (r − r_xz)²⟩</c>, |ln r| at most <see cref="LargestLogRatio"/> in both.</summary>
    /// <param name="logRatio">Shape [event, 1].</param>
    /// <param name="jointRatio">The joint ratio r_xz; shape [event, 1].</param>
    /// <param name="labels">Shape [event, 1].</param>
    /// <param name="weights">Shape [event], or null.</param>
    public static Expr SquaredRatio(Expr logRatio, Expr jointRatio, Expr labels, EventWeights? weights = null)
    {
        Expr estimate = Op.Max(Op.Min(logRatio, LargestLogRatio), -LargestLogRatio);
        Expr truth = Op.Max(Op.Min(jointRatio, Math.Exp(LargestLogRatio)), Math.Exp(-LargestLogRatio));
        Expr numerator = Op.Square((1.0 - labels) * (Op.Exp(-estimate) - (1.0 / truth)));
        Expr denominator = Op.Square(labels * (Op.Exp(estimate) - truth));
        return EventMeans.Mean(numerator + denominator, weights);
    }

    /// <summary>The squared error of the score on events of the parameter point it belongs to, <c>⟨m (t − t_xz)²⟩</c> over events and parameters; the others count in the mean.</summary>
    /// <param name="score">Shape [event, parameter].</param>
    /// <param name="jointScore">Shape [event, parameter].</param>
    /// <param name="mask">1 for events that take part, 0 for others; shape [event, 1]; null for all.</param>
    /// <param name="weights">Shape [event], or null.</param>
    public static Expr SquaredScore(Expr score, Expr jointScore, Expr? mask = null, EventWeights? weights = null)
    {
        Expr difference = score - jointScore;
        if (mask is { } factor) difference = factor * difference;
        return EventMeans.Mean(Op.Square(difference), weights);
    }

    /// <summary>The mean negative log density, <c>−⟨ln p(x|θ)⟩</c>.</summary>
    /// <param name="logDensity">Shape [event].</param>
    /// <param name="weights">Shape [event], or null.</param>
    public static Expr NegativeLogDensity(Expr logDensity, EventWeights? weights = null) => -EventMeans.Mean(logDensity, weights);
}
