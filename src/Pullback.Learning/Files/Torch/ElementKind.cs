namespace Pullback.Learning.Files.Torch;

#pragma warning disable CA1720 // The members are number types: their names are the point.
/// <summary>The number types that tensors of a state dictionary have.</summary>
public enum ElementKind
{
    /// <summary>Binary32, <c>torch.FloatStorage</c>.</summary>
    Float32,

    /// <summary>Binary64, <c>torch.DoubleStorage</c>.</summary>
    Float64,

    /// <summary>Binary16, <c>torch.HalfStorage</c>.</summary>
    Float16,

    /// <summary>The upper half of a binary32, <c>torch.BFloat16Storage</c>.</summary>
    BFloat16,

    /// <summary>Signed, 64 bits, <c>torch.LongStorage</c>.</summary>
    Int64,

    /// <summary>Signed, 32 bits, <c>torch.IntStorage</c>.</summary>
    Int32,

    /// <summary>Signed, 16 bits, <c>torch.ShortStorage</c>.</summary>
    Int16,

    /// <summary>Signed, 8 bits, <c>torch.CharStorage</c>.</summary>
    Int8,

    /// <summary>Unsigned, 8 bits, <c>torch.ByteStorage</c>.</summary>
    UInt8,

    /// <summary>One byte, zero for false, <c>torch.BoolStorage</c>.</summary>
    Boolean,
}
