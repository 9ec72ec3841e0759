namespace Pullback.Learning.Files.Onnx;

#pragma warning disable CA1720 // The members are number types: their names are the point.
/// <summary>The number types of tensors in ONNX files that are written and read, with ONNX's numbers.</summary>
public enum OnnxElement
{
    /// <summary>None given.</summary>
    None = 0,

    /// <summary>Binary32.</summary>
    Float32 = 1,

    /// <summary>Signed, 32 bits: read only.</summary>
    Int32 = 6,

    /// <summary>Signed, 64 bits: shapes, axes and columns.</summary>
    Int64 = 7,

    /// <summary>Truth values: read only.</summary>
    Boolean = 9,

    /// <summary>Binary64.</summary>
    Float64 = 11,
}
