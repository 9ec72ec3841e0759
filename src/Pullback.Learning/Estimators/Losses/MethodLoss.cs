using Pullback.Autodiff;

namespace Pullback.Learning.Estimators.Losses;

/// <summary>The loss of each method on a traced estimator.</summary>
public static class MethodLoss
{
    /// <summary>Whether a method learns from the joint ratio r_xz.</summary>
    /// <param name="method">The method.</param>
    public static bool NeedsRatio(EstimatorMethod method) => method is EstimatorMethod.Rolr or EstimatorMethod.Alice or EstimatorMethod.Rascal or EstimatorMethod.Alices;

    /// <summary>Whether a method learns from the joint score t_xz.</summary>
    /// <param name="method">The method.</param>
    public static bool NeedsScore(EstimatorMethod method) =>
        method is EstimatorMethod.Cascal or EstimatorMethod.Rascal or EstimatorMethod.Alices or EstimatorMethod.Sally or EstimatorMethod.Sallino or EstimatorMethod.Scandal;

    /// <summary>Whether a method trains an estimator of a kind.</summary>
    /// <param name="method">The method.</param>
    /// <param name="kind">The kind.</param>
    public static bool Trains(EstimatorMethod method, EstimatorKind kind) => kind switch
    {
        EstimatorKind.Score => method is EstimatorMethod.Sally or EstimatorMethod.Sallino,
        EstimatorKind.Likelihood => method is EstimatorMethod.Nde or EstimatorMethod.Scandal,
        _ => method <= EstimatorMethod.Alices,
    };

    /// <summary>Traces the loss of a batch.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <param name="method">The method.</param>
    /// <param name="alpha">The weight of the score's part.</param>
    /// <param name="targets">What the method learns from.</param>
    /// <returns>The loss and its parts, uniform scalars.</returns>
    /// <exception cref="ArgumentException">The method does not train this kind of estimator, or a target is missing.</exception>
    public static LossParts Build(EstimatorGraph estimator, EstimatorMethod method, double alpha, LossTargets targets)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(targets);
        EstimatorKind kind = estimator.Definition.Kind;
        if (!Trains(method, kind))
        {
            IEnumerable<EstimatorMethod> allowed = Enum.GetValues<EstimatorMethod>().Where(m => Trains(m, kind));
            throw new ArgumentException($"The method {method} does not train an estimator of kind {kind}. Those that do are: {string.Join(", ", allowed)}.", nameof(method));
        }

        var parts = new List<(string Name, Expr Value)>();
        EventWeights? weights = targets.Weights;
        switch (method)
        {
            case EstimatorMethod.Carl or EstimatorMethod.Cascal:
                parts.Add(("xe", EstimatorLosses.CrossEntropy(estimator.Value, Need(targets.Labels, "labels y", method), weights)));
                break;
            case EstimatorMethod.Alice or EstimatorMethod.Alices:
                parts.Add(("improved_xe", EstimatorLosses.ImprovedCrossEntropy(estimator.Value, Need(targets.Ratio, "the joint ratio r_xz", method), weights)));
                break;
            case EstimatorMethod.Rolr or EstimatorMethod.Rascal:
                parts.Add(("mse_r", EstimatorLosses.SquaredRatio(estimator.Value, Need(targets.Ratio, "the joint ratio r_xz", method), Need(targets.Labels, "labels y", method), weights)));
                break;
            case EstimatorMethod.Nde or EstimatorMethod.Scandal:
                parts.Add(("nll", EstimatorLosses.NegativeLogDensity(estimator.Value, weights)));
                break;
            default:
                return Single(("mse_score", EstimatorLosses.SquaredScore(estimator.Value, Need(targets.Score, "the joint score t_xz", method), null, weights)));
        }

        if (!NeedsScore(method)) return Single(parts[0]);
        Expr joint = Need(targets.Score, "the joint score t_xz", method);
        Expr score;
        if (method == EstimatorMethod.Scandal)
        {
            score = EstimatorLosses.SquaredScore(estimator.Score, joint, null, weights);
        }
        else
        {
            Expr labels = Need(targets.Labels, "labels y", method);
            score = EstimatorLosses.SquaredScore(estimator.Score, joint, 1.0 - labels, weights);
            if (estimator.DenominatorScore is { } other)
                score += EstimatorLosses.SquaredScore(other, Need(targets.DenominatorScore, "the joint score of the denominator t_xz1", method), labels, weights);
        }

        parts.Add(("mse_score", score));
        return new LossParts(parts[0].Value + (alpha * score), parts);
    }

    private static LossParts Single((string Name, Expr Value) part) => new(part.Value, [part]);

    private static Expr Need(Expr? target, string name, EstimatorMethod method) =>
        target ?? throw new ArgumentException($"The method {method} learns from {name}, which the training data do not have. Give it, or choose a method that does without.", nameof(target));
}
