using Pullback.HistFactory.Likelihoods;

namespace Pullback.HistFactory.Inference;

/// <summary>Many parameter points of one model at a time, shared among threads.</summary>
public static class ModelBatch
{
    private const int PointsPerTask = 64;

    /// <summary>−ln L with all constants at many points.</summary>
    /// <param name="model">The model.</param>
    /// <param name="points">Shape [point, parameter], row-major.</param>
    /// <param name="data">The data.</param>
    /// <param name="gradients">Receives the gradients, shape [point, parameter], row-major; null to leave them out.</param>
    /// <param name="threads">The number of threads; 0 for one per core. Never changes a result.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    /// <returns>Shape [point]; infinite where data are impossible or a rate is negative.</returns>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public static double[] Nll(
        HistFactoryModel model, ReadOnlyMemory<double> points, HistFactoryData data, double[]? gradients = null, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        int p = model.Parameters.Count;
        if (points.Length % p != 0) throw new ArgumentException($"The points hold {points.Length} numbers, but each of them has {p} parameters.", nameof(points));
        if (gradients is not null && gradients.Length != points.Length) throw new ArgumentException($"The gradients hold {gradients.Length} numbers, but the points {points.Length}.", nameof(gradients));
        ModelData observed = model.ToModelData(data);
        double constant = observed.Constant(model.Numbers);
        int count = points.Length / p;
        double[] values = new double[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, (count + PointsPerTask - 1) / PointsPerTask, options, () => new Likelihood(model.Numbers) { Data = observed }, (task, _, likelihood) =>
        {
            for (int i = task * PointsPerTask; i < Math.Min(count, (task + 1) * PointsPerTask); i++)
            {
                points.Span.Slice(i * p, p).CopyTo(likelihood.Parameters);
                values[i] = constant + (gradients is null ? likelihood.Evaluate(profile: false, [], []) : likelihood.EvaluateAll(gradients.AsSpan(i * p, p), []));
            }

            return likelihood;
        }, _ => { });
        return values;
    }
}
