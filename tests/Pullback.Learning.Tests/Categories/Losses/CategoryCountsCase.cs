using Pullback.Learning.Categories;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories.Losses;

/// <summary>Counts of two signals and two backgrounds in four categories, one background with a variation, without events behind them.</summary>
internal static class CategoryCountsCase
{
    public const int Categories = 4;

    public static string[] Signals { get; } = ["signal a", "signal b"];

    public static CategoryData Data { get; } = Structure([.. Signals, "top", "other"], ("top", "jes"));

    /// <summary>Rows in the order of the columns: signals, top, other, top up, top down. Shape [column, category].</summary>
    public static double[] Sums { get; } =
    [
        2.0, 0.4, 6.0, 0.03,
        0.5, 3.0, 0.2, 0.6,
        20.0, 3.0, 1.5, 40.0,
        8.0, 9.0, 0.7, 6.0,
        22.0, 3.1, 1.8, 41.0,
        19.0, 2.8, 1.3, 38.5,
    ];

    /// <summary>Shape [column, category].</summary>
    public static double[] Squares { get; } = [.. Sums.Select((s, i) => 0.1 * s * (1 + (0.1 * i)))];

    public static double[] Sum(int row) => Sums[(row * Categories)..((row + 1) * Categories)];

    public static double[] Square(int row) => Squares[(row * Categories)..((row + 1) * Categories)];

    /// <summary>One event for each process, to give the columns their names.</summary>
    public static CategoryData Structure(string[] processes, params (string Process, string Name)[] variations) => new()
    {
        ScoreNames = ["score"],
        Sets =
        [
            .. processes.Select(p => new EventSet(p, new double[] { 0.5 }, [Column(p, null, VariationSide.Nominal)])),
            .. variations.SelectMany(v => ((VariationSide[])[VariationSide.Up, VariationSide.Down]).Select(side => new EventSet($"{v.Process} {side}", new double[] { 0.5 }, [Column(v.Process, v.Name, side)]))),
        ],
    };

    private static WeightColumn Column(string process, string? variation, VariationSide side) => new(process, variation, side, new double[] { 1.0 });
}
