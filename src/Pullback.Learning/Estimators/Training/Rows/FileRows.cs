using System.Runtime.InteropServices;
using Pullback.Data.Files;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Packed rows in a temporary file.</summary>
/// <param name="width">The numbers of a row.</param>
/// <param name="folder">Where the file is held; null for the system's folder.</param>
internal sealed class FileRows<T>(int width, string? folder) : RowStore<T>(width)
    where T : unmanaged
{
    private readonly ScratchFile _file = new(folder);

    private unsafe long BlockBytes => (long)BlockRows * Width * sizeof(T);

    public override void Append(ReadOnlySpan<T> rows)
    {
        _file.Append(MemoryMarshal.AsBytes(rows));
        Count += rows.Length / Width;
    }

    public override RowWindow<T> Load(ReadOnlyMemory<int> blocks, T[] buffer)
    {
        ReadOnlySpan<int> numbers = blocks.Span;
        Span<byte> bytes = MemoryMarshal.AsBytes(buffer.AsSpan());
        for (int i = 0; i < numbers.Length; i++)
        {
            long start = numbers[i] * BlockBytes;
            _file.Read(start, bytes.Slice((int)(i * BlockBytes), (int)Math.Min(BlockBytes, _file.Length - start)));
        }

        return new RowWindow<T>(buffer, blocks, InPlace: false);
    }

    public override T[] Buffer(int blocks) => new T[blocks * BlockRows * Width];

    public override void Dispose() => _file.Dispose();
}
