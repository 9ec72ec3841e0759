namespace Pullback.Learning.Estimators;

/// <summary>Estimators of one kind that are asked together: means and covariances of what they say.</summary>
public sealed class EstimatorEnsemble
{
    /// <summary>Gathers estimators.</summary>
    /// <param name="members">At least one, all of one kind with as many observables and parameters.</param>
    /// <exception cref="ArgumentException">There is none, or they differ.</exception>
    public EstimatorEnsemble(IReadOnlyList<Estimator> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0) throw new ArgumentException("An ensemble needs at least one estimator.", nameof(members));
        EstimatorDefinition first = members[0].Definition;
        for (int i = 1; i < members.Count; i++)
        {
            EstimatorDefinition other = members[i].Definition;
            if (other.Kind != first.Kind || other.Parameters != first.Parameters || other.Observables != first.Observables)
            {
                throw new ArgumentException(
                    $"Estimator {i} of the ensemble is of kind {other.Kind} with {other.Observables} observables and {other.Parameters} parameters, but the first is of kind {first.Kind} with {first.Observables} and {first.Parameters}.",
                    nameof(members));
            }
        }

        Members = members;
    }

    /// <summary>The estimators.</summary>
    public IReadOnlyList<Estimator> Members { get; }

    /// <summary>The weighted mean of what each member says.</summary>
    /// <param name="predictions">Shape [member, value].</param>
    /// <param name="weights">Shape [member]; empty weighs all alike.</param>
    /// <returns>Shape [value].</returns>
    public static double[] Mean(IReadOnlyList<double[]> predictions, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        double[] shares = FisherInformation.Shares(weights, predictions.Count);
        double[] mean = new double[predictions[0].Length];
        for (int a = 0; a < predictions.Count; a++)
        {
            for (int k = 0; k < mean.Length; k++) mean[k] += shares[a] * predictions[a][k];
        }

        return mean;
    }

    /// <summary>The unbiased weighted covariance of what the members say, <c>Σ w d dᵀ/(1 − Σ w²)</c> with weights that add up to one.</summary>
    /// <param name="predictions">Shape [member, value]; at least two members with weight.</param>
    /// <param name="weights">Shape [member]; empty weighs all alike.</param>
    /// <returns>Shape [value, value].</returns>
    /// <exception cref="ArgumentException">Only one member has weight, so that there is no spread.</exception>
    public static double[,] Covariance(IReadOnlyList<double[]> predictions, ReadOnlySpan<double> weights = default)
    {
        double[] mean = Mean(predictions, weights);
        double[] shares = FisherInformation.Shares(weights, predictions.Count);
        double left = Left(shares);
        double[,] covariance = new double[mean.Length, mean.Length];
        for (int a = 0; a < predictions.Count; a++)
        {
            for (int i = 0; i < mean.Length; i++)
            {
                for (int j = 0; j < mean.Length; j++) covariance[i, j] += shares[a] / left * (predictions[a][i] - mean[i]) * (predictions[a][j] - mean[j]);
            }
        }

        return covariance;
    }

    /// <summary>The square root of the diagonal of <see cref="Covariance"/>.</summary>
    /// <inheritdoc cref="Covariance"/>
    /// <returns>Shape [value].</returns>
    public static double[] Spread(IReadOnlyList<double[]> predictions, ReadOnlySpan<double> weights = default)
    {
        double[] mean = Mean(predictions, weights);
        double[] shares = FisherInformation.Shares(weights, predictions.Count);
        double left = Left(shares);
        double[] spread = new double[mean.Length];
        for (int k = 0; k < spread.Length; k++)
        {
            double sum = 0;
            for (int a = 0; a < shares.Length; a++) sum += shares[a] * (predictions[a][k] - mean[k]) * (predictions[a][k] - mean[k]);
            spread[k] = Math.Sqrt(Math.Max(0, sum / left));
        }

        return spread;
    }

    /// <summary>What each event adds to the Fisher information of <see cref="Fisher"/>.</summary>
    /// <param name="x">Shape [event, observable].</param>
    /// <param name="theta">For ratios, one point or one for each event; shape [point, parameter].</param>
    /// <param name="expectedEvents">The expected number of events.</param>
    /// <param name="mode">How.</param>
    /// <param name="weights">Weights of the events; empty weighs all alike.</param>
    /// <param name="memberWeights">Weights of the members; empty weighs all alike.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>Shape [event, parameter, parameter].</returns>
    /// <exception cref="ArgumentException">Lengths do not fit, or the kind of estimator has no single score.</exception>
    public double[] FisherPerEvent(
        ReadOnlySpan<double> x, ReadOnlySpan<double> theta, double expectedEvents, EnsembleFisherMode mode = EnsembleFisherMode.Score,
        ReadOnlySpan<double> weights = default, ReadOnlySpan<double> memberWeights = default, CancellationToken cancellation = default)
    {
        int parameters = Members[0].Definition.Parameters;
        double[][] scores = Scores(x, theta, cancellation);
        if (mode != EnsembleFisherMode.Information) return FisherInformation.PerEvent(Mean(scores, memberWeights), parameters, expectedEvents, weights);
        var each = new double[scores.Length][];
        for (int a = 0; a < each.Length; a++) each[a] = FisherInformation.PerEvent(scores[a], parameters, expectedEvents, weights);
        return Mean(each, memberWeights);
    }

    /// <summary>The Fisher information and its covariance over the members.</summary>
    /// <param name="x">Shape [event, observable].</param>
    /// <param name="theta">For ratios, one point or one for each event; shape [point, parameter].</param>
    /// <param name="expectedEvents">The expected number of events.</param>
    /// <param name="mode">How.</param>
    /// <param name="weights">Weights of the events; empty weighs all alike.</param>
    /// <param name="memberWeights">Weights of the members; empty weighs all alike.</param>
    /// <param name="shift">The step along the spread of the scores that <see cref="EnsembleFisherMode.Score"/> takes.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The information, shape [parameter, parameter], and the covariance, shape [parameter · parameter, parameter · parameter], null for a single member.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit, or the kind of estimator has no single score.</exception>
    public (double[,] Information, double[,]? Covariance) Fisher(
        ReadOnlySpan<double> x, ReadOnlySpan<double> theta, double expectedEvents, EnsembleFisherMode mode = EnsembleFisherMode.Score,
        ReadOnlySpan<double> weights = default, ReadOnlySpan<double> memberWeights = default, double shift = 0.001, CancellationToken cancellation = default)
    {
        int parameters = Members[0].Definition.Parameters;
        double[][] scores = Scores(x, theta, cancellation);
        var informations = new double[Members.Count][];
        if (mode == EnsembleFisherMode.Information)
        {
            for (int a = 0; a < scores.Length; a++) informations[a] = Flat(FisherInformation.Of(scores[a], parameters, expectedEvents, weights));
            return (Square(Mean(informations, memberWeights), parameters), Members.Count > 1 ? Covariance(informations, memberWeights) : null);
        }

        double[] mean = Mean(scores, memberWeights);
        double step = mode == EnsembleFisherMode.Score ? shift : 1 / Math.Sqrt(Members.Count);
        for (int a = 0; a < scores.Length; a++)
        {
            double[] shifted = new double[mean.Length];
            for (int k = 0; k < mean.Length; k++) shifted[k] = mean[k] + (step * (scores[a][k] - mean[k]));
            informations[a] = Flat(FisherInformation.Of(shifted, parameters, expectedEvents, weights));
        }

        double[,]? covariance = Members.Count > 1 ? Covariance(informations, memberWeights) : null;
        if (covariance is not null && mode == EnsembleFisherMode.Score)
        {
            for (int i = 0; i < covariance.GetLength(0); i++)
            {
                for (int j = 0; j < covariance.GetLength(1); j++) covariance[i, j] /= shift * shift;
            }
        }

        return (FisherInformation.Of(mean, parameters, expectedEvents, weights), covariance);
    }

    private static double Left(double[] shares)
    {
        double left = 1 - shares.Sum(w => w * w);
        return left > 1e-12 ? left : throw new ArgumentException("The covariance needs at least two estimators with weight.", nameof(shares));
    }

    private static double[] Flat(double[,] matrix) => [.. matrix.Cast<double>()];

    private static double[,] Square(double[] values, int order)
    {
        double[,] matrix = new double[order, order];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
        return matrix;
    }

    private double[][] Scores(ReadOnlySpan<double> x, ReadOnlySpan<double> theta, CancellationToken cancellation)
    {
        var scores = new double[Members.Count][];
        for (int a = 0; a < scores.Length; a++) scores[a] = Members[a].Score(x, theta, NuisanceMode.Keep, cancellation);
        return scores;
    }
}
