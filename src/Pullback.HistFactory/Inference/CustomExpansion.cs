using Pullback.Autodiff;
using Pullback.HistFactory.Jets;
using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Inference;

/// <summary>One custom modifier on one sample: its value and gradient with their first two derivatives along a direction of the parameters.</summary>
internal sealed class CustomExpansion<T>
    where T : struct, IReal<T>
{
    private readonly Expr[] _inputs;
    private readonly Expr[] _slopes;
    private readonly Expr[] _bends;
    private readonly Expr[][] _orders;
    private readonly Evaluator _evaluator;

    public CustomExpansion(CustomTerm term, ChannelPlan channel)
    {
        Term = term;
        var graph = new Graph();
        _inputs = [.. term.Modifier.Parameters.Select(p => graph.Parameter(p.Name))];
        _slopes = [.. term.Modifier.Parameters.Select(p => graph.Parameter("slope of " + p.Name))];
        _bends = [.. term.Modifier.Parameters.Select(p => graph.Parameter("second derivative of " + p.Name))];
        Expr[] values = [.. term.Modifier.Effect(channel.Name, channel.Bins, _inputs).Select(e => e.IsNumber ? graph.Constant(e.Number) : e)];
        Expr[] outputs = [.. values, .. values.SelectMany(v => Pullback.Autodiff.Derivatives.Gradient(v, _inputs))];

        // d/de and d²/de² of F(x + e s + e² c/2): J s, and s' H s + J c.
        Expr[] first = Pullback.Autodiff.Derivatives.Jvp(outputs, _inputs, _slopes);
        Expr[] second = Pullback.Autodiff.Derivatives.Jvp(first, [.. _inputs, .. _slopes], [.. _slopes, .. _bends]);
        _orders = [outputs, first, second];
        _evaluator = CompiledProgram.Compile([.. outputs, .. first, .. second], new ProgramOptions { Threads = 1, NonFinite = NonFinitePolicy.Allow }).CreateEvaluator();
        Values = new T[channel.Bins];
        Gradients = [.. Values.Select(_ => new T[_inputs.Length])];
    }

    public CustomTerm Term { get; }

    public T[] Values { get; }

    public T[][] Gradients { get; }

    public void Evaluate(ReadOnlySpan<T> parameters)
    {
        for (int i = 0; i < _inputs.Length; i++)
        {
            T x = parameters[Term.Parameters[i]];
            _evaluator.Set(_inputs[i], T.ValueOf(x));
            _evaluator.Set(_slopes[i], T.Coefficient(x, 1));
            _evaluator.Set(_bends[i], T.Coefficient(x, 2));
        }

        _evaluator.Evaluate();
        for (int b = 0; b < Values.Length; b++)
        {
            Values[b] = Read(b);
            for (int i = 0; i < _inputs.Length; i++) Gradients[b][i] = Read(Values.Length + b * _inputs.Length + i);
        }
    }

    private T Read(int output) =>
        T.From(_evaluator.Scalar(_orders[0][output]), _evaluator.Scalar(_orders[1][output]), _evaluator.Scalar(_orders[2][output]));
}
