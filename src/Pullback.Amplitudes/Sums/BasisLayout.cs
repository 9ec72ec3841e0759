using Pullback.Amplitudes.Models;

namespace Pullback.Amplitudes.Sums;

/// <summary>How the waves of a model are stored: which have their lineshapes multiplied in, and which wait for a floating one.</summary>
internal sealed class BasisLayout
{
    public BasisLayout(AmplitudeModel model, ModelGraph graph)
    {
        Model = model;
        Graph = graph;
        Ways = ExchangedEvent.Of(model);
        Groups.Add([]);
        for (int c = 0; c < model.Structure.Chains.Count; c++)
        {
            ChainWaves chain = model.Structure.Chains[c];
            int[] floating = [.. Shapes(chain).Where(s => graph.Shapes[s].IsFloating)];
            for (int way = 0; way < (floating.Length == 0 ? 1 : Ways.Count); way++)
            {
                int group = 0;
                if (floating.Length > 0)
                {
                    int[] members = [.. floating.Select(s => Member(s, way))];
                    group = Groups.FindIndex(g => g.SequenceEqual(members));
                    if (group < 0)
                    {
                        group = Groups.Count;
                        Groups.Add(members);
                    }
                }

                for (int w = 0; w < chain.Waves; w++) Basis.Add(new BasisWave(chain.FirstWave + w, c, way, group));
            }
        }
    }

    public AmplitudeModel Model { get; }

    public ModelGraph Graph { get; }

    /// <summary>The ways in which an event is looked at.</summary>
    public IReadOnlyList<ExchangedEvent> Ways { get; }

    /// <summary>The stored waves.</summary>
    public List<BasisWave> Basis { get; } = [];

    /// <summary>The floating shapes, each for a way of looking at the event.</summary>
    public List<(int Shape, int Way)> Floating { get; } = [];

    /// <summary>For each group of waves the floating shapes that multiply it; the first group has none.</summary>
    public List<int[]> Groups { get; } = [];

    /// <summary>The lineshapes of a chain.</summary>
    public IEnumerable<int> Shapes(ChainWaves chain) => chain.Chain.Decays.Skip(1).Select(d => Model.Shapes.ToList().FindIndex(s => s.Decay == d));

    private int Member(int shape, int way)
    {
        int at = Floating.IndexOf((shape, way));
        if (at >= 0) return at;
        Floating.Add((shape, way));
        return Floating.Count - 1;
    }
}
