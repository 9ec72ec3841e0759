using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>A conditional masked autoregressive flow: a density of the observables that depends on parameters.</summary>
/// <remarks>
/// <para>Each step turns <c>x</c> into <c>u_d = e^{λ_d/2} (x_d − m_d)</c> with a mean and a log precision that depend on the observables before <c>d</c> and on
/// all parameters; <c>ln p(x|θ) = −D/2 ln 2π − Σ u²/2 + Σ λ/2</c>, the last sum over all steps. With normalisation, what leaves an affine step becomes
/// <c>(u_d − μ_d)/√(σ²_d + ε)</c> with stored means and variances and ε = 1e−5, and <c>−½ Σ ln(σ²_d + ε)</c> joins the log density. With several components the last step is, for every observable, a
/// mixture of Gaussians with fractions <c>softmax(a_d)</c>. Reference: [Papamakarios2017], [MadMiner2020].</para>
/// </remarks>
public sealed class ConditionalFlow
{
    private const double Epsilon = 1e-5;
    private readonly FlowOptions _options;
    private readonly List<Conditioner> _steps = [];
    private readonly List<(Expr Mean, Expr Variance)> _normalizations = [];
    private readonly Conditioner? _mixture;

    /// <summary>Adds the weights of a flow to a list.</summary>
    /// <param name="graph">The graph of the list.</param>
    /// <param name="weights">The list that the weights are added to.</param>
    /// <param name="options">The shape of the flow.</param>
    /// <exception cref="ArgumentException">The options are not consistent; the message lists every problem found.</exception>
    public ConditionalFlow(Graph graph, WeightList weights, FlowOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. options.Problems()];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        _options = options;
        int affine = options.Components > 1 ? options.Steps - 1 : options.Steps;
        for (int step = 0; step < affine; step++)
        {
            _steps.Add(new Conditioner(graph, weights, options, step, ["mean", "log-precision"], 1));
            if (!options.Normalizes) continue;
            Shape shape = Shape.Of(options.Observables);
            _normalizations.Add((weights.Add(MeanName(step), shape, isTrained: false), weights.Add(VarianceName(step), shape, isTrained: false)));
        }

        if (options.Components > 1) _mixture = new Conditioner(graph, weights, options, affine, ["mean", "log-precision", "fraction"], options.Components);
    }

    /// <summary>The log density of each event.</summary>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="parameters">Shape [event, parameter], or a uniform value of shape [parameter] that all events share.</param>
    /// <returns>Shape [event].</returns>
    public Expr LogDensity(Expr observables, Expr parameters)
    {
        (Expr u, Expr logPrecision) = Transform(observables, parameters);
        Expr constant = -0.5 * _options.Observables * Math.Log(2.0 * Math.PI);
        if (_mixture is null) return constant + (0.5 * Op.Sum(logPrecision - Op.Square(u)));
        Expr[] outputs = _mixture.Apply(u, parameters);
        Shape shape = Shape.Of(_options.Observables, _options.Components);
        Expr mean = Op.Reshape(outputs[0], shape);
        Expr precision = Op.Reshape(outputs[1], shape);
        Expr fraction = Op.LogSoftmax(Op.Reshape(outputs[2], shape));
        Expr spread = Op.Reshape(u, Shape.Of(_options.Observables, 1)) - mean;
        Expr mixture = Op.Sum(Op.LogSumExp(fraction + (0.5 * (precision - (Op.Exp(precision) * Op.Square(spread))))));
        return constant + mixture + (0.5 * Op.Sum(logPrecision));
    }

    /// <summary>The number of affine steps.</summary>
    internal int AffineSteps => _steps.Count;

    /// <summary>What one step computes of the observables: mean and log precision, and for the mixture the logarithms of fractions that are not normalized.</summary>
    /// <param name="step">The affine step, or the number of affine steps for the mixture.</param>
    /// <param name="observables">What goes into the step; shape [event, observable].</param>
    /// <param name="parameters">Shape [event, parameter].</param>
    /// <returns>Each of shape [event, observable · component].</returns>
    internal Expr[] Outputs(int step, Expr observables, Expr parameters) => (step < _steps.Count ? _steps[step] : _mixture!).Apply(observables, parameters);

    /// <summary>The observables of a step, each of which depends on those before it alone.</summary>
    /// <param name="step">The step.</param>
    internal int[] Order(int step)
    {
        int[] degrees = AutoregressiveMasks.InputDegrees(_options.Observables, _options.Reverse && step % 2 == 1);
        return [.. Enumerable.Range(0, degrees.Length).OrderBy(d => degrees[d])];
    }

    /// <summary>What the affine steps make of the observables, and the sum of the logarithms of their squared slopes.</summary>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="parameters">Shape [event, parameter].</param>
    /// <returns>Both of shape [event, observable].</returns>
    public (Expr Noise, Expr LogPrecision) Transform(Expr observables, Expr parameters)
    {
        Expr u = observables;
        Expr total = 0.0 * observables;
        for (int step = 0; step < _steps.Count; step++)
        {
            (u, Expr logPrecision) = Step(step, u, parameters);
            total += logPrecision;
            if (!_options.Normalizes) continue;
            u = Normalized(step, u);
            total -= Op.Log(_normalizations[step].Variance + Epsilon);
        }

        return (u, total);
    }

    /// <summary>The mean and population variance over a batch of what leaves each affine step, before its normalisation; empty without.</summary>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="parameters">Shape [event, parameter].</param>
    /// <returns>In the order of the untrained weights; shapes [observable].</returns>
    internal IReadOnlyList<Expr> Statistics(Expr observables, Expr parameters)
    {
        if (!_options.Normalizes) return [];
        var statistics = new List<Expr>();
        Expr u = observables;
        for (int step = 0; step < _steps.Count; step++)
        {
            (u, _) = Step(step, u, parameters);
            Expr events = u.Graph.EventCount(u.Axis!, u.ElementType);
            Expr mean = Op.SumEvents(u) / events;
            statistics.Add(mean);
            statistics.Add(Op.SumEvents(Op.Square(u - mean)) / events);
            u = Normalized(step, u);
        }

        return statistics;
    }

    /// <summary>Undoes the normalisation after an affine step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="weights">The list that the flow's weights were added to.</param>
    /// <param name="values">Shape [weight].</param>
    /// <param name="observables">Shape [event, observable]; overwritten by what left the step.</param>
    internal void Denormalize(int step, WeightList weights, ReadOnlySpan<double> values, Span<double> observables)
    {
        if (!_options.Normalizes) return;
        ReadOnlySpan<double> mean = values.Slice(weights.Tensors.First(t => t.Name == MeanName(step)).Offset, _options.Observables);
        ReadOnlySpan<double> variance = values.Slice(weights.Tensors.First(t => t.Name == VarianceName(step)).Offset, _options.Observables);
        for (int i = 0; i < observables.Length; i++)
        {
            int d = i % mean.Length;
            observables[i] = (observables[i] * Math.Sqrt(variance[d] + Epsilon)) + mean[d];
        }
    }

    private static string MeanName(int step) => string.Create(CultureInfo.InvariantCulture, $"step[{step}].normalization.mean");

    private static string VarianceName(int step) => string.Create(CultureInfo.InvariantCulture, $"step[{step}].normalization.variance");

    private Expr Normalized(int step, Expr u) => (u - _normalizations[step].Mean) / Op.Sqrt(_normalizations[step].Variance + Epsilon);

    private (Expr Noise, Expr LogPrecision) Step(int step, Expr u, Expr parameters)
    {
        Expr[] outputs = _steps[step].Apply(u, parameters);
        return (Op.Exp(0.5 * outputs[1]) * (u - outputs[0]), outputs[1]);
    }
}
