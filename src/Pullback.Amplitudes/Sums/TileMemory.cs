using System.Runtime.InteropServices;

namespace Pullback.Amplitudes.Sums;

/// <summary>The rows of lanes that a tile needs, in one piece of memory.</summary>
internal sealed unsafe class TileMemory(int lanes) : IDisposable
{
    private double* _start;

    public int Amplitudes { get; init; }

    public int SegmentSums { get; init; }

    public int Shapes { get; init; }

    public int ShapeStride { get; init; }

    public int ShapeSlots { get; init; }

    public int Groups { get; init; }

    public int Working { get; init; }

    public int Vectors { get; init; }

    public int Slopes { get; init; }

    public const int DensityAt = 0;

    public const int CurvatureAt = 1;

    public const int ShareAt = 2;

    public const int CrossAt = 3;

    public const int MaskAt = 4;

    public const int AmplitudesAt = 6;

    public int SegmentSumsAt => AmplitudesAt + Amplitudes;

    public int ShapesAt => SegmentSumsAt + SegmentSums;

    public int GroupsAt => ShapesAt + Shapes;

    public int WorkingAt => GroupsAt + Groups;

    public int VectorsAt => WorkingAt + Working;

    public int SlopesAt => VectorsAt + Vectors;

    public void Allocate()
    {
        nuint bytes = (nuint)(SlopesAt + Slopes) * (nuint)lanes * sizeof(double);
        _start = (double*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_start, bytes);
    }

    /// <summary>A row.</summary>
    public double* At(int row) => _start + ((long)row * lanes);

    /// <summary>A pair of rows to work in.</summary>
    public double* Work(int pair) => At(WorkingAt + (2 * pair));

    public void Dispose()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
