namespace Pullback.Autodiff.Tracing;

/// <summary>Runs of a result whose element at an index lies at a linear combination of the index in one operand.</summary>
internal static class Strided
{
    public static IReadOnlyList<GatherRun> Runs(Shape target, ReadOnlySpan<int> strides)
    {
        var runs = new GatherRun[target.Length];
        Span<int> index = stackalloc int[target.Rank];
        index.Clear();
        int source = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i] = new GatherRun(0, source, i, 1);
            for (int d = target.Rank - 1; d >= 0; d--)
            {
                source += strides[d];
                if (++index[d] < target[d])
                {
                    break;
                }

                source -= strides[d] * target[d];
                index[d] = 0;
            }
        }

        return runs;
    }
}
