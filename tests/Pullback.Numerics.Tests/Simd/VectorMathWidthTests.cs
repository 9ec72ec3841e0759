using Pullback.Numerics.Simd;
using Pullback.Numerics.Simd.Functions;

namespace Pullback.Numerics.Tests.Simd;

public sealed class VectorMathWidthTests
{
    [Fact]
    public void Exp_has_the_same_bits_at_every_width() => CheckBoth<ExpFunction>(750.0);

    [Fact]
    public void Expm1_has_the_same_bits_at_every_width() => CheckBoth<Expm1Function>(100.0);

    [Fact]
    public void Log_has_the_same_bits_at_every_width() => CheckBoth<LogFunction>(10.0);

    [Fact]
    public void Log1P_has_the_same_bits_at_every_width() => CheckBoth<Log1PFunction>(1.5);

    [Fact]
    public void Tanh_has_the_same_bits_at_every_width() => CheckBoth<TanhFunction>(25.0);

    [Fact]
    public void Sigmoid_has_the_same_bits_at_every_width() => CheckBoth<SigmoidFunction>(100.0);

    [Fact]
    public void Softplus_has_the_same_bits_at_every_width() => CheckBoth<SoftplusFunction>(100.0);

    private static void CheckBoth<TFunction>(double scale)
        where TFunction : struct, IUnaryFunction
    {
        WidthAgreement.Check<TFunction, double>(WidthAgreement.Arguments<double>(scale));
        WidthAgreement.Check<TFunction, float>(WidthAgreement.Arguments<float>(scale));
    }
}
