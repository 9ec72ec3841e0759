using Pullback.Autodiff;

namespace Pullback.Learning.Categories;

/// <summary>The yields of categories as a node of the graph: (parameters [parameter], temperature) → (S, Q), each [column, category].</summary>
/// <remarks>
/// <para><b>Derivative.</b> First derivatives in reverse mode by the closed form of <see cref="CategoryYields.Gradient"/>. Forward mode and second
/// derivatives by the traced model, at several times the cost; for third derivatives trace them with <see cref="TracedYields"/>.</para>
/// <para>The yields of the last parameters are kept: asking again costs nothing.</para>
/// </remarks>
public sealed class YieldFunction : ExternalFunction
{
    private readonly YieldGradient _gradient;
    private readonly Lock _lock = new();
    private readonly double[] _point;
    private readonly double[] _sums;
    private readonly double[] _squares;
    private bool _known;

    /// <summary>Makes the function.</summary>
    /// <param name="yields">Model and events.</param>
    public YieldFunction(CategoryYields yields)
    {
        ArgumentNullException.ThrowIfNull(yields);
        Yields = yields;
        _gradient = new YieldGradient(yields);
        _point = new double[yields.Model.ParameterCount + 1];
        _sums = new double[yields.Columns.Count * yields.Model.Categories];
        _squares = new double[_sums.Length];
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
    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
    {
        lock (_lock)
        {
            ReadOnlySpan<double> parameters = inputs[0].Span;
            double temperature = inputs[1].Span[0];
            if (!_known || _point[^1] != temperature || !parameters.SequenceEqual(_point.AsSpan(0, parameters.Length)))
            {
                _known = false;
                Yields.Evaluate(parameters, temperature, _sums, _squares);
                parameters.CopyTo(_point);
                _point[^1] = temperature;
                _known = true;
            }

            _sums.CopyTo(outputs[0].Span);
            _squares.CopyTo(outputs[1].Span);
        }
    }

    /// <inheritdoc/>
    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(cotangents);
        return Op.External(_gradient, inputs[0], inputs[1], cotangents[0], cotangents[1]);
    }
}
