using System.Globalization;

namespace Pullback.Autodiff;

/// <summary>The static dimensions of a graph value, without its event axis. Row-major: the last dimension varies fastest.</summary>
/// <remarks>The default value is <see cref="Scalar"/>.</remarks>
public readonly struct Shape : IEquatable<Shape>
{
    private readonly int[]? _dimensions;

    private Shape(int[] dimensions) => _dimensions = dimensions;

    /// <summary>The shape without dimensions: one number.</summary>
    public static Shape Scalar => default;

    /// <summary>The dimensions in order.</summary>
    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dimensions?.Length ?? 0;

    /// <summary>The number of elements: the product of the dimensions, 1 for a scalar.</summary>
    public int Length
    {
        get
        {
            int length = 1;
            foreach (int dimension in Dimensions)
            {
                length = checked(length * dimension);
            }

            return length;
        }
    }

    /// <summary>The length of one dimension; <c>^1</c> is the last.</summary>
    /// <param name="dimension">The position of the dimension.</param>
    public int this[Index dimension] => Dimensions[dimension.GetOffset(Rank)];

    /// <summary>A shape of the given dimensions.</summary>
    /// <param name="dimensions">The lengths, each at least 1.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentException">A length is below 1.</exception>
    public static Shape Of(params ReadOnlySpan<int> dimensions)
    {
        foreach (int dimension in dimensions)
        {
            if (dimension < 1)
            {
                throw new ArgumentException($"A dimension of a shape must be at least 1, found {dimension} in {Format(dimensions)}.", nameof(dimensions));
            }
        }

        return dimensions.Length == 0 ? Scalar : new Shape(dimensions.ToArray());
    }

    /// <summary>Whether two shapes have the same dimensions.</summary>
    /// <param name="left">The one shape.</param>
    /// <param name="right">The other shape.</param>
    /// <returns>True if all dimensions agree.</returns>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    /// <param name="left">The one shape.</param>
    /// <param name="right">The other shape.</param>
    /// <returns>True if a dimension differs.</returns>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Shape other) => Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int dimension in Dimensions)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    /// <summary>The dimensions in brackets, for example <c>[3, 4]</c>; <c>[]</c> is a scalar.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Format(Dimensions);

    /// <summary>The shape with one dimension removed.</summary>
    internal Shape Without(int dimension)
    {
        int[] rest = new int[Rank - 1];
        Dimensions[..dimension].CopyTo(rest);
        Dimensions[(dimension + 1)..].CopyTo(rest.AsSpan(dimension));
        return Of(rest);
    }

    /// <summary>The shape with one dimension replaced.</summary>
    internal Shape With(int dimension, int length)
    {
        int[] copy = Dimensions.ToArray();
        copy[dimension] = length;
        return Of(copy);
    }

    /// <summary>The dimensions of this shape followed by those of another.</summary>
    internal Shape Append(Shape other) => Of([.. Dimensions, .. other.Dimensions]);

    /// <summary>The product of the dimensions in a range.</summary>
    internal int Product(Range range)
    {
        int product = 1;
        foreach (int dimension in Dimensions[range])
        {
            product *= dimension;
        }

        return product;
    }

    /// <summary>The shape that two operands take together by the rules of NumPy, or null where they do not fit.</summary>
    internal static Shape? Broadcast(Shape left, Shape right)
    {
        int rank = Math.Max(left.Rank, right.Rank);
        Span<int> result = rank <= 16 ? stackalloc int[rank] : new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int a = i <= left.Rank ? left[^i] : 1;
            int b = i <= right.Rank ? right[^i] : 1;
            if (a != b && a != 1 && b != 1)
            {
                return null;
            }

            result[rank - i] = Math.Max(a, b);
        }

        return Of(result);
    }

    private static string Format(ReadOnlySpan<int> dimensions)
    {
        var parts = new string[dimensions.Length];
        for (int i = 0; i < dimensions.Length; i++)
        {
            parts[i] = dimensions[i].ToString(CultureInfo.InvariantCulture);
        }

        return $"[{string.Join(", ", parts)}]";
    }
}
