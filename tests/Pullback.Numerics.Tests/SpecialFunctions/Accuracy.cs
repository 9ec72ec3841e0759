using Pullback.Numerics.Simd;
using Pullback.TestKit;

namespace Pullback.Numerics.Tests.SpecialFunctions;

/// <summary>Measures functions against their tables and holds them to the bounds that their documentation states.</summary>
internal static class Accuracy
{
    public static void Check(string table, Func<double, double> function, double ulps)
    {
        ReferenceTable reference = ReferenceTable.SpecialFunction(table);
        Assert.True(reference.Rows.Count > 50, $"{table}: only {reference.Rows.Count} rows");
        (double error, double at) = reference.LargestError(function);
        Assert.True(error <= ulps, $"{table}: {error:F2} ulp at {at:R}, documented are {ulps}");
    }

    public static void Check(string table, Func<double, double, double> function, double ulps)
    {
        ReferenceTable reference = ReferenceTable.SpecialFunction(table);
        Assert.True(reference.Rows.Count > 50, $"{table}: only {reference.Rows.Count} rows");
        (double error, double at) = reference.LargestError(function);
        Assert.True(error <= ulps, $"{table}: {error:F2} ulp at first argument {at:R}, documented are {ulps}");
    }

    /// <summary>Single precision, against the double-precision function that <see cref="Check(string, Func{double, double}, double)"/> has proven.</summary>
    public static void CheckSingle<TFunction>(string table, double ulps)
        where TFunction : struct, IUnaryFunction
    {
        (double error, double at) = ReferenceTable.SpecialFunction(table).LargestSingleError(
            x => TFunction.Invoke<SimdScalar<float>, float>(new SimdScalar<float>(x)).Value,
            x => TFunction.Invoke<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value);
        Assert.True(error <= ulps, $"{table} in single precision: {error:F2} ulp at {at:R}, documented are {ulps}");
    }
}
