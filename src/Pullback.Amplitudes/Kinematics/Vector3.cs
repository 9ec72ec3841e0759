namespace Pullback.Amplitudes.Kinematics;

/// <summary>A vector of space.</summary>
/// <param name="X">The first component.</param>
/// <param name="Y">The second component.</param>
/// <param name="Z">The third component.</param>
public readonly record struct Vector3(double X, double Y, double Z)
{
    // Below, a direction is not determined.
    private const double Smallest = 1e-14;

    /// <summary>The direction (1, 0, 0).</summary>
    public static Vector3 AlongX => new(1, 0, 0);

    /// <summary>The direction (0, 0, 1).</summary>
    public static Vector3 AlongZ => new(0, 0, 1);

    /// <summary>The length.</summary>
    public double Length => Math.Sqrt((X * X) + (Y * Y) + (Z * Z));

    /// <summary>The vector of length 1 in the same direction; that of a vector of no length is itself.</summary>
    public Vector3 Unit
    {
        get
        {
            double length = Length;
            return length > 0 ? new Vector3(X / length, Y / length, Z / length) : this;
        }
    }

    /// <inheritdoc/>
    public static Vector3 operator -(Vector3 vector) => new(-vector.X, -vector.Y, -vector.Z);

    /// <summary>The scalar product.</summary>
    /// <param name="other">The other vector.</param>
    public double Dot(Vector3 other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>The vector product.</summary>
    /// <param name="other">The other vector.</param>
    public Vector3 Cross(Vector3 other) => new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    /// <summary>The direction of the vector product; of parallel vectors that of this one with the other moved by 1 along every axis.</summary>
    /// <param name="other">The other vector.</param>
    public Vector3 Normal(Vector3 other)
    {
        Vector3 product = Cross(other);
        if (product.Length < Smallest) product = Cross(new Vector3(1 + other.X, 1 + other.Y, 1 + other.Z));
        return product.Unit;
    }
}
