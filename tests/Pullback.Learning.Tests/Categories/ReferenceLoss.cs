using Pullback.Autodiff;
using Pullback.Learning.Categories;

namespace Pullback.Learning.Tests.Categories;

/// <summary>The loss that the reference numbers were made with, as a graph over yields.</summary>
internal sealed class ReferenceLoss
{
    private const double SmallestBackground = 1e-9;
    private const double SmallestDivisor = 1e-8;

    public ReferenceLoss(CategoryData data, Expr sums, Expr squares)
    {
        Expr background = Yield(data, sums, data.Backgrounds);
        Expr spread = Yield(data, squares, data.Backgrounds);
        Significances = [.. data.Signals.Select(signal =>
        {
            Expr others = data.Signals.Where(s => s != signal).Select(s => Yield(data, sums, [s])).Aggregate(background, (a, b) => a + b);
            return Op.Sqrt(Op.Sum(Op.Square(Significance(Yield(data, sums, [signal]), others))));
        })];
        Loss = Significances.Length == 1 ? -Significances[0] : -Op.Sqrt(Significances[0] * Significances[1]);
        LowBackground = Op.Sum(Op.Square(Op.Relu(10.0 - background)));
        HighUncertainty = Op.Sum(Op.Square(Op.Relu((Op.Sqrt(spread) / Op.Max(background, SmallestDivisor)) - 0.2)));
        Total = Loss + (0.3 * LowBackground) + (0.7 * HighUncertainty);
    }

    public Expr[] Significances { get; }

    public Expr Loss { get; }

    public Expr LowBackground { get; }

    public Expr HighUncertainty { get; }

    public Expr Total { get; }

    private static Expr Yield(CategoryData data, Expr table, IReadOnlyList<string> processes) =>
        data.Columns.Select((c, i) => (c, i)).Where(p => processes.Contains(p.c.Process)).Select(p => Op.Element(table, 0, p.i)).Aggregate((a, b) => a + b);

    private static Expr Significance(Expr signal, Expr background)
    {
        Expr b = Op.Max(background, SmallestBackground);
        Expr r = signal / b;

        // Where the first branch is taken, the second must not be singular: its derivative is multiplied by zero.
        Expr small = Op.Less(r, 0.1);
        Expr s = Op.Select(small, b, signal);
        return Op.Select(small, signal / Op.Sqrt(b), Op.Sqrt(2.0 * (((s + b) * Op.Log1P(s / b)) - s)));
    }
}
