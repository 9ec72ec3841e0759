namespace Pullback.Learning.Files.Onnx;

/// <summary>How the value of a protocol-buffer field is written.</summary>
internal enum ProtoWire
{
    /// <summary>Seven bits per byte.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes.</summary>
    Delimited = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
