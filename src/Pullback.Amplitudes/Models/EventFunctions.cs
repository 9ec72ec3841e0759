using Pullback.Autodiff;

namespace Pullback.Amplitudes.Models;

/// <summary>Evaluates values of a model's graph for a batch of events.</summary>
internal sealed class EventFunctions : IDisposable
{
    private readonly ModelGraph _graph;
    private readonly Expr[] _outputs;
    private readonly Evaluator? _evaluator;
    private readonly (string Name, Expr Value)[] _parameters;

    public EventFunctions(ModelGraph graph, IEnumerable<Expr> outputs)
    {
        _graph = graph;
        _outputs = [.. outputs];
        Expr[] compiled = [.. _outputs.Where(o => !o.IsNumber).Distinct()];
        _parameters = [.. graph.Parameters.Select(p => (p.Key, p.Value))];
        if (compiled.Length > 0) _evaluator = CompiledProgram.Compile(compiled, new ProgramOptions { Threads = 1, NonFinite = NonFinitePolicy.Allow }).CreateEvaluator();
    }

    /// <summary>Evaluates a batch.</summary>
    /// <param name="masses">The mass of each group of final particles, shape [group][event].</param>
    /// <param name="count">How many events there are.</param>
    /// <param name="parameter">The value of a parameter.</param>
    /// <returns>Shape [output][event].</returns>
    public double[][] Evaluate(double[][] masses, int count, Func<string, double> parameter)
    {
        if (_evaluator is not null)
        {
            foreach ((string name, Expr value) in _parameters) _evaluator.Set(value, parameter(name));
            foreach ((int group, Expr input) in _graph.Masses) _evaluator.Bind(input, masses[group].AsMemory(0, count));
            foreach (EventColumn column in _graph.Columns)
            {
                double[] values = new double[count];
                for (int e = 0; e < count; e++) values[e] = column.Function(masses[column.Group][e]);
                _evaluator.Bind(column.Input, values);
            }

            _evaluator.Evaluate();
        }

        var results = new double[_outputs.Length][];
        for (int o = 0; o < _outputs.Length; o++)
        {
            results[o] = new double[count];
            if (_outputs[o].IsNumber) Array.Fill(results[o], _outputs[o].Number);
            else if (_outputs[o].Axis is null) Array.Fill(results[o], _evaluator!.Scalar(_outputs[o]));
            else _evaluator!.Float64(_outputs[o]).CopyTo(results[o]);
        }

        return results;
    }

    public void Dispose() => _evaluator?.Dispose();
}
