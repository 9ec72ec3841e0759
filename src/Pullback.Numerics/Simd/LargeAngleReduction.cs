namespace Pullback.Numerics.Simd;

/// <summary>Reduction of angles too large for a subtraction of multiples of π/2 (Payne and Hanek 1983).</summary>
internal static class LargeAngleReduction
{
    /// <summary>The first 1280 bits of 2/π behind the binary point.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484,
        0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B,
        0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];

    /// <summary><c>x = n·π/2 + high + low</c> modulo 2π, with <c>|high| ≤ π/4</c> and <c>n</c> in 0..4.</summary>
    /// <param name="x">Angle; at least 2²⁰ in magnitude, or the result is less accurate. Not finite: NaN.</param>
    public static (double High, double Low, int Quadrant) Reduce(double x)
    {
        if (!double.IsFinite(x))
            return (double.NaN, double.NaN, 0);
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        int exponent = (int)(bits >> 52) - 1075;
        ulong mantissa = ((ulong)bits & 0x000F_FFFF_FFFF_FFFFUL) | 0x0010_0000_0000_0000UL;

        // Bits of 2/π that make multiples of four quadrants drop out; the next 192 decide. mantissa·window modulo 2¹⁹²,
        // read with two bits before the point, is the angle in quadrants modulo four.
        int first = exponent - 2;
        ulong w0 = Window(first);
        ulong w1 = Window(first + 64);
        ulong w2 = Window(first + 128);
        ulong carry = Math.BigMul(mantissa, w2, out _);
        UInt128 middle = ((UInt128)mantissa * w1) + carry;
        UInt128 turns = new UInt128((mantissa * w0) + (ulong)(middle >> 64), (ulong)middle);

        int quadrant = (int)(turns >> 126);
        Int128 fraction = (Int128)(turns << 2);
        if (fraction < 0)
            quadrant++;

        // The fraction has 128 bits with its point before the first; as a signed number it lies in [-1/2, 1/2).
        double high = (double)fraction;
        double low = (double)(fraction - (Int128)high);
        high *= TwoToMinus128;
        low *= TwoToMinus128;
        double angle = high * 1.5707963267948966;
        double rest = Math.FusedMultiplyAdd(high, 1.5707963267948966, -angle);
        rest = Math.FusedMultiplyAdd(high, 6.123233995736766e-17, rest);
        rest = Math.FusedMultiplyAdd(low, 1.5707963267948966, rest);
        double sum = angle + rest;
        rest = (angle - sum) + rest;
        return double.IsNegative(x) ? (-sum, -rest, (4 - quadrant) & 3) : (sum, rest, quadrant);
    }

    private const double TwoToMinus128 = 2.938735877055719e-39;

    /// <summary>64 bits of 2/π from a bit position on (0 is the first behind the point; before it are zeros).</summary>
    private static ulong Window(int position)
    {
        int word = position >> 6;
        int shift = position & 63;
        ulong left = Word(word);
        return shift == 0 ? left : (left << shift) | (Word(word + 1) >> (64 - shift));
    }

    private static ulong Word(int index) => (uint)index < (uint)TwoOverPi.Length ? TwoOverPi[index] : 0UL;
}
