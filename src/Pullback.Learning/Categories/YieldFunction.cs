using Pullback.Autodiff;

namespace Pullback.Learning.Categories;

/// <summary>The yields of categories as a node of the graph: (parameters [parameter], temperature) → (S, Q), each [column, category].</summary>
/// <remarks><b>Derivative.</b> The closed form of <see cref="CategoryYields.Gradient"/>, a node too.</remarks>
public sealed class YieldFunction : ExternalFunction
{
    private readonly GradientFunction _gradient;

    /// <summary>Makes the function.</summary>
    /// <param name="yields">Model and events.</param>
    public YieldFunction(CategoryYields yields)
    {
        ArgumentNullException.ThrowIfNull(yields);
        Yields = yields;
        _gradient = new GradientFunction(yields);
    }

    /// <summary>Model and events.</summary>
    public CategoryYields Yields { get; }

    /// <inheritdoc/>
    public override string Name => "category yields";

    /// <summary>Calls the function.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Scalar.</param>
    /// <returns><c>S = Σ w γ</c> and <c>Q = Σ w² γ</c>, each of shape [column, category].</returns>
    public (Expr Sums, Expr Squares) Of(Expr parameters, Expr temperature)
    {
        Expr[] outputs = Op.External(this, parameters, temperature);
        return (outputs[0], outputs[1]);
    }

    /// <inheritdoc/>
    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count != 2 || inputs[0] != Shape.Of(Yields.Model.ParameterCount) || inputs[1].Rank != 0)
            throw new ArgumentException($"{Name}: the inputs are the {Yields.Model.ParameterCount} parameters and the temperature, a scalar; found {string.Join(", ", inputs)}.", nameof(inputs));
        Shape table = Shape.Of(Yields.Columns.Count, Yields.Model.Categories);
        return [table, table];
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs) =>
        Yields.Evaluate(inputs[0].Span, inputs[1].Span[0], outputs[0].Span, outputs[1].Span);

    /// <inheritdoc/>
    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(cotangents);
        return Op.External(_gradient, inputs[0], inputs[1], cotangents[0], cotangents[1]);
    }

    private sealed class GradientFunction(CategoryYields yields) : ExternalFunction
    {
        public override string Name => "gradient of category yields";

        public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0], inputs[1]];

        public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs) =>
            outputs[1].Span[0] = yields.Gradient(inputs[0].Span, inputs[1].Span[0], inputs[2].Span, inputs[3].Span, outputs[0].Span);

        public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) =>
            throw new NotSupportedException($"{Name}: it has no derivative of its own. For second derivatives sum CategoryModel.Probabilities over the events in the graph.");
    }
}
