using System.Numerics;
using Pullback.Numerics.Simd;

namespace Pullback.Numerics.Tests.Simd;

/// <summary>Compares a function on every width that the processor has with its scalar twin, bit by bit.</summary>
internal static unsafe class WidthAgreement
{
    /// <summary>Arguments of every magnitude and sign, the edges of the format, and a dense set around the origin.</summary>
    public static T[] Arguments<T>(double scale = 40.0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<double> values =
        [
            0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.MaxValue, double.MinValue,
            5e-324, -5e-324, 2.2250738585072014e-308, 1e-310, 1e-45, 1e-40, 1.17549435e-38, 3.4e38, -3.4e38, 1.0, -1.0, 0.5, -0.5, 2.0, 1e8, -1e8,
            709.782712893384, 709.7827128933841, -745.133219101941, -745.2, -708.4, 88.7228, 88.73, -103.9, -104.0, -87.4,
        ];
        for (int exponent = -1074; exponent < 1024; exponent += 7)
        {
            values.Add(Math.ScaleB(1.2345, exponent));
            values.Add(-Math.ScaleB(1.9876, exponent));
        }

        // A low-discrepancy sequence fills the range that matters.
        for (int i = 1; i <= 4000; i++)
            values.Add((((i * 0.6180339887498949) % 1.0) - 0.5) * 2.0 * scale);
        return values.ConvertAll(T.CreateTruncating).ToArray();
    }

    public static void Check<TFunction, T>(T[] arguments)
        where TFunction : struct, IUnaryFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] expected = Evaluate<TFunction, SimdScalar<T>, T>(arguments);
        Compare(arguments, expected, Evaluate<TFunction, Simd128<T>, T>(arguments), "128 bits");
        Compare(arguments, expected, Evaluate<TFunction, Simd256<T>, T>(arguments), "256 bits");
        Compare(arguments, expected, Evaluate<TFunction, Simd512<T>, T>(arguments), "512 bits");
    }

    public static void CheckBinary<TFunction, T>(T[] arguments)
        where TFunction : struct, IBinaryFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Pairs: every argument with a far one, and the edges among themselves.
        T[] left = [.. arguments, .. arguments.Take(48).SelectMany(value => arguments.Take(48).Select(_ => value))];
        T[] right = [.. arguments.Reverse(), .. arguments.Take(48).SelectMany(_ => arguments.Take(48))];
        T[] expected = Evaluate<TFunction, SimdScalar<T>, T>(left, right);
        Compare(left, expected, Evaluate<TFunction, Simd128<T>, T>(left, right), "128 bits");
        Compare(left, expected, Evaluate<TFunction, Simd256<T>, T>(left, right), "256 bits");
        Compare(left, expected, Evaluate<TFunction, Simd512<T>, T>(left, right), "512 bits");
    }

    private static T[] Evaluate<TFunction, TV, T>(T[] arguments)
        where TFunction : struct, IUnaryFunction
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] padded = Pad<TV, T>(arguments);
        T[] results = new T[padded.Length];
        fixed (T* from = padded, to = results)
            ElementWise.Run<TFunction, TV, T>(from, to, 0, padded.Length);
        return results[..arguments.Length];
    }

    private static T[] Evaluate<TFunction, TV, T>(T[] left, T[] right)
        where TFunction : struct, IBinaryFunction
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] a = Pad<TV, T>(left);
        T[] b = Pad<TV, T>(right);
        T[] results = new T[a.Length];
        fixed (T* pa = a, pb = b, to = results)
            ElementWise.Run<TFunction, TV, T>(pa, pb, to, 0, a.Length);
        return results[..left.Length];
    }

    private static T[] Pad<TV, T>(T[] values)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int missing = (TV.Count - (values.Length % TV.Count)) % TV.Count;
        return [.. values, .. Enumerable.Repeat(T.One, missing)];
    }

    private static void Compare<T>(T[] arguments, T[] expected, T[] found, string width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = (T.IsNaN(expected[i]) && T.IsNaN(found[i]))
                || (expected[i] == found[i] && T.IsNegative(expected[i]) == T.IsNegative(found[i]));
            Assert.True(same, $"argument {i} = {arguments[i]:R}: the scalar twin gives {expected[i]:R}, {width} give {found[i]:R}");
        }
    }
}
