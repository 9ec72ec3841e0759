using System.Buffers;
using System.Runtime.InteropServices;
using Pullback.Data.Files;

namespace Pullback.Data.Tables;

/// <summary>A table stored in blocks of rows, in memory or in a temporary file.</summary>
internal sealed class BlockTable : EventTable
{
    private readonly List<byte[]> _blocks;
    private readonly ScratchFile? _scratch;
    private readonly int _blockRows;
    private readonly long _blockBytes;
    private readonly int[] _sizes;
    private readonly long[] _rowOffsets;

    public BlockTable(string name, IReadOnlyList<EventColumn> columns, long count, int blockRows, List<byte[]> blocks, ScratchFile? scratch)
        : base(name, columns, count)
    {
        _blocks = blocks;
        _scratch = scratch;
        _blockRows = blockRows;
        _sizes = [.. columns.Select(column => column.Size)];
        _blockBytes = _sizes.Sum(size => (long)size * blockRows);
        _rowOffsets = new long[_sizes.Length];
        for (var i = 1; i < _sizes.Length; i++) _rowOffsets[i] = _rowOffsets[i - 1] + _sizes[i - 1];
    }

    /// <summary>True if the events lie in a temporary file.</summary>
    public bool OnDisk => _scratch is not null;

    protected override void ReadCore(int column, long first, Span<double> destination)
    {
        while (destination.Length > 0)
        {
            var block = first / _blockRows;
            var row = (int)(first % _blockRows);
            var piece = destination[..Math.Min(destination.Length, _blockRows - row)];
            if (_scratch is null) ReadMemory(column, (int)block, row, piece);
            else ReadScratch(column, block, row, piece);
            destination = destination[piece.Length..];
            first += piece.Length;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _scratch?.Dispose();
        base.Dispose(disposing);
    }

    private void ReadMemory(int column, int block, int row, Span<double> destination)
    {
        var rowsOfBlock = (int)Math.Min(_blockRows, Count - ((long)block * _blockRows));
        var bytes = _blocks[block].AsSpan((int)((_rowOffsets[column] * rowsOfBlock) + ((long)row * _sizes[column])), destination.Length * _sizes[column]);
        Widen(column, bytes, destination);
    }

    private void ReadScratch(int column, long block, int row, Span<double> destination)
    {
        var position = (block * _blockBytes) + (_rowOffsets[column] * _blockRows) + ((long)row * _sizes[column]);
        if (_sizes[column] == sizeof(double))
        {
            _scratch!.Read(position, MemoryMarshal.AsBytes(destination));
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(destination.Length * sizeof(float));
        var bytes = buffer.AsSpan(0, destination.Length * sizeof(float));
        _scratch!.Read(position, bytes);
        Widen(column, bytes, destination);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Widen(int column, ReadOnlySpan<byte> bytes, Span<double> destination)
    {
        if (_sizes[column] == sizeof(double))
        {
            MemoryMarshal.Cast<byte, double>(bytes).CopyTo(destination);
            return;
        }

        var source = MemoryMarshal.Cast<byte, float>(bytes);
        for (var i = 0; i < destination.Length; i++) destination[i] = source[i];
    }
}
