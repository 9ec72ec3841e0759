using Pullback.Autodiff;

namespace Pullback.Learning.Observables;

/// <summary>Counts softmax outputs: <c>count_k = Σ_e w_e softmax(x_e)_k</c>. Reference: [Neos2023].</summary>
internal sealed class SoftmaxSummary(SoftmaxSummaryOptions options) : Summary
{
    public override double EmptyBelow => options.Floor;

    public override Expr Shares(Expr outputs) => Op.Cast(Op.Softmax(outputs), ElementType.Float64);

    public override Expr Response(Expr outputs) => Shares(outputs);

    public override Expr Floor(Expr counts) => Op.Max(counts, options.Floor);

    // The last output stands for signal, the others together for background.
    public override Expr SignalLogit(Expr outputs)
    {
        Expr wide = Op.Cast(outputs, ElementType.Float64);
        Expr signal = Op.Element(wide, 0, options.Bins - 1);
        return options.Bins == 1 ? signal : signal - Op.LogSumExp(Op.Slice(wide, 0, 0, options.Bins - 1));
    }

    public override void Initialize<T>(Span<T> weights)
    {
    }

    public override double[] Edges<T>(ReadOnlySpan<T> weights) => [.. Enumerable.Range(0, options.Bins + 1).Select(i => i - 0.5)];
}
