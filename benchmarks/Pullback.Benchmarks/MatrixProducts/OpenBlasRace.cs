using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Benchmarks.Racing;
using Pullback.Numerics.MatrixProducts;
using Pullback.Numerics.Random;

namespace Pullback.Benchmarks.MatrixProducts;

/// <summary>Matrix products against OpenBLAS, one thread each, in turn in one process; prints a Markdown table.</summary>
internal static unsafe class OpenBlasRace
{
    private static readonly (int Rows, int Inner, int Columns, bool TransposeLeft, bool TransposeRight)[] Shapes =
    [
        (128, 42, 100, false, false),
        (128, 100, 100, false, false),
        (128, 100, 100, false, true),
        (100, 128, 100, true, false),
        (128, 100, 1, false, false),
        (1500, 1024, 1024, false, false),
        (1500, 1024, 1024, false, true),
        (1024, 1500, 1024, true, false),
        (1024, 1024, 1024, false, false),
    ];

    /// <summary>Runs every shape in both precisions.</summary>
    public static void Run(TextWriter output, int rounds)
    {
        if (OpenBlas.TryLoad() is not { } rival)
        {
            output.WriteLine("skipped: libopenblas.so.0 is not installed (Debian: apt-get install libopenblas0-pthread)");
            return;
        }

        output.WriteLine($"{rival.Version}, kernels {rival.Core}, one thread each; GFLOP/s median / best of {rounds} rounds");
        output.WriteLine();
        output.WriteLine("| type | product | Pullback | Pullback, B packed | OpenBLAS | ratio of medians | ratio of bests |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var shape in Shapes) Measure<float>(output, rival, shape, rounds);
        foreach (var shape in Shapes) Measure<double>(output, rival, shape, rounds);
    }

    private static void Measure<T>(
        TextWriter output, OpenBlas rival, (int Rows, int Inner, int Columns, bool TransposeLeft, bool TransposeRight) size, int rounds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixProductShape shape = new(size.Rows, size.Columns, size.Inner) { TransposeLeft = size.TransposeLeft, TransposeRight = size.TransposeRight };
        T[] left = Numbers<T>(size.Rows * size.Inner, 0);
        T[] right = Numbers<T>(size.Inner * size.Columns, 1);
        T[] result = GC.AllocateArray<T>(size.Rows * size.Columns, pinned: true);
        PackedMatrix<T> packed = new(size.Inner, size.Columns);
        packed.Pack(right, size.TransposeRight);
        T[] workspace = GC.AllocateArray<T>(MatrixProduct.WorkspaceLength<T>(shape), pinned: true);
        nint a = Address(left), b = Address(right), c = Address(result);
        Race race = new();
        race.Add("own", () => MatrixProduct.Multiply(shape, left, right, result, workspace));
        race.Add("packed", () => MatrixProduct.Multiply(shape, left, packed, result, workspace));
        if (typeof(T) == typeof(float))
            race.Add("rival", () => rival.Multiply(size.Rows, size.Columns, size.Inner, size.TransposeLeft, size.TransposeRight, (float*)a, (float*)b, (float*)c));
        else
            race.Add("rival", () => rival.Multiply(size.Rows, size.Columns, size.Inner, size.TransposeLeft, size.TransposeRight, (double*)a, (double*)b, (double*)c));

        double gigaflop = 2e-9 * size.Rows * size.Columns * size.Inner;
        IReadOnlyList<RaceResult> results = race.Run(gigaflop > 0.1 ? Math.Max(5, rounds / 8) : rounds);
        string name = $"{size.Rows}x{size.Inner}x{size.Columns} {(size.TransposeLeft ? 'T' : 'N')}{(size.TransposeRight ? 'T' : 'N')}";
        string cells = string.Join(" | ", results.Select(r => string.Create(CultureInfo.InvariantCulture, $"{gigaflop / r.Median:F1} / {gigaflop / r.Best:F1}")));
        RaceResult own = results[0], other = results[^1];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {(typeof(T) == typeof(float) ? "f32" : "f64")} | {name} | {cells} | {other.Median / own.Median:F2} | {other.Best / own.Best:F2} |"));
        output.Flush();
    }

    private static nint Address<T>(T[] pinned) => (nint)Unsafe.AsPointer(ref pinned[0]);

    private static T[] Numbers<T>(int length, ulong index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] numbers = new double[length];
        new RandomStream(1, "benchmark matrix", index).FillNormal(numbers);
        T[] pinned = GC.AllocateArray<T>(length, pinned: true);
        for (int i = 0; i < length; i++) pinned[i] = T.CreateChecked(numbers[i]);
        return pinned;
    }
}
