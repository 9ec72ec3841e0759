using Pullback.Amplitudes.Kinematics;
using Pullback.Amplitudes.Spin;
using Pullback.Autodiff;

namespace Pullback.Amplitudes.Tests.Kinematics;

public sealed class FramesTests
{
    private static readonly FourMomentum Moving = new(3, 0.4, -1.1, 0.8), Other = new(2.5, 0.3, 0.6, -1.4);

    [Fact]
    public void Angles_and_axes_are_those_of_the_reference()
    {
        System.Text.Json.JsonElement expected = UnitFacts.Root.GetProperty("angle_zx_z_getx z2=(.3,-.4,.5)");
        (double alpha, double beta, HelicityFrame daughter) = HelicityFrame.Coordinates.Decay(new Vector3(0.3, -0.4, 0.5));
        Assert.Equal(UnitFacts.Numbers(expected.GetProperty("alpha"))[0], alpha, 1e-14);
        Assert.Equal(UnitFacts.Numbers(expected.GetProperty("beta"))[0], beta, 1e-14);
        double[] x = UnitFacts.Numbers(expected.GetProperty("x2"));
        Assert.Equal(x[0], daughter.X.X, 1e-14);
        Assert.Equal(x[1], daughter.X.Y, 1e-14);
        Assert.Equal(x[2], daughter.X.Z, 1e-14);
    }

    [Fact]
    public void Euler_angles_are_those_of_the_reference()
    {
        double[] expected = UnitFacts.Numbers(UnitFacts.Root.GetProperty("SU2 Rz-Ry-Rz euler"));
        SpinRotation rotation = SpinRotation.AboutZ(0.5) * SpinRotation.AboutY(0.7) * SpinRotation.AboutZ(0.3);
        (double alpha, double beta, double gamma) = rotation.EulerAngles();
        Assert.Equal(expected[0], alpha, 1e-14);
        Assert.Equal(expected[1], beta, 1e-14);
        Assert.Equal(expected[2], gamma, 1e-14);
        SpinRotation one = rotation * rotation.Inverse;
        Assert.Equal(0, (one.A - 1).Magnitude + one.B.Magnitude + one.C.Magnitude + (one.D - 1).Magnitude, 1e-14);
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(3.1415926)]
    public void Small_and_large_angles_keep_their_digits(double beta)
    {
        (_, double found, _) = (SpinRotation.AboutZ(0.5) * SpinRotation.AboutY(beta) * SpinRotation.AboutZ(0.3)).EulerAngles();
        Assert.Equal(beta, found, 1e-15 * Math.Max(1, beta));
    }

    [Fact]
    public void A_boost_keeps_masses_and_products_and_brings_its_frame_to_rest()
    {
        FourMomentum rest = Moving.InRestFrameOf(Moving);
        Assert.Equal(0, rest.Momentum.Length, 1e-14);
        Assert.Equal(Moving.Mass, rest.E, 1e-14);
        FourMomentum boosted = Other.InRestFrameOf(Moving);
        Assert.Equal(Other.Mass, boosted.Mass, 1e-13);
        double product = (Other.E * Moving.E) - Other.Momentum.Dot(Moving.Momentum);
        Assert.Equal(product, boosted.E * rest.E, 1e-13);

        // The total at rest gives both daughters the same momentum.
        FourMomentum total = Moving + Other;
        Assert.Equal(Moving.InRestFrameOf(total).Momentum.Length, Other.InRestFrameOf(total).Momentum.Length, 1e-13);
        Assert.Equal(TwoBodyMomentum.Squared(total.Mass, Moving.Mass, Other.Mass), Math.Pow(Moving.InRestFrameOf(total).Momentum.Length, 2), 1e-12);
        Assert.True(TwoBodyMomentum.Squared(1, 0.7, 0.7) < 0);
    }

    [Fact]
    public void Parallel_momenta_and_momenta_at_rest_have_finite_angles()
    {
        foreach (Vector3 momentum in (Vector3[])[new(0, 0, 1), new(0, 0, -2), new(0, 0, 0)])
        {
            (double alpha, double beta, HelicityFrame daughter) = HelicityFrame.Coordinates.Decay(momentum);
            Assert.True(double.IsFinite(alpha + beta + daughter.X.X + daughter.X.Y + daughter.X.Z));
        }
    }

    [Fact]
    public void A_rotation_of_spin_one_half_is_the_function_d()
    {
        SpinRotation rotation = SpinRotation.AboutY(0.7);
        HalfInteger half = HalfInteger.Half(1);
        Assert.Equal(rotation.A.Real, WignerD.Small(half, half, half, 0.7), 1e-15);
        Assert.Equal(rotation.B.Real, WignerD.Small(half, half, -half, 0.7), 1e-15);
        Assert.Equal(rotation.C.Real, WignerD.Small(half, -half, half, 0.7), 1e-15);
    }

    [Fact]
    public void The_traced_momentum_is_the_plain_one()
    {
        var graph = new Graph();
        Expr mass = graph.Parameter("m");
        Expr squared = TwoBodyMomentum.Squared(mass, 0.3, 0.5);
        Expr slope = Derivatives.Gradient(squared, mass)[0];
        using Evaluator evaluator = CompiledProgram.Compile([squared, slope]).CreateEvaluator();
        evaluator.Set(mass, 1.3);
        evaluator.Evaluate(TestContext.Current.CancellationToken);
        Assert.Equal(TwoBodyMomentum.Squared(1.3, 0.3, 0.5), evaluator.Scalar(squared), 1e-15);
        Assert.Equal((TwoBodyMomentum.Squared(1.3 + 1e-6, 0.3, 0.5) - TwoBodyMomentum.Squared(1.3 - 1e-6, 0.3, 0.5)) / 2e-6, evaluator.Scalar(slope), 1e-8);
    }
}
