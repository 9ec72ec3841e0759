using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Tracing;

/// <summary>An operation that only moves elements: each element of the result is one element of an operand, or zero.</summary>
internal abstract record GatherOperation : Operation
{
    public override double CostPerElement => 0.5;

    /// <summary>Where the elements come from, as runs of consecutive elements in order; what no run covers is zero.</summary>
    public abstract IReadOnlyList<GatherRun> Runs(Node node);

    public override Instruction Lower(Node node, Lowering lowering) => lowering.Gather(node, GatherRun.Merge(Runs(node)));
}

/// <summary>Consecutive elements of operand <paramref name="Input"/> copied to consecutive elements of the result.</summary>
internal readonly record struct GatherRun(int Input, int Source, int Destination, int Count)
{
    /// <summary>Joins runs that continue each other.</summary>
    public static GatherRun[] Merge(IReadOnlyList<GatherRun> runs)
    {
        var merged = new List<GatherRun>();
        foreach (GatherRun run in runs)
        {
            if (merged.Count > 0)
            {
                GatherRun last = merged[^1];
                if (last.Input == run.Input && last.Source + last.Count == run.Source && last.Destination + last.Count == run.Destination)
                {
                    merged[^1] = last with { Count = last.Count + run.Count };
                    continue;
                }
            }

            merged.Add(run);
        }

        return [.. merged];
    }
}
