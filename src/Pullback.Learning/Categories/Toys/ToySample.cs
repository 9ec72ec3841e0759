using System.Globalization;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Toys;

/// <summary>Events with named columns, some of which become scores.</summary>
/// <param name="ColumnNames">The names of the columns.</param>
/// <param name="Sets">The events; the features of a set are the columns. Shape [event, column].</param>
public sealed record ToySample(IReadOnlyList<string> ColumnNames, IReadOnlyList<EventSet> Sets)
{
    /// <summary>The events with all columns as scores.</summary>
    public CategoryData Data() => new() { ScoreNames = ColumnNames, Sets = Sets };

    /// <summary>The events with some columns as scores.</summary>
    /// <param name="scores">Names of columns, in the order of the scores.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public CategoryData Data(params IReadOnlyList<string> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        int[] columns = [.. scores.Select(Index)];
        return new CategoryData { ScoreNames = scores, Sets = [.. Sets.Select(set => set with { Features = Take(set, columns) })] };
    }

    /// <summary>One column of a set.</summary>
    /// <param name="set">The number of the set.</param>
    /// <param name="name">The name of the column.</param>
    /// <returns>Shape [event].</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public double[] Column(int set, string name) => Take(Sets[set], [Index(name)]);

    private double[] Take(EventSet set, int[] columns)
    {
        ReadOnlySpan<double> features = set.Features.Span;
        double[] taken = new double[set.Count * columns.Length];
        for (int e = 0; e < set.Count; e++)
        {
            for (int c = 0; c < columns.Length; c++) taken[(e * columns.Length) + c] = features[(e * ColumnNames.Count) + columns[c]];
        }

        return taken;
    }

    private int Index(string name)
    {
        for (int c = 0; c < ColumnNames.Count; c++)
        {
            if (string.Equals(ColumnNames[c], name, StringComparison.Ordinal)) return c;
        }

        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is no column '{name}'; there are {string.Join(", ", ColumnNames)}."), nameof(name));
    }
}
