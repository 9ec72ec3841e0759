namespace Pullback.Learning.Files.Torch;

/// <summary>Constructors that a state dictionary calls; nothing else can be called.</summary>
internal enum PickleCallable
{
    /// <summary><c>collections.OrderedDict</c>.</summary>
    OrderedDictionary,

    /// <summary><c>torch._utils._rebuild_tensor_v2</c>.</summary>
    RebuildTensor,

    /// <summary><c>torch._utils._rebuild_parameter</c>.</summary>
    RebuildParameter,
}

/// <summary>A value without meaning for a state dictionary, such as a floating-point number or a list.</summary>
internal sealed class PickleOther
{
    /// <summary>The only one.</summary>
    public static readonly PickleOther Value = new();
}

/// <summary>A list, whose items are dropped.</summary>
internal sealed class PickleList;

/// <summary>An integer.</summary>
internal sealed record PickleInteger(long Value);

/// <summary>A tuple.</summary>
internal sealed record PickleTuple(object[] Items);

/// <summary>A dictionary, as pairs in order.</summary>
internal sealed class PickleDictionary
{
    /// <summary>The pairs in the order of the file.</summary>
    public List<KeyValuePair<object, object>> Items { get; } = [];

    /// <summary>The last value of a key; null if there is none.</summary>
    public object? Find(string key) => Items.FindLast(item => item.Key is string name && name == key).Value;
}

/// <summary>The part of the archive that holds a tensor's numbers.</summary>
/// <param name="Kind">The number type.</param>
/// <param name="Key">Name of the entry below <c>data/</c>.</param>
/// <param name="Length">How many numbers there are.</param>
internal sealed record PickleStorage(ElementKind Kind, string Key, long Length);

/// <summary>A view of a storage.</summary>
/// <param name="Storage">The numbers.</param>
/// <param name="Offset">Place of the first number.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Strides">Numbers to step over, per dimension.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, int[] Shape, long[] Strides);
