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

    [Fact]
    public void Sin_has_the_same_bits_at_every_width() => CheckBoth<SinFunction>(1e7);

    [Fact]
    public void Cos_has_the_same_bits_at_every_width() => CheckBoth<CosFunction>(1e7);

    [Fact]
    public void Atan_has_the_same_bits_at_every_width() => CheckBoth<AtanFunction>(10.0);

    [Fact]
    public void Erf_has_the_same_bits_at_every_width() => CheckBoth<ErfFunction>(7.0);

    [Fact]
    public void Erfc_has_the_same_bits_at_every_width() => CheckBoth<ErfcFunction>(30.0);

    [Fact]
    public void Erfcx_has_the_same_bits_at_every_width() => CheckBoth<ErfcxFunction>(30.0);

    [Fact]
    public void LogErfc_has_the_same_bits_at_every_width() => CheckBoth<LogErfcFunction>(30.0);

    [Fact]
    public void ErfcHazard_has_the_same_bits_at_every_width() => CheckBoth<ErfcHazardFunction>(30.0);

    [Fact]
    public void NormalPdf_has_the_same_bits_at_every_width() => CheckBoth<NormalPdfFunction>(40.0);

    [Fact]
    public void NormalCdf_has_the_same_bits_at_every_width() => CheckBoth<NormalCdfFunction>(40.0);

    [Fact]
    public void LogNormalCdf_has_the_same_bits_at_every_width() => CheckBoth<LogNormalCdfFunction>(40.0);

    [Fact]
    public void NormalHazard_has_the_same_bits_at_every_width() => CheckBoth<NormalHazardFunction>(40.0);

    [Fact]
    public void NormalQuantile_has_the_same_bits_at_every_width() => CheckBoth<NormalQuantileFunction>(1.0);

    [Fact]
    public void LogGamma_has_the_same_bits_at_every_width() => CheckBoth<LogGammaFunction>(20.0);

    [Fact]
    public void Digamma_has_the_same_bits_at_every_width() => CheckBoth<DigammaFunction>(20.0);

    [Fact]
    public void Trigamma_has_the_same_bits_at_every_width() => CheckBoth<TrigammaFunction>(20.0);

    [Fact]
    public void Sqrt_has_the_same_bits_at_every_width() => CheckBoth<SqrtFunction>(10.0);

    [Fact]
    public void Pow_has_the_same_bits_at_every_width() => CheckPairs<PowFunction>(40.0);

    [Fact]
    public void Atan2_has_the_same_bits_at_every_width() => CheckPairs<Atan2Function>(10.0);

    [Fact]
    public void LogAddExp_has_the_same_bits_at_every_width() => CheckPairs<LogAddExpFunction>(100.0);

    private static void CheckBoth<TFunction>(double scale)
        where TFunction : struct, IUnaryFunction
    {
        WidthAgreement.Check<TFunction, double>(WidthAgreement.Arguments<double>(scale));
        WidthAgreement.Check<TFunction, float>(WidthAgreement.Arguments<float>(scale));
    }

    private static void CheckPairs<TFunction>(double scale)
        where TFunction : struct, IBinaryFunction
    {
        WidthAgreement.CheckBinary<TFunction, double>(WidthAgreement.Arguments<double>(scale));
        WidthAgreement.CheckBinary<TFunction, float>(WidthAgreement.Arguments<float>(scale));
    }
}
