using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Estimators.Networks;
using Pullback.Learning.Layers;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators;

/// <summary>Draws events from a density estimator.</summary>
/// <remarks>
/// The steps of the flow are undone one by one, the last first: within a step, observables follow in its order, <c>x_d = m_d + e^{−λ_d/2} u_d</c> with mean and log
/// precision of the observables before; a mixture first draws one of its Gaussians. Events are drawn in blocks with streams of their own, so that results do not
/// depend on threads.
/// </remarks>
public sealed class DensitySampler : IDisposable
{
    private const int Block = 4096;
    private readonly Estimator _estimator;
    private readonly WeightList _weights;
    private readonly ConditionalFlow _flow;
    private readonly Expr _x;
    private readonly Expr _theta;
    private readonly List<(Expr[] Outputs, Evaluator Evaluator)> _steps = [];

    /// <summary>Prepares a density.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <exception cref="ArgumentException">It is not one of a density.</exception>
    public DensitySampler(Estimator estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        EstimatorDefinition definition = estimator.Definition;
        if (definition.Kind != EstimatorKind.Likelihood)
            throw new ArgumentException($"An estimator of kind {definition.Kind} is no density, so that no events can be drawn from it. Train one with the method nde or scandal.", nameof(estimator));
        _estimator = estimator;
        var graph = new Graph();
        _weights = new WeightList(graph, ElementType.Float64);
        _flow = new ConditionalFlow(graph, _weights, definition.Flow(ElementType.Float64));
        var axis = new EventAxis("event");
        _x = graph.EventInput("x", axis, Shape.Of(definition.Inputs));
        _theta = graph.EventInput("theta", axis, Shape.Of(definition.Parameters));
        int steps = _flow.AffineSteps + (definition.Components > 1 ? 1 : 0);
        for (int step = 0; step < steps; step++)
        {
            Expr[] outputs = _flow.Outputs(step, _x, _theta);
            Evaluator evaluator = CompiledProgram.Compile(outputs, new ProgramOptions { Threads = 1 }).CreateEvaluator();
            _weights.Set(evaluator, estimator.Weights.Span);
            _steps.Add((outputs, evaluator));
        }
    }

    /// <summary>Draws an event at each parameter point.</summary>
    /// <param name="theta">Shape [event, parameter].</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>Shape [event, feature]: the observables that the estimator sees.</returns>
    /// <exception cref="ArgumentException">The numbers are no whole points, or not finite.</exception>
    /// <exception cref="ArithmeticException">The density has no finite precision at a point.</exception>
    public double[] Draw(ReadOnlySpan<double> theta, ulong seed, CancellationToken cancellation = default)
    {
        EstimatorDefinition definition = _estimator.Definition;
        int parameters = definition.Parameters;
        int width = definition.Inputs;
        if (theta.Length % parameters != 0) throw new ArgumentException($"There are {theta.Length} numbers of parameters, which are no whole points of {parameters}.", nameof(theta));
        int bad = Array.FindIndex(theta.ToArray(), value => !double.IsFinite(value));
        if (bad >= 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Point {bad / parameters} has {theta[bad]} as parameter {bad % parameters}; only finite numbers are allowed."), nameof(theta));
        double[] points = _estimator.ParameterScaling is { } scaling && !_estimator.AsMadMiner ? scaling.Apply(theta) : theta.ToArray();
        int count = theta.Length / parameters;
        double[] events = new double[count * width];
        for (int first = 0; first < count; first += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = Math.Min(Block, count - first);
            Memory<double> x = events.AsMemory(first * width, rows * width);
            Fill(x, points.AsMemory(first * parameters, rows * parameters), rows, new RandomStream(seed, "density sample", (ulong)(first / Block)), cancellation);
        }

        for (int i = 0; i < events.Length; i++)
        {
            int column = definition.Features?[i % width] ?? (i % width);
            events[i] = (events[i] * _estimator.ObservableScaling.Deviations[column]) + _estimator.ObservableScaling.Means[column];
            if (!double.IsFinite(events[i])) throw new ArithmeticException($"Event {i / width} has no finite observables: the density has run away at its parameter point. Ask for points inside the range of the training sample.");
        }

        return events;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, Evaluator evaluator) in _steps) evaluator.Dispose();
    }

    private void Fill(Memory<double> x, Memory<double> theta, int rows, RandomStream stream, CancellationToken cancellation)
    {
        int width = x.Length / rows;
        double[] noise = new double[rows * width];
        stream.FillNormal(noise);
        double[] uniform = new double[rows * width];
        if (_steps.Count > _flow.AffineSteps) stream.FillUniform(uniform);
        for (int step = _steps.Count - 1; step >= 0; step--)
        {
            (Expr[] outputs, Evaluator evaluator) = _steps[step];
            if (step < _flow.AffineSteps) _flow.Denormalize(step, _weights, _estimator.Weights.Span, noise);
            x.Span.Clear();
            evaluator.Bind(_x, x);
            evaluator.Bind(_theta, theta);
            foreach (int d in _flow.Order(step))
            {
                evaluator.Evaluate(cancellation);
                ReadOnlySpan<double> mean = evaluator.Float64(outputs[0]);
                ReadOnlySpan<double> logPrecision = evaluator.Float64(outputs[1]);
                ReadOnlySpan<double> fraction = outputs.Length > 2 ? evaluator.Float64(outputs[2]) : default;
                int components = mean.Length / noise.Length;
                for (int e = 0; e < rows; e++)
                {
                    int at = (e * width) + d;
                    int chosen = at * components;
                    if (components > 1) chosen += Component(fraction.Slice(chosen, components), uniform[at]);
                    x.Span[at] = mean[chosen] + (Math.Exp(-0.5 * logPrecision[chosen]) * noise[at]);
                }
            }

            if (step > 0) x.Span.CopyTo(noise);
        }
    }

    private static int Component(ReadOnlySpan<double> logFractions, double uniform)
    {
        double largest = double.NegativeInfinity;
        foreach (double fraction in logFractions) largest = Math.Max(largest, fraction);
        double total = 0;
        foreach (double fraction in logFractions) total += Math.Exp(fraction - largest);
        double left = uniform * total;
        for (int c = 0; c < logFractions.Length - 1; c++)
        {
            left -= Math.Exp(logFractions[c] - largest);
            if (left < 0) return c;
        }

        return logFractions.Length - 1;
    }
}
