namespace Pullback.Numerics.Summation;

/// <summary>Sums of spans whose order of additions is fixed by the length alone: same bits on every machine and for any number of threads.</summary>
public static class Sums
{
    /// <summary>Longest run that <see cref="Pairwise"/> adds in its eight lanes before it splits.</summary>
    private const int LeafLength = 128;

    private const int Lanes = 8;

    /// <summary><c>Σ x</c> with compensation of the rounding errors.</summary>
    /// <remarks>Accuracy: as <see cref="CompensatedSum"/>. Four dependent additions per number: for small or delicate sums.</remarks>
    public static double Compensated(ReadOnlySpan<double> values)
    {
        CompensatedSum sum = default;
        foreach (double value in values) sum.Add(value);
        return sum.Value;
    }

    /// <summary><c>Σ x</c> by recursive halving.</summary>
    /// <remarks>
    /// Accuracy: error at most <c>ε (16 + log₂(n / 128)) Σ|x|</c>. A span of more than 128 numbers is split at half its length rounded down to a
    /// multiple of 8; shorter ones are added in eight interleaved lanes, the lanes then in the order ((0+4)+(2+6))+((1+5)+(3+7)).
    /// Reference: [Higham1993].
    /// </remarks>
    public static double Pairwise(ReadOnlySpan<double> values)
    {
        if (values.Length <= LeafLength) return Leaf(values);
        int half = values.Length / 2 / Lanes * Lanes;
        return Pairwise(values[..half]) + Pairwise(values[half..]);
    }

    private static double Leaf(ReadOnlySpan<double> values)
    {
        Span<double> lanes = stackalloc double[Lanes];
        lanes.Clear();
        for (int i = 0; i < values.Length; i++) lanes[i % Lanes] += values[i];
        return (lanes[0] + lanes[4] + (lanes[2] + lanes[6])) + (lanes[1] + lanes[5] + (lanes[3] + lanes[7]));
    }
}
