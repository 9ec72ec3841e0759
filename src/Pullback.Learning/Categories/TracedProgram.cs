using Pullback.Autodiff;

namespace Pullback.Learning.Categories;

/// <summary>A program over the traced yields, compiled when first asked for.</summary>
/// <param name="yields">Model and events.</param>
/// <param name="outputs">Traces the outputs from (S, Q), the point (parameters, temperature, dS, dQ) and the direction (of parameters, of temperature).</param>
internal sealed class TracedProgram(CategoryYields yields, Func<Expr[], Expr[], Expr[], Expr[]> outputs)
{
    private readonly Lock _lock = new();
    private Expr[] _inputs = [];
    private Expr[] _outputs = [];
    private Evaluator? _evaluator;

    /// <summary>Evaluates the outputs at the point and direction.</summary>
    public void Run(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> results)
    {
        lock (_lock)
        {
            Evaluator evaluator = _evaluator ??= Compile();
            for (int i = 0; i < _inputs.Length; i++) evaluator.Set(_inputs[i], inputs[i].Span);
            evaluator.Evaluate();
            for (int i = 0; i < _outputs.Length; i++) evaluator.Float64(_outputs[i]).CopyTo(results[i].Span);
        }
    }

    private Evaluator Compile()
    {
        var graph = new Graph();
        Expr parameters = graph.Parameter("parameters", Shape.Of(yields.Model.ParameterCount));
        Expr temperature = graph.Parameter("temperature");
        var traced = new TracedYields(yields.Model, yields.Data, parameters, temperature);
        Expr[] point = [parameters, temperature, graph.Parameter("dS", traced.Sums.Shape), graph.Parameter("dQ", traced.Sums.Shape)];
        Expr[] direction = [graph.Parameter("direction of parameters", parameters.Shape), graph.Parameter("direction of temperature")];
        _inputs = [.. point, .. direction];
        _outputs = outputs([traced.Sums, traced.Squares], point, direction);
        Evaluator evaluator = CompiledProgram.Compile(_outputs, new ProgramOptions { Threads = yields.Threads }).CreateEvaluator();
        traced.Bind(evaluator);
        return evaluator;
    }
}
