using System.Runtime.InteropServices;
using Pullback.Data.Npy;

namespace Pullback.Data.Writing;

/// <summary>Writes one array of doubles, shape [event, column], or [event] for one column.</summary>
internal static class NpyTableWriter
{
    /// <summary>Writes the array.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="columns">What.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public static void Write(Stream stream, WrittenColumns columns, CancellationToken cancellationToken)
    {
        var width = columns.Columns.Count;
        NpyWriter.WriteHeader<double>(stream, width == 1 ? [columns.Count] : [columns.Count, width]);
        var column = new double[WrittenColumns.TileRows];
        var tile = new double[WrittenColumns.TileRows * width];
        foreach (var (first, rows) in columns.Tiles(cancellationToken))
        {
            for (var i = 0; i < width; i++)
            {
                columns.Read(i, first, column.AsSpan(0, rows));
                for (var row = 0; row < rows; row++) tile[(row * width) + i] = column[row];
            }

            stream.Write(MemoryMarshal.AsBytes(tile.AsSpan(0, rows * width)));
        }
    }
}
