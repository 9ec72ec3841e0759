using System.Runtime.InteropServices;

namespace Pullback.Benchmarks.MatrixProducts;

/// <summary>The rival: OpenBLAS through its C interface, on one thread.</summary>
internal sealed unsafe class OpenBlas
{
    private const int RowMajor = 101;
    private const int NoTranspose = 111;
    private const int Transpose = 112;

    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _single;
    private readonly delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void> _double;

    private OpenBlas(nint library)
    {
        _single = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)NativeLibrary.GetExport(library, "cblas_sgemm");
        _double = (delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void>)NativeLibrary.GetExport(library, "cblas_dgemm");
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads"))(1);
        Version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "openblas_get_config"))()) ?? "unknown";
        Core = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "openblas_get_corename"))()) ?? "unknown";
    }

    /// <summary>Version and build options.</summary>
    public string Version { get; }

    /// <summary>Name of the kernels it chose for this processor.</summary>
    public string Core { get; }

    /// <summary>The library if it is installed, else null.</summary>
    public static OpenBlas? TryLoad() => NativeLibrary.TryLoad("libopenblas.so.0", out nint library) ? new OpenBlas(library) : null;

    /// <summary>C = op(A) op(B), matrices without gaps.</summary>
    public void Multiply(int rows, int columns, int inner, bool transposeLeft, bool transposeRight, float* left, float* right, float* result) =>
        _single(
            RowMajor, transposeLeft ? Transpose : NoTranspose, transposeRight ? Transpose : NoTranspose, rows, columns, inner,
            1.0f, left, transposeLeft ? rows : inner, right, transposeRight ? inner : columns, 0.0f, result, columns);

    /// <summary>C = op(A) op(B), matrices without gaps.</summary>
    public void Multiply(int rows, int columns, int inner, bool transposeLeft, bool transposeRight, double* left, double* right, double* result) =>
        _double(
            RowMajor, transposeLeft ? Transpose : NoTranspose, transposeRight ? Transpose : NoTranspose, rows, columns, inner,
            1.0, left, transposeLeft ? rows : inner, right, transposeRight ? inner : columns, 0.0, result, columns);
}
