using System.Numerics;
using System.Runtime.InteropServices;
using Pullback.Autodiff;

namespace Pullback.Learning.Layers;

/// <summary>The parameters of a graph in one flat vector: what optimizers update and files store.</summary>
/// <param name="graph">The graph.</param>
/// <param name="element">The type of every parameter of the list.</param>
/// <param name="constants">Values that make constants of all parameters, shape [weight]; null leaves them to evaluators.</param>
public sealed class WeightList(Graph graph, ElementType element, ReadOnlyMemory<double>? constants = null)
{
    private readonly List<WeightTensor> _tensors = [];

    /// <summary>The type of every parameter of the list.</summary>
    public ElementType Element { get; } = element;

    /// <summary>The parameters in order.</summary>
    public IReadOnlyList<WeightTensor> Tensors => _tensors;

    /// <summary>The parameters as graph values, in order.</summary>
    public Expr[] Parameters => [.. _tensors.Select(t => t.Parameter)];

    /// <summary>The number of weights.</summary>
    public int Length { get; private set; }

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="isTrained">Whether an optimizer changes it; false for stored statistics.</param>
    public Expr Add(string name, Shape shape, bool isTrained = true)
    {
        Expr parameter = constants is { } values ? graph.Constant(values.Span.Slice(Length, shape.Length), shape, Element) : graph.Parameter(name, shape, Element);
        _tensors.Add(new WeightTensor(parameter, name, Length, isTrained));
        Length += shape.Length;
        return parameter;
    }

    /// <summary>The gradient of a loss by the parameters, in order; zero for those that are not trained.</summary>
    /// <param name="loss">A uniform scalar.</param>
    public Expr[] Gradient(Expr loss)
    {
        var trained = new Queue<Expr>(Derivatives.Gradient(loss, [.. _tensors.Where(t => t.IsTrained).Select(t => t.Parameter)]));
        return [.. _tensors.Select(t => t.IsTrained ? trained.Dequeue() : 0.0 * t.Parameter)];
    }

    /// <summary>Gives an evaluator the values of all parameters.</summary>
    /// <param name="evaluator">The evaluator.</param>
    /// <param name="weights">Shape [weight].</param>
    public void Set<T>(Evaluator evaluator, ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        foreach (WeightTensor tensor in _tensors)
        {
            ReadOnlySpan<T> values = weights.Slice(tensor.Offset, tensor.Length);
            if (typeof(T) == typeof(float)) evaluator.Set(tensor.Parameter, MemoryMarshal.Cast<T, float>(values));
            else evaluator.Set(tensor.Parameter, MemoryMarshal.Cast<T, double>(values));
        }
    }

    /// <summary>Reads one output per parameter, such as the gradient, into a flat vector.</summary>
    /// <param name="evaluator">The evaluator.</param>
    /// <param name="outputs">One output of each parameter's shape, in order.</param>
    /// <param name="destination">Shape [weight].</param>
    public void Get<T>(Evaluator evaluator, IReadOnlyList<Expr> outputs, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(outputs);
        for (int i = 0; i < _tensors.Count; i++)
        {
            Span<T> target = destination.Slice(_tensors[i].Offset, _tensors[i].Length);
            if (typeof(T) == typeof(float)) evaluator.Float32(outputs[i]).CopyTo(MemoryMarshal.Cast<T, float>(target));
            else evaluator.Float64(outputs[i]).CopyTo(MemoryMarshal.Cast<T, double>(target));
        }
    }
}
