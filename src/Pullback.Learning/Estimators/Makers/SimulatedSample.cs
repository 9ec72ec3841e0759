using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Estimators.Training.Rows;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators.Makers;

/// <summary>Training events of a <see cref="GaussianSimulator"/>, with everything that any method learns from.</summary>
/// <remarks>
/// For ratios, every draw of parameter points gives one event at the numerator (y = 0) and one at the denominator (y = 1); the first half of the rows has the
/// numerator's events. For scores and densities every row is an event at its own point.
/// </remarks>
public sealed class SimulatedSample
{
    private readonly GaussianSimulator _simulator;

    private SimulatedSample(GaussianSimulator simulator, int rows)
    {
        _simulator = simulator;
        Observables = new double[rows * simulator.Observables];
        Numerator = new double[rows * simulator.Parameters];
        Denominator = new double[rows * simulator.Parameters];
        Labels = new double[rows];
        JointRatio = new double[rows];
        JointScore = new double[rows * simulator.Parameters];
        DenominatorScore = new double[rows * simulator.Parameters];
    }

    /// <summary>Shape [event, observable].</summary>
    public double[] Observables { get; }

    /// <summary>θ₀, shape [event, parameter].</summary>
    public double[] Numerator { get; }

    /// <summary>θ₁, shape [event, parameter].</summary>
    public double[] Denominator { get; }

    /// <summary>Shape [event].</summary>
    public double[] Labels { get; }

    /// <summary>Shape [event].</summary>
    public double[] JointRatio { get; }

    /// <summary>At θ₀; shape [event, parameter].</summary>
    public double[] JointScore { get; }

    /// <summary>At θ₁; shape [event, parameter].</summary>
    public double[] DenominatorScore { get; }

    /// <summary>Draws events for ratios to a fixed denominator.</summary>
    /// <param name="simulator">The simulator.</param>
    /// <param name="pairs">The number of parameter points; there are twice as many events.</param>
    /// <param name="range">Every parameter of the numerator is uniform in ±range.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="movesDenominator">Whether the denominator is drawn too, for doubly parameterized ratios, else it is 0.</param>
    public static SimulatedSample ForRatio(GaussianSimulator simulator, int pairs, double range, ulong seed, bool movesDenominator = false)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        var sample = new SimulatedSample(simulator, 2 * pairs);
        var points = new RandomStream(seed, "parameter points");
        var events = new RandomStream(seed, "simulated events");
        int width = simulator.Parameters;
        for (int i = 0; i < pairs * width; i++)
        {
            sample.Numerator[i] = points.Uniform(-range, range);
            sample.Denominator[i] = movesDenominator ? points.Uniform(-range, range) : 0;
        }

        sample.Numerator.AsSpan(0, pairs * width).CopyTo(sample.Numerator.AsSpan(pairs * width));
        sample.Denominator.AsSpan(0, pairs * width).CopyTo(sample.Denominator.AsSpan(pairs * width));
        for (int row = 0; row < 2 * pairs; row++)
        {
            sample.Labels[row] = row < pairs ? 0 : 1;
            sample.Draw(row, events);
        }

        return sample;
    }

    /// <summary>Draws events at points of their own, for densities, or all at zero, for scores.</summary>
    /// <param name="simulator">The simulator.</param>
    /// <param name="count">The number of events.</param>
    /// <param name="range">Every parameter is uniform in ±range; 0 puts all events at θ = 0.</param>
    /// <param name="seed">The user's seed.</param>
    public static SimulatedSample ForDensity(GaussianSimulator simulator, int count, double range, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        var sample = new SimulatedSample(simulator, count);
        var points = new RandomStream(seed, "parameter points");
        var events = new RandomStream(seed, "simulated events");
        if (range > 0)
        {
            for (int i = 0; i < sample.Numerator.Length; i++) sample.Numerator[i] = points.Uniform(-range, range);
        }

        for (int row = 0; row < count; row++) sample.Draw(row, events);
        return sample;
    }

    /// <summary>The events as training data of a kind of estimator.</summary>
    /// <param name="kind">The kind.</param>
    public EstimatorData ToData(EstimatorKind kind)
    {
        int parameters = _simulator.Parameters;
        bool ratio = kind is not (EstimatorKind.Score or EstimatorKind.Likelihood);
        bool two = kind == EstimatorKind.DoubleParameterizedRatio;
        return new EstimatorData
        {
            Observables = RowColumns.Of("x", Observables, _simulator.Observables),
            Parameters = kind == EstimatorKind.Score ? null : RowColumns.Of("theta0", Numerator, parameters),
            DenominatorParameters = two ? RowColumns.Of("theta1", Denominator, parameters) : null,
            Labels = ratio ? RowColumns.Of("y", Labels) : null,
            JointRatio = ratio ? RowColumns.Of("r_xz", JointRatio) : null,
            JointScore = RowColumns.Of(two ? "t_xz0" : "t_xz", JointScore, parameters),
            DenominatorScore = two ? RowColumns.Of("t_xz1", DenominatorScore, parameters) : null,
        };
    }

    private void Draw(int row, RandomStream stream)
    {
        int width = _simulator.Parameters;
        ReadOnlySpan<double> numerator = Numerator.AsSpan(row * width, width);
        ReadOnlySpan<double> denominator = Denominator.AsSpan(row * width, width);
        Span<double> z = stackalloc double[width];
        _simulator.Draw(Labels[row] == 0 ? numerator : denominator, stream, z, Observables.AsSpan(row * _simulator.Observables, _simulator.Observables));
        JointRatio[row] = Math.Exp(_simulator.JointLogRatio(z, numerator, denominator));
        _simulator.JointScore(z, numerator, JointScore.AsSpan(row * width, width));
        _simulator.JointScore(z, denominator, DenominatorScore.AsSpan(row * width, width));
    }
}
