using Pullback.Autodiff;
using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Likelihoods;

/// <summary>The effect of one custom modifier on one sample of a channel, with its derivatives from the engine. Serves one thread.</summary>
internal sealed class CustomEffect
{
    private readonly Expr[] _inputs;
    private readonly Expr[] _directions;
    private readonly Expr[] _values;
    private readonly Expr[][] _gradients;
    private readonly Expr[][] _hessians;
    private readonly Evaluator _evaluator;

    public CustomEffect(CustomTerm term, ChannelPlan channel)
    {
        Term = term;
        int n = term.Parameters.Length;
        var graph = new Graph();
        _inputs = [.. term.Modifier.Parameters.Select(p => graph.Parameter(p.Name))];
        _directions = [.. term.Modifier.Parameters.Select(p => graph.Parameter("direction of " + p.Name))];
        IReadOnlyList<Expr> effect = term.Modifier.Effect(channel.Name, channel.Bins, _inputs);
        if (effect.Count != channel.Bins)
        {
            throw new InvalidModelException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"custom modifier '{term.Modifier.Name}', channel '{channel.Name}': it returns {effect.Count} effects, but the channel has {channel.Bins} bins. Return one for each bin."));
        }

        _values = [.. effect.Select(e => e.IsNumber ? graph.Constant(e.Number) : e)];
        _gradients = [.. _values.Select(e => Pullback.Autodiff.Derivatives.Gradient(e, _inputs))];
        _hessians = [.. _values.Select(e => Pullback.Autodiff.Derivatives.Hessian(e, _inputs).Cast<Expr>().ToArray())];
        _evaluator = CompiledProgram.Compile(
            [.. _values, .. _gradients.SelectMany(g => g), .. _hessians.SelectMany(h => h)], new ProgramOptions { Threads = 1, NonFinite = NonFinitePolicy.Allow }).CreateEvaluator();
        Values = new double[channel.Bins];
        Gradients = new double[channel.Bins * n];
        Hessians = new double[channel.Bins * n * n];
    }

    public CustomTerm Term { get; }

    /// <summary>Shape [bin].</summary>
    public double[] Values { get; }

    /// <summary>Shape [bin, parameter of the modifier].</summary>
    public double[] Gradients { get; }

    /// <summary>Shape [bin, parameter of the modifier, parameter of the modifier].</summary>
    public double[] Hessians { get; }

    public void Evaluate(ReadOnlySpan<double> parameters)
    {
        int n = _inputs.Length;
        for (int i = 0; i < n; i++) _evaluator.Set(_inputs[i], parameters[Term.Parameters[i]]);
        _evaluator.Evaluate();
        for (int b = 0; b < Values.Length; b++)
        {
            Values[b] = _evaluator.Scalar(_values[b]);
            for (int i = 0; i < n; i++) Gradients[b * n + i] = _evaluator.Scalar(_gradients[b][i]);
            for (int i = 0; i < n * n; i++) Hessians[b * n * n + i] = _evaluator.Scalar(_hessians[b][i]);
        }
    }
}
