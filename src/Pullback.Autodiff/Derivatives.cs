using Pullback.Autodiff.Tracing;
using Pullback.Autodiff.Transforms;

namespace Pullback.Autodiff;

/// <summary>Derivatives of graph values, as graph values: they can be differentiated again to any order.</summary>
public static class Derivatives
{
    /// <summary>The gradient of a uniform scalar (reverse mode).</summary>
    /// <param name="scalar">The value; a uniform scalar.</param>
    /// <param name="wrt">The values to differentiate by: parameters, event inputs or inner values.</param>
    /// <returns>For each of <paramref name="wrt"/> the derivative, of its shape and event axis.</returns>
    /// <exception cref="ArgumentException">The value is not a uniform scalar.</exception>
    public static Expr[] Gradient(Expr scalar, params ReadOnlySpan<Expr> wrt)
    {
        CheckScalar(scalar, "gradient");
        return Vjp([scalar], [1], wrt);
    }

    /// <summary>The vector-Jacobian product: the gradient of <c>Σ cotangent · output</c> (reverse mode).</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="cotangents">A weight for each output, of its shape or broadcast to it.</param>
    /// <param name="wrt">The values to differentiate by; where one depends on another, the derivative by the other includes the way through it.</param>
    /// <returns>For each of <paramref name="wrt"/> the derivative, of its shape and event axis.</returns>
    public static Expr[] Vjp(ReadOnlySpan<Expr> outputs, ReadOnlySpan<Expr> cotangents, ReadOnlySpan<Expr> wrt)
    {
        if (outputs.Length != cotangents.Length)
        {
            throw new ArgumentException($"vjp: {outputs.Length} outputs need as many cotangents, found {cotangents.Length}.", nameof(cotangents));
        }

        Expr?[] found = ReverseMode.Vjp(outputs, cotangents, wrt);
        var result = new Expr[wrt.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = found[i] ?? Operands.Conform(wrt[i].Graph, 0, wrt[i].Type);
        }

        return result;
    }

    /// <summary>The Jacobian-vector product: the directional derivative of each output (forward mode).</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="wrt">The values that move.</param>
    /// <param name="tangents">The direction each of them moves in, of its shape or broadcast to it.</param>
    /// <returns>For each output its derivative along the direction, of its shape and event axis.</returns>
    public static Expr[] Jvp(ReadOnlySpan<Expr> outputs, ReadOnlySpan<Expr> wrt, ReadOnlySpan<Expr> tangents)
    {
        if (wrt.Length != tangents.Length)
        {
            throw new ArgumentException($"jvp: {wrt.Length} values need as many tangents, found {tangents.Length}.", nameof(tangents));
        }

        Expr?[] found = ForwardMode.Jvp(outputs, wrt, tangents);
        var result = new Expr[outputs.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = found[i] ?? Operands.Conform(outputs[i].Graph, 0, outputs[i].Type);
        }

        return result;
    }

    /// <summary>The Jacobian of a value of any shape.</summary>
    /// <remarks>Reverse mode where a uniform value has fewer elements than <paramref name="wrt"/>, forward mode otherwise. The derivative of
    /// an event value by a uniform one is an event value.</remarks>
    /// <param name="vector">The value.</param>
    /// <param name="wrt">The uniform value to differentiate by.</param>
    /// <returns>The derivatives, of shape <c>[vector's shape, wrt's shape]</c>.</returns>
    /// <exception cref="ArgumentException"><paramref name="wrt"/> is an event value.</exception>
    public static Expr Jacobian(Expr vector, Expr wrt)
    {
        if (wrt.Axis is not null)
        {
            throw new ArgumentException(
                $"jacobian: {wrt} is an event value, and its Jacobian would have one dimension for every event. Use Gradient, Vjp or Jvp.", nameof(wrt));
        }

        Shape shape = vector.Shape.Append(wrt.Shape);
        if (vector.Axis is null && vector.Shape.Length < wrt.Shape.Length)
        {
            Expr flat = Op.Reshape(vector, Shape.Of(vector.Shape.Length));
            var rows = new Expr[vector.Shape.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = Vjp([Op.Element(flat, 0, i)], [1], [wrt])[0];
            }

            return Op.Reshape(Op.Stack(rows), shape);
        }

        var columns = new Expr[wrt.Shape.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Op.Reshape(Jvp([vector], [wrt], [Unit(wrt, i)])[0], Shape.Of(vector.Shape.Length));
        }

        return Op.Reshape(Op.Transpose(Op.Stack(columns)), shape);
    }

    /// <summary>The Hessian of a uniform scalar, in blocks (forward over reverse).</summary>
    /// <param name="scalar">The value; a uniform scalar.</param>
    /// <param name="wrt">The uniform values to differentiate by.</param>
    /// <returns>For each pair of values the second derivatives, of shape <c>[first's shape, second's shape]</c>; symmetric.</returns>
    /// <exception cref="ArgumentException">The value is not a uniform scalar, or differentiated by an event value.</exception>
    public static Expr[,] Hessian(Expr scalar, params ReadOnlySpan<Expr> wrt)
    {
        Expr[] gradient = Gradient(scalar, wrt);
        var hessian = new Expr[wrt.Length, wrt.Length];
        for (int i = 0; i < wrt.Length; i++)
        {
            if (wrt[i].Axis is not null)
            {
                throw new ArgumentException($"hessian: {wrt[i]} is an event value. Use HessianVectorProduct.", nameof(wrt));
            }

            // Symmetric: the blocks at and after the diagonal are derived, the others transposed.
            var rows = new Expr[wrt.Length - i][];
            for (int j = i; j < wrt.Length; j++)
            {
                rows[j - i] = new Expr[wrt[i].Shape.Length];
            }

            for (int k = 0; k < wrt[i].Shape.Length; k++)
            {
                Expr[] row = Jvp(gradient.AsSpan(i), [wrt[i]], [Unit(wrt[i], k)]);
                for (int j = i; j < wrt.Length; j++)
                {
                    rows[j - i][k] = row[j - i];
                }
            }

            for (int j = i; j < wrt.Length; j++)
            {
                Expr block = Op.Reshape(Op.Stack(rows[j - i]), wrt[i].Shape.Append(wrt[j].Shape));
                hessian[i, j] = block;
                if (j > i)
                {
                    Expr matrix = Op.Reshape(block, Shape.Of(wrt[i].Shape.Length, wrt[j].Shape.Length));
                    hessian[j, i] = Op.Reshape(Op.Transpose(matrix), wrt[j].Shape.Append(wrt[i].Shape));
                }
            }
        }

        return hessian;
    }

    /// <summary>The product of the Hessian of a uniform scalar with a vector (forward over reverse); the Hessian is never formed.</summary>
    /// <param name="scalar">The value; a uniform scalar.</param>
    /// <param name="wrt">The values to differentiate by.</param>
    /// <param name="vector">For each of them the part of the vector, of its shape.</param>
    /// <returns>For each of <paramref name="wrt"/> the part of the product, of its shape.</returns>
    /// <exception cref="ArgumentException">The value is not a uniform scalar.</exception>
    public static Expr[] HessianVectorProduct(Expr scalar, ReadOnlySpan<Expr> wrt, ReadOnlySpan<Expr> vector) =>
        Jvp(Gradient(scalar, wrt), wrt, vector);

    private static Expr Unit(Expr like, int element)
    {
        double[] values = new double[like.Shape.Length];
        values[element] = 1;
        return like.Graph.Constant(values, like.Shape, like.ElementType);
    }

    private static void CheckScalar(Expr scalar, string what)
    {
        if (scalar.Axis is not null || scalar.Shape.Length != 1)
        {
            throw new ArgumentException(
                $"{what}: {scalar} is not a uniform scalar. Sum it first (Op.Sum over dimensions, Op.SumEvents over events), or use Derivatives.Vjp.", nameof(scalar));
        }
    }
}
