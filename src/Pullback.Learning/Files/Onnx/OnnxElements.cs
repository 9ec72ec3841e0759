namespace Pullback.Learning.Files.Onnx;

/// <summary>Sizes of the number types.</summary>
internal static class OnnxElements
{
    /// <summary>Bytes of one number in a tensor's raw data.</summary>
    public static int Size(this OnnxElement element) => element switch
    {
        OnnxElement.Boolean => 1,
        OnnxElement.Float32 or OnnxElement.Int32 => 4,
        _ => 8,
    };
}
