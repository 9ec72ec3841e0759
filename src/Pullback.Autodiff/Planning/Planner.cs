using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>Cuts a schedule into uniform steps and passes over events, and gives every value its place in memory.</summary>
internal sealed class Planner
{
    private readonly Schedule _schedule;
    private readonly Retention _retention;
    private readonly List<Slot> _slots = [];
    private readonly Dictionary<Node, int> _uniformSlots = [];
    private readonly HashSet<Node> _uniformOutputs;

    private Planner(Schedule schedule, Retention retention)
    {
        _schedule = schedule;
        _retention = retention;
        _uniformOutputs = [.. schedule.Outputs.Where(o => !o.IsEvent)];
    }

    /// <summary>Makes a plan in which every pass recomputes what it needs, or one that keeps expensive event values between passes.</summary>
    public static Plan Make(Schedule schedule, bool retain)
    {
        PassNodes[] passes = PassNodes.Find(schedule);
        Retention retention = retain ? Retention.Choose(passes) : Retention.None(passes);
        return new Planner(schedule, retention).Build();
    }

    private Plan Build()
    {
        foreach (Node node in _schedule.Nodes)
        {
            if (!node.IsEvent)
            {
                SlotTable.Add(node, _slots, _uniformSlots);
            }
        }

        var lowering = new Lowering(n => _uniformSlots[n]);
        var steps = new List<PlanStep>();
        int lastStage = _schedule.Nodes.Length == 0 ? 0 : _schedule.Nodes.Max(n => n.Stage);
        long tileBytes = 0;
        int accumulatorBytes = 0;
        for (int stage = 0; stage <= lastStage; stage++)
        {
            Instruction[] uniform =
            [
                .. _schedule.Nodes
                    .Where(n => !n.IsEvent && n.Stage == stage && n.Operation is not (LeafOperation or ReductionOperation) && _slots[_uniformSlots[n]].Base < 0)
                    .Select(n => n.Operation.Lower(n, lowering)),
            ];
            if (uniform.Length > 0)
            {
                steps.Add(new UniformStep(uniform));
            }

            foreach (PassNodes pass in _retention.Passes.Where(p => p.Stage == stage))
            {
                var passLayout = new PassLayout(pass, _retention, _slots, _uniformSlots, lowering);
                PassStep step = passLayout.Build(_schedule.Outputs);
                tileBytes = Math.Max(tileBytes, passLayout.BytesPerRow);
                accumulatorBytes = Math.Max(accumulatorBytes, passLayout.AccumulatorBytes);
                steps.Add(step);
            }
        }

        return new Plan
        {
            Schedule = _schedule,
            Slots = [.. _slots],
            Steps = [.. steps],
            LeafSlots = [.. _uniformSlots.Where(p => p.Key.Operation is LeafOperation).Select(p => p.Value)],
            OutputSlots = [.. _schedule.Outputs.Select(o => o.IsEvent ? -1 : _uniformSlots[o])],
            UniformBytes = UniformLayout.Place(steps, _slots, _uniformOutputs),
            TileBytesPerRow = tileBytes,
            AccumulatorBytes = accumulatorBytes,
            StateCount = lowering.StateCount,
            Retained = [.. _retention.Retained],
        };
    }
}
