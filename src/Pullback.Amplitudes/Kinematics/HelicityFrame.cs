namespace Pullback.Amplitudes.Kinematics;

/// <summary>The axes in which a particle's helicity is told: z along its momentum, x in the plane of its production.</summary>
/// <param name="Z">The direction of z.</param>
/// <param name="X">The direction of x.</param>
public readonly record struct HelicityFrame(Vector3 Z, Vector3 X)
{
    /// <summary>The frame whose axes are those of the coordinates.</summary>
    public static HelicityFrame Coordinates => new(Vector3.AlongZ, Vector3.AlongX);

    /// <summary>The angles of a daughter in the rest frame of this particle, and the daughter's own axes.</summary>
    /// <remarks>
    /// <c>e_y = z × x</c>, <c>e_x = e_y × z</c>; <c>y_r = z × v</c>, <c>x_r = y_r × z</c>; <c>α = atan2(x_r·e_y, x_r·e_x)</c>, <c>β = atan2(v·x_r, v·z)</c>. The
    /// daughter's axes are <c>z_d = v</c> and <c>x_d = y_r × v</c>. Reference: [JacobWick1959].
    /// </remarks>
    /// <param name="momentum">The daughter's momentum there.</param>
    /// <returns>α in [−π, π), β in [0, π], both in rad, and the daughter's axes.</returns>
    public (double Alpha, double Beta, HelicityFrame Daughter) Decay(Vector3 momentum)
    {
        Vector3 ey = Z.Normal(X), ex = ey.Cross(Z).Unit;
        Vector3 yr = Z.Normal(momentum), xr = yr.Cross(Z).Unit, v = momentum.Unit;
        double alpha = Math.Atan2(xr.Dot(ey), xr.Dot(ex));
        if (alpha >= Math.PI) alpha -= 2 * Math.PI;
        double beta = Math.Atan2(v.Dot(xr), v.Dot(Z.Unit));
        return (alpha, beta, new HelicityFrame(v, yr.Cross(v).Unit));
    }
}
