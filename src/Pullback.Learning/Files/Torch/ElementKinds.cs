namespace Pullback.Learning.Files.Torch;

/// <summary>Sizes and storage classes of the number types.</summary>
internal static class ElementKinds
{
    private static readonly (string Storage, int Size)[] Table =
    [
        ("FloatStorage", 4),
        ("DoubleStorage", 8),
        ("HalfStorage", 2),
        ("BFloat16Storage", 2),
        ("LongStorage", 8),
        ("IntStorage", 4),
        ("ShortStorage", 2),
        ("CharStorage", 1),
        ("ByteStorage", 1),
        ("BoolStorage", 1),
    ];

    /// <summary>Names of the storage classes in the module <c>torch</c>, in the order of <see cref="ElementKind"/>.</summary>
    public static IEnumerable<string> StorageNames => Table.Select(entry => entry.Storage);

    /// <summary>Bytes of one number.</summary>
    public static int Size(this ElementKind kind) => Table[(int)kind].Size;

    /// <summary>Name of the storage class in the module <c>torch</c>.</summary>
    public static string StorageName(this ElementKind kind) => Table[(int)kind].Storage;

    /// <summary>The number type of a storage class; null if there is none of that name.</summary>
    public static ElementKind? OfStorage(string name)
    {
        int index = Array.FindIndex(Table, entry => entry.Storage == name);
        return index < 0 ? null : (ElementKind)index;
    }
}
