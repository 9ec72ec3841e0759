using System.Globalization;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

/// <summary>A handle to a value of a <see cref="Graph"/>: write formulas with it as with numbers.</summary>
/// <remarks>
/// <para>Shapes broadcast as in NumPy; the event axis broadcasts by itself (a uniform value meets every event).</para>
/// <para>A <see cref="double"/> converts implicitly and takes graph and element type from the operand it meets.</para>
/// </remarks>
public readonly struct Expr : IEquatable<Expr>
{
    private readonly Node? _node;
    private readonly double _literal;

    internal Expr(Node node) => _node = node;

    private Expr(double literal) => _literal = literal;

    /// <summary>The graph the value belongs to.</summary>
    public Graph Graph => Node.Graph;

    /// <summary>The static shape, without the event axis.</summary>
    public Shape Shape => _node?.Shape ?? Shape.Scalar;

    /// <summary>The element type.</summary>
    public ElementType ElementType => _node?.Element ?? ElementType.Float64;

    /// <summary>The event axis, or null for a uniform value.</summary>
    public EventAxis? Axis => _node?.Axis;

    /// <summary>Whether this is a plain number that belongs to no graph.</summary>
    public bool IsNumber => _node is null;

    /// <summary>The plain number, if <see cref="IsNumber"/>.</summary>
    public double Number => _literal;

    internal Node Node => _node ?? throw new InvalidOperationException(
        $"The number {_literal.ToString("R", CultureInfo.InvariantCulture)} is not part of a graph. Combine it with a graph value, or make it with Graph.Constant.");

    internal NodeType Type => Node.Type;

    internal int Stage => _node?.Stage ?? 0;

    internal Expr Input(int index) => new(Node.Inputs[index]);

    /// <summary>Whether the value is a constant number, and which.</summary>
    internal bool IsConstant(out double value)
    {
        if (_node is null)
        {
            value = _literal;
            return true;
        }

        if (_node.Operation is ConstantOperation { Values: [double only] } && _node.Shape.Rank == 0)
        {
            value = only;
            return true;
        }

        value = 0;
        return false;
    }

    internal bool IsConstant(double expected) => IsConstant(out double value) && value == expected;

    /// <summary>A plain number, placed in the graph of the operand it meets.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Expr(double value) => new(value);

    /// <summary>Sum.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <returns><c>left + right</c>.</returns>
    public static Expr operator +(Expr left, Expr right) => Op.Add(left, right);

    /// <summary>Difference.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <returns><c>left − right</c>.</returns>
    public static Expr operator -(Expr left, Expr right) => Op.Subtract(left, right);

    /// <summary>Product, element by element.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <returns><c>left · right</c>.</returns>
    public static Expr operator *(Expr left, Expr right) => Op.Multiply(left, right);

    /// <summary>Quotient, element by element.</summary>
    /// <param name="left">Numerator.</param>
    /// <param name="right">Denominator.</param>
    /// <returns><c>left / right</c>.</returns>
    public static Expr operator /(Expr left, Expr right) => Op.Divide(left, right);

    /// <summary>Negative.</summary>
    /// <param name="value">The operand.</param>
    /// <returns><c>−value</c>.</returns>
    public static Expr operator -(Expr value) => Op.Negate(value);

    /// <summary>Whether two handles denote the same value of the graph (not whether two values are equal numbers).</summary>
    /// <param name="left">The one handle.</param>
    /// <param name="right">The other handle.</param>
    /// <returns>True for the same value.</returns>
    public static bool operator ==(Expr left, Expr right) => left.Equals(right);

    /// <summary>Whether two handles denote different values of the graph.</summary>
    /// <param name="left">The one handle.</param>
    /// <param name="right">The other handle.</param>
    /// <returns>True for different values.</returns>
    public static bool operator !=(Expr left, Expr right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Expr other) => ReferenceEquals(_node, other._node) && _literal.Equals(other._literal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Expr other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_node?.Id, _literal);

    /// <summary>Operation, number and type of the value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _node?.ToString() ?? _literal.ToString("R", CultureInfo.InvariantCulture);
}
