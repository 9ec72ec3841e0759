using System.Numerics;

namespace Pullback.Amplitudes.Kinematics;

/// <summary>A rotation or boost as it acts on spin ½: a complex 2×2 matrix of determinant 1.</summary>
/// <param name="A">Row 0, column 0.</param>
/// <param name="B">Row 0, column 1.</param>
/// <param name="C">Row 1, column 0.</param>
/// <param name="D">Row 1, column 1.</param>
public readonly record struct SpinRotation(Complex A, Complex B, Complex C, Complex D)
{
    /// <summary>The identity.</summary>
    public static SpinRotation Identity => new(1, 0, 0, 1);

    /// <summary>The inverse.</summary>
    public SpinRotation Inverse => new(D, -B, -C, A);

    /// <summary>The second transformation, then the first.</summary>
    /// <param name="left">What is done last.</param>
    /// <param name="right">What is done first.</param>
    public static SpinRotation operator *(SpinRotation left, SpinRotation right) => Multiply(left, right);

    /// <inheritdoc cref="op_Multiply(SpinRotation, SpinRotation)"/>
    public static SpinRotation Multiply(SpinRotation left, SpinRotation right) => new(
        (left.A * right.A) + (left.B * right.C), (left.A * right.B) + (left.B * right.D), (left.C * right.A) + (left.D * right.C), (left.C * right.B) + (left.D * right.D));

    /// <summary>A rotation about z, <c>diag(e^{−iα/2}, e^{iα/2})</c>.</summary>
    /// <param name="angle">α in rad.</param>
    public static SpinRotation AboutZ(double angle) => new(Complex.FromPolarCoordinates(1, -angle / 2), 0, 0, Complex.FromPolarCoordinates(1, angle / 2));

    /// <summary>A rotation about y.</summary>
    /// <param name="angle">β in rad.</param>
    public static SpinRotation AboutY(double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle / 2);
        return new(cosine, -sine, sine, cosine);
    }

    /// <summary>A boost along z, <c>diag(e^{−ω/2}, e^{ω/2})</c>.</summary>
    /// <param name="rapidity">ω.</param>
    public static SpinRotation BoostAlongZ(double rapidity) => new(Math.Exp(-rapidity / 2), 0, 0, Math.Exp(rapidity / 2));

    /// <summary>The angles of a rotation <c>R_z(γ) R_y(β) R_z(α)</c>.</summary>
    /// <remarks>β comes from both moduli, <c>2 atan2(|C|, |A|)</c>, which keeps all digits near 0 and π.</remarks>
    /// <returns>β in [0, π]; α and γ such that signs of half-integer spins are right, all in rad.</returns>
    public (double Alpha, double Beta, double Gamma) EulerAngles()
    {
        double beta = 2 * Math.Atan2(Complex.Abs(C), Complex.Abs(A));
        double sum = D.Phase, difference = -C.Phase;
        return (sum + difference, beta, sum - difference);
    }
}
