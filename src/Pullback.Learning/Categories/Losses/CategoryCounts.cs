using Pullback.Autodiff;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Losses;

/// <summary>The expected counts of every process and variation in every category, as graph values.</summary>
internal sealed class CategoryCounts
{
    private readonly Dictionary<(string Process, string? Variation, VariationSide Side), (Expr Sum, Expr Squares)> _columns = [];

    /// <summary>Sorts out the columns.</summary>
    /// <param name="data">The events, or at least their structure.</param>
    /// <param name="sums">Σ w γ. Shape [column, category].</param>
    /// <param name="squares">Σ w² γ. Shape [column, category].</param>
    /// <param name="factors">What the counts of <paramref name="reweighted"/> processes are multiplied with, or null. Shape [category].</param>
    /// <param name="reweighted">The processes whose counts carry the factors.</param>
    public CategoryCounts(CategoryData data, Expr sums, Expr squares, Expr? factors, IReadOnlyCollection<string> reweighted)
    {
        Data = data;
        int categories = sums.Shape[1];
        int index = 0;
        foreach (WeightColumn column in data.Columns)
        {
            Expr sum = Row(sums, index, categories);
            Expr square = Row(squares, index, categories);
            if (factors is { } f && reweighted.Contains(column.Process)) (sum, square) = (sum * f, square * f);
            _columns.Add((column.Process, column.Variation, column.Side), (sum, square));
            index++;
        }

        Backgrounds = data.Backgrounds;
        Background = Total(Backgrounds, process => Sum(process));
        BackgroundSquares = Total(Backgrounds, Squares);
    }

    /// <summary>The structure.</summary>
    public CategoryData Data { get; }

    /// <summary>The processes that are no signal.</summary>
    public IReadOnlyList<string> Backgrounds { get; }

    /// <summary>B of all backgrounds. Shape [category].</summary>
    public Expr Background { get; }

    /// <summary>B2, the sum of squared weights of all backgrounds. Shape [category].</summary>
    public Expr BackgroundSquares { get; }

    /// <summary>The counts of a process. Shape [category].</summary>
    public Expr Sum(string process, string? variation = null, VariationSide side = VariationSide.Nominal) => _columns[(process, variation, side)].Sum;

    /// <summary>The sum of squared weights of a process. Shape [category].</summary>
    public Expr Squares(string process) => _columns[(process, null, VariationSide.Nominal)].Squares;

    /// <summary>What a signal has to be told from: the backgrounds and the other signals.</summary>
    public IReadOnlyList<string> Against(string signal) => [.. Backgrounds, .. Data.Signals.Where(other => other != signal)];

    /// <summary>The sum of a quantity over processes. Shape [category].</summary>
    public static Expr Total(IReadOnlyList<string> processes, Func<string, Expr> of)
    {
        Expr sum = of(processes[0]);
        foreach (string process in processes.Skip(1)) sum += of(process);
        return sum;
    }

    private static Expr Row(Expr table, int row, int categories) => Op.Reshape(Op.Slice(table, 0, row, 1), Shape.Of(categories));
}
