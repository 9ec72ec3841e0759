using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>Copies rows of numbers into columns, in square blocks that fit the registers where AVX is there.</summary>
internal static unsafe class Transposition
{
    private const int FloatBlock = 8;
    private const int DoubleBlock = 4;

    /// <summary>What <see cref="CopyPadded"/> rounds rows up to.</summary>
    public const int PaddedRows = FloatBlock;

    /// <summary><c>destination[k · pitch + r] = source[r · stride + k]</c> for r below <paramref name="rows"/>, k below <paramref name="columns"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(T* source, nint stride, int rows, int columns, T* destination, nint pitch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int block = !Avx.IsSupported ? 1 : typeof(T) == typeof(float) ? FloatBlock : DoubleBlock;
        int blockedRows = block == 1 ? 0 : rows / block * block;
        int blockedColumns = columns / block * block;
        for (int r = 0; r < blockedRows; r += block)
        {
            for (int k = 0; k < blockedColumns; k += block)
            {
                T* from = source + (r * stride) + k;
                T* to = destination + (k * pitch) + r;
                if (typeof(T) == typeof(float)) Block((float*)from, stride, (float*)to, pitch);
                else Block((double*)from, stride, (double*)to, pitch);
            }
        }

        CopyOneByOne(source + blockedColumns, stride, blockedRows, columns - blockedColumns, destination + (blockedColumns * pitch), pitch);
        CopyOneByOne(source + (blockedRows * stride), stride, rows - blockedRows, columns, destination + blockedRows, pitch);
    }

    /// <summary>Whether <see cref="CopyPadded"/> can be used.</summary>
    public static bool CanPad => Avx.IsSupported;

    /// <summary>The same for floats, with zeros in the place of missing rows up to a multiple of <see cref="PaddedRows"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyPadded(float* source, nint stride, int rows, int columns, float* destination, nint pitch)
    {
        int blockedColumns = columns / FloatBlock * FloatBlock;
        for (int r = 0; r < rows; r += FloatBlock)
        {
            int count = Math.Min(FloatBlock, rows - r);
            float* from = source + (r * stride);
            float* to = destination + r;
            if (count == FloatBlock)
            {
                for (int k = 0; k < blockedColumns; k += FloatBlock) Block(from + k, stride, to + (k * pitch), pitch);
            }
            else
            {
                for (int k = 0; k < blockedColumns; k += FloatBlock) Block(from + k, stride, to + (k * pitch), pitch, count);
            }

            for (int k = blockedColumns; k < columns; k++)
                for (int i = 0; i < FloatBlock; i++) to[(k * pitch) + i] = i < count ? from[(i * stride) + k] : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyOneByOne<T>(T* source, nint stride, int rows, int columns, T* destination, nint pitch)
        where T : unmanaged
    {
        for (int k = 0; k < columns; k++)
            for (int r = 0; r < rows; r++) destination[(k * pitch) + r] = source[(r * stride) + k];
    }

    /// <summary>8 × 8 floats: pairs, then quarters, then halves of the registers change places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(float* from, nint stride, float* to, nint pitch, int rows = FloatBlock)
    {
        // Rows that do not exist are zero and not read.
        Vector256<float> r0 = Vector256.Load(from);
        Vector256<float> r1 = rows > 1 ? Vector256.Load(from + stride) : default;
        Vector256<float> r2 = rows > 2 ? Vector256.Load(from + (2 * stride)) : default;
        Vector256<float> r3 = rows > 3 ? Vector256.Load(from + (3 * stride)) : default;
        Vector256<float> r4 = rows > 4 ? Vector256.Load(from + (4 * stride)) : default;
        Vector256<float> r5 = rows > 5 ? Vector256.Load(from + (5 * stride)) : default;
        Vector256<float> r6 = rows > 6 ? Vector256.Load(from + (6 * stride)) : default;
        Vector256<float> r7 = rows > 7 ? Vector256.Load(from + (7 * stride)) : default;

        Vector256<float> low01 = Avx.UnpackLow(r0, r1);
        Vector256<float> high01 = Avx.UnpackHigh(r0, r1);
        Vector256<float> low23 = Avx.UnpackLow(r2, r3);
        Vector256<float> high23 = Avx.UnpackHigh(r2, r3);
        Vector256<float> low45 = Avx.UnpackLow(r4, r5);
        Vector256<float> high45 = Avx.UnpackHigh(r4, r5);
        Vector256<float> low67 = Avx.UnpackLow(r6, r7);
        Vector256<float> high67 = Avx.UnpackHigh(r6, r7);

        const byte LowPairs = 0b01_00_01_00;
        const byte HighPairs = 0b11_10_11_10;
        Vector256<float> q0 = Avx.Shuffle(low01, low23, LowPairs);
        Vector256<float> q1 = Avx.Shuffle(low01, low23, HighPairs);
        Vector256<float> q2 = Avx.Shuffle(high01, high23, LowPairs);
        Vector256<float> q3 = Avx.Shuffle(high01, high23, HighPairs);
        Vector256<float> q4 = Avx.Shuffle(low45, low67, LowPairs);
        Vector256<float> q5 = Avx.Shuffle(low45, low67, HighPairs);
        Vector256<float> q6 = Avx.Shuffle(high45, high67, LowPairs);
        Vector256<float> q7 = Avx.Shuffle(high45, high67, HighPairs);

        const byte LowHalves = 0x20;
        const byte HighHalves = 0x31;
        Avx.Permute2x128(q0, q4, LowHalves).Store(to);
        Avx.Permute2x128(q1, q5, LowHalves).Store(to + pitch);
        Avx.Permute2x128(q2, q6, LowHalves).Store(to + (2 * pitch));
        Avx.Permute2x128(q3, q7, LowHalves).Store(to + (3 * pitch));
        Avx.Permute2x128(q0, q4, HighHalves).Store(to + (4 * pitch));
        Avx.Permute2x128(q1, q5, HighHalves).Store(to + (5 * pitch));
        Avx.Permute2x128(q2, q6, HighHalves).Store(to + (6 * pitch));
        Avx.Permute2x128(q3, q7, HighHalves).Store(to + (7 * pitch));
    }

    /// <summary>4 × 4 doubles: pairs, then halves of the registers change places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(double* from, nint stride, double* to, nint pitch)
    {
        Vector256<double> r0 = Vector256.Load(from);
        Vector256<double> r1 = Vector256.Load(from + stride);
        Vector256<double> r2 = Vector256.Load(from + (2 * stride));
        Vector256<double> r3 = Vector256.Load(from + (3 * stride));

        Vector256<double> low01 = Avx.UnpackLow(r0, r1);
        Vector256<double> high01 = Avx.UnpackHigh(r0, r1);
        Vector256<double> low23 = Avx.UnpackLow(r2, r3);
        Vector256<double> high23 = Avx.UnpackHigh(r2, r3);

        const byte LowHalves = 0x20;
        const byte HighHalves = 0x31;
        Avx.Permute2x128(low01, low23, LowHalves).Store(to);
        Avx.Permute2x128(high01, high23, LowHalves).Store(to + pitch);
        Avx.Permute2x128(low01, low23, HighHalves).Store(to + (2 * pitch));
        Avx.Permute2x128(high01, high23, HighHalves).Store(to + (3 * pitch));
    }
}
