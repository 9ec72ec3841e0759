using Pullback.Autodiff;

namespace Pullback.Learning.Observables;

/// <summary>The counts of a process as they are, refused where they are negative: a floor further on would hide it.</summary>
internal sealed class CheckedCounts(string label) : ExternalFunction
{
    public override string Name => $"counts of {label}";

    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0]];

    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
    {
        ReadOnlySpan<double> counts = inputs[0].Span;
        for (int bin = 0; bin < counts.Length; bin++)
        {
            if (counts[bin] < 0) throw new NegativeCountException(label, bin, counts[bin]);
        }

        counts.CopyTo(outputs[0].Span);
    }

    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) => [cotangents[0]];
}
