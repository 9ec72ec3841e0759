namespace Pullback.Learning.Files.Torch;

/// <summary>Copies a strided view into row-major order.</summary>
internal static class StridedCopy
{
    /// <summary>The numbers of a view whose bounds were checked.</summary>
    /// <param name="storage">The bytes of its storage.</param>
    /// <param name="tensor">The view.</param>
    /// <param name="count">How many numbers it has.</param>
    public static byte[] RowMajor(ReadOnlySpan<byte> storage, PickleTensor tensor, int count)
    {
        int size = tensor.Storage.Kind.Size();
        if (count == 0) return [];
        if (IsRowMajor(tensor)) return storage.Slice((int)tensor.Offset * size, count * size).ToArray();
        byte[] result = new byte[count * size];
        int[] index = new int[tensor.Shape.Length];
        long place = tensor.Offset;
        for (int i = 0; i < count; i++)
        {
            storage.Slice((int)place * size, size).CopyTo(result.AsSpan(i * size));
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                place += tensor.Strides[axis];
                if (++index[axis] < tensor.Shape[axis]) break;
                place -= tensor.Strides[axis] * tensor.Shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }

    // A dimension of one element has no say, whatever its stride is.
    private static bool IsRowMajor(PickleTensor tensor)
    {
        long step = 1;
        for (int axis = tensor.Shape.Length - 1; axis >= 0; axis--)
        {
            if (tensor.Shape[axis] != 1 && tensor.Strides[axis] != step) return false;
            step *= tensor.Shape[axis];
        }

        return true;
    }
}
