using System.Diagnostics;
using Pullback.Autodiff;
using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables;

/// <summary>The statistical analysis as a node of the graph: templates in, weighted sum of results out, with every fit inside.</summary>
/// <remarks>Its derivative is the closed-form gradient through the fits. The gradient is a node too, but has no derivative of its own.</remarks>
internal sealed class ObjectiveFunction : ExternalFunction
{
    private readonly (InferenceObjective Objective, double Weight)[] _terms;
    private readonly TemplateInference _inference;
    private readonly GradientFunction _gradientFunction;
    private readonly Lock _lock = new();
    private readonly double[] _templates;
    private readonly double[] _gradient;
    private readonly double[] _termGradient;
    private double _value;
    private bool _known;
    private long _ticks;

    public ObjectiveFunction(TemplateModel model, IReadOnlyList<ObjectiveTerm> terms, double poi)
    {
        _terms = [.. terms.Where(t => t.Name != ObservableObjective.BinaryCrossEntropy).Select(t => Signed(Objectives.ByName(t.Name, poi), t.Weight))];
        _inference = new TemplateInference(model);
        _gradientFunction = new GradientFunction(this);
        _templates = new double[model.Layout.Length];
        _gradient = new double[model.Layout.Length];
        _termGradient = new double[model.Layout.Length];
    }

    public override string Name => string.Join(" + ", _terms.Select(t => t.Objective.Name));

    /// <summary>The time spent in fits and gradients so far.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds((double)Interlocked.Read(ref _ticks) / Stopwatch.Frequency);

    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [Shape.Scalar];

    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
    {
        lock (_lock)
        {
            Compute(inputs[0].Span);
            outputs[0].Span[0] = _value;
        }
    }

    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) =>
        [cotangents[0] * Op.External(_gradientFunction, inputs[0])[0]];

    private static (InferenceObjective Objective, double Weight) Signed(InferenceObjective objective, double weight) =>
        (objective, objective.Direction == ObjectiveDirection.Maximize ? -weight : weight);

    // The value and its gradient are asked for one after the other at the same templates: the fits are done once.
    private void Compute(ReadOnlySpan<double> templates)
    {
        if (_known && templates.SequenceEqual(_templates)) return;
        long start = Stopwatch.GetTimestamp();
        _known = false;
        templates.CopyTo(_templates);
        Array.Clear(_gradient);
        double value = 0.0;
        foreach ((InferenceObjective objective, double weight) in _terms)
        {
            value += weight * objective.Evaluate(_inference, templates, _termGradient);
            for (int i = 0; i < _gradient.Length; i++) _gradient[i] += weight * _termGradient[i];
        }

        _value = value;
        _known = true;
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
    }

    private sealed class GradientFunction(ObjectiveFunction owner) : ExternalFunction
    {
        public override string Name => $"gradient of {owner.Name}";

        public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0]];

        public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
        {
            lock (owner._lock)
            {
                owner.Compute(inputs[0].Span);
                owner._gradient.CopyTo(outputs[0].Span);
            }
        }

        public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) =>
            throw new NotSupportedException(
                $"{Name}: its derivative, a second derivative through the fits, has no closed form here. Write the likelihood in the graph and use Op.ArgMin for second derivatives.");
    }
}
