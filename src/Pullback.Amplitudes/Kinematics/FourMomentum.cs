namespace Pullback.Amplitudes.Kinematics;

/// <summary>An energy and a momentum, in GeV.</summary>
/// <param name="E">The energy.</param>
/// <param name="X">The first component of the momentum.</param>
/// <param name="Y">The second component.</param>
/// <param name="Z">The third component.</param>
public readonly record struct FourMomentum(double E, double X, double Y, double Z)
{
    // Slower than 1e−7 of the speed of light, (γ − 1)/β² is 1/2 to the last digit times a β² that does not count.
    private const double SmallestSquaredVelocity = 1e-14;

    /// <summary>The momentum.</summary>
    public Vector3 Momentum => new(X, Y, Z);

    /// <summary>The squared mass <c>E² − p²</c>, negative if rounding makes it so.</summary>
    public double SquaredMass => (E * E) - ((X * X) + (Y * Y) + (Z * Z));

    /// <summary>The mass <c>√|E² − p²|</c>.</summary>
    public double Mass => Math.Sqrt(Math.Abs(SquaredMass));

    /// <inheritdoc/>
    public static FourMomentum operator +(FourMomentum left, FourMomentum right) => new(left.E + right.E, left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>This momentum in the rest frame of another, by a boost that turns no axis.</summary>
    /// <param name="frame">The momentum that is at rest there; its energy must exceed its momentum.</param>
    public FourMomentum InRestFrameOf(FourMomentum frame)
    {
        (double bx, double by, double bz) = (-frame.X / frame.E, -frame.Y / frame.E, -frame.Z / frame.E);
        double squared = (bx * bx) + (by * by) + (bz * bz);
        double gamma = 1 / Math.Sqrt(1 - squared);
        double along = (bx * X) + (by * Y) + (bz * Z);
        double factor = ((squared > SmallestSquaredVelocity ? (gamma - 1) / squared : 0) * along) + (gamma * E);
        return new FourMomentum(gamma * (E + along), X + (factor * bx), Y + (factor * by), Z + (factor * bz));
    }
}
