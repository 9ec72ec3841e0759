using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>Some tiles of one set of events, score by score and column by column: <see cref="Tile.PerChunk"/>, or more where that makes too many chunks.</summary>
/// <remarks>Layout of a tile: scores [score, event], weights [column, event]. The last tile is padded with copies of its first event of weight 0.</remarks>
internal sealed class TileChunk
{
    private TileChunk(EventSet set, int first, int count, int dimensions, int firstColumn)
    {
        Dimensions = dimensions;
        Columns = set.Columns.Count;
        FirstColumn = firstColumn;
        Tiles = (count + Tile.Events - 1) / Tile.Events;
        LastEvents = Tile.Padded(count - ((Tiles - 1) * Tile.Events));
        Values = GC.AllocateUninitializedArray<double>(Tiles * TileLength, pinned: true);
        for (int t = 0; t < Tiles; t++)
        {
            int start = t * Tile.Events;
            Fill(set, first + start, Math.Min(Tile.Events, count - start), Values.AsSpan(t * TileLength, TileLength));
        }
    }

    /// <summary>Pinned.</summary>
    public double[] Values { get; }

    public int Dimensions { get; }

    public int Columns { get; }

    /// <summary>The row of the first column in the table of yields.</summary>
    public int FirstColumn { get; }

    public int Tiles { get; }

    /// <summary>Events of the last tile, padding included.</summary>
    public int LastEvents { get; }

    /// <summary>Numbers of one tile.</summary>
    public int TileLength => (Dimensions + Columns) * Tile.Events;

    /// <summary>Cuts the events of all sets.</summary>
    public static TileChunk[] Of(IReadOnlyList<EventSet> sets, int dimensions)
    {
        long tiles = sets.Sum(s => ((long)s.Count + Tile.Events - 1) / Tile.Events);
        int size = Tile.Events * (int)Math.Max(Tile.PerChunk, (tiles + Tile.ChunksAtMost - 1) / Tile.ChunksAtMost);
        var chunks = new List<TileChunk>();
        int column = 0;
        foreach (EventSet set in sets)
        {
            for (int first = 0; first < set.Count; first += size)
                chunks.Add(new TileChunk(set, first, Math.Min(size, set.Count - first), dimensions, column));
            column += set.Columns.Count;
        }

        return [.. chunks];
    }

    /// <summary>Turns rows of scores into the layout of a tile.</summary>
    public static void FillScores(ReadOnlySpan<double> rows, int events, int dimensions, Span<double> tile)
    {
        for (int d = 0; d < dimensions; d++)
        {
            Span<double> column = tile.Slice(d * Tile.Events, Tile.Events);
            for (int e = 0; e < events; e++) column[e] = rows[(e * dimensions) + d];
            column[events..].Fill(column[0]);
        }
    }

    private void Fill(EventSet set, int first, int events, Span<double> tile)
    {
        FillScores(set.Features.Span.Slice(first * Dimensions, events * Dimensions), events, Dimensions, tile);
        for (int c = 0; c < Columns; c++)
        {
            Span<double> column = tile.Slice((Dimensions + c) * Tile.Events, Tile.Events);
            set.Columns[c].Weights.Span.Slice(first, events).CopyTo(column);
            column[events..].Clear();
        }
    }
}
