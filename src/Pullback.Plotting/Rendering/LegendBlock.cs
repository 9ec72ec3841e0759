using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Notes and legend entries arranged in a rectangle.</summary>
internal sealed class LegendBlock
{
    private const float SwatchWidth = 28;
    private const float SwatchHeight = 13;
    private const float RowHeight = 21;
    private const float TextGap = 8;
    private const float ColumnGap = 20;

    private readonly List<(LegendEntry? Entry, string Text, float X, float Y)> _places = [];

    private LegendBlock()
    {
    }

    public float Width { get; private set; }

    public float Height { get; private set; }

    /// <summary>Entries below each other, in so many columns.</summary>
    public static LegendBlock InColumns(IReadOnlyList<LegendEntry> entries, IReadOnlyList<string> notes, int columns, float mostWidth)
    {
        var block = new LegendBlock();
        block.AddNotes(notes, mostWidth);
        float top = block.Height;
        int rows = (entries.Count + columns - 1) / columns;
        float x = 0;
        float columnMost = (mostWidth - ((columns - 1) * ColumnGap)) / columns;
        for (int start = 0; start < entries.Count; start += rows)
        {
            float widest = 0;
            for (int i = start; i < Math.Min(start + rows, entries.Count); i++)
            {
                string text = TextStyle.Legend.Cut(entries[i].Label, Math.Max(30, columnMost - SwatchWidth - TextGap));
                block._places.Add((entries[i], text, x, top + ((i - start) * RowHeight)));
                widest = Math.Max(widest, SwatchWidth + TextGap + TextStyle.Legend.Width(text));
            }

            block.Width = Math.Max(block.Width, x + widest);
            x += widest + ColumnGap;
        }

        block.Height = top + (rows * RowHeight);
        return block;
    }

    /// <summary>Entries beside each other, broken into rows of the given width.</summary>
    public static LegendBlock InRows(IReadOnlyList<LegendEntry> entries, IReadOnlyList<string> notes, float width)
    {
        var block = new LegendBlock();
        block.AddNotes(notes, width);
        float x = 0;
        float y = block.Height;
        foreach (LegendEntry entry in entries)
        {
            string text = TextStyle.Legend.Cut(entry.Label, Math.Max(30, width - SwatchWidth - TextGap));
            float needed = SwatchWidth + TextGap + TextStyle.Legend.Width(text);
            if (x > 0 && x + needed > width)
            {
                x = 0;
                y += RowHeight;
            }

            block._places.Add((entry, text, x, y));
            x += needed + ColumnGap;
            block.Width = Math.Max(block.Width, x - ColumnGap);
        }

        block.Height = entries.Count > 0 ? y + RowHeight : y;
        return block;
    }

    public void Draw(SKCanvas canvas, TextPainter text, float left, float top)
    {
        foreach ((LegendEntry? entry, string words, float x, float y) in _places)
        {
            float middle = top + y + (RowHeight / 2);
            float start = left + x;
            if (entry is not null)
            {
                entry.Swatch(canvas, new SKRect(start, middle - (SwatchHeight / 2), start + SwatchWidth, middle + (SwatchHeight / 2)));
                start += SwatchWidth + TextGap;
            }

            text.Draw(words, start, middle + (TextStyle.Legend.CapHeight / 2), TextStyle.Legend);
        }
    }

    private void AddNotes(IReadOnlyList<string> notes, float mostWidth)
    {
        foreach (string note in notes)
        {
            string words = TextStyle.Legend.Cut(note, mostWidth);
            _places.Add((null, words, 0, Height));
            Width = Math.Max(Width, TextStyle.Legend.Width(words));
            Height += RowHeight;
        }
    }
}
