using Pullback.Amplitudes.Decays;

namespace Pullback.Amplitudes.Models;

/// <summary>The waves of all chains and how their axes are laid out.</summary>
internal sealed class WaveStructure
{
    public WaveStructure(DecayTree tree, IReadOnlyList<Particle> finals, Func<Decay, int, double> radius, Func<DecayChain, Decay, int, bool> dividesByPolynomial, AlignmentMode alignment, bool turnsToMomentum)
    {
        Tree = tree;
        FinalParticles = finals;
        Alignment = alignment;
        TurnsToMomentum = turnsToMomentum;
        int finalHelicities = finals.Aggregate(1, (n, f) => n * f.Spins.Count);
        Helicities = tree.Chains[0].Decays[0].Core.Spins.Count * finalHelicities;
        ReferenceTopology = [.. finals.Select((_, f) => Math.Max(0, tree.Topologies.ToList().FindIndex(t => t.IsDirect(1 << f))))];
        int wave = 0;
        var chains = new List<ChainWaves>();
        foreach (DecayChain chain in tree.Chains)
        {
            DecayWaves[] decays = [.. chain.Decays.Select((d, i) => new DecayWaves(d, tree.Group(chain, d.Core.Name), tree.Group(chain, d.First.Name), tree.Group(chain, d.Second.Name), radius(d, i), w => dividesByPolynomial(chain, d, w))
            {
                FirstDecay = Position(chain, d.First.Name),
                SecondDecay = Position(chain, d.Second.Name),
                FirstFinal = Index(tree.Finals, d.First.Name),
                SecondFinal = Index(tree.Finals, d.Second.Name),
            })];
            for (int d = decays.Length - 1; d >= 0; d--)
                decays[d].TreeWaves = decays[d].Count * (decays[d].FirstDecay < 0 ? 1 : decays[decays[d].FirstDecay].TreeWaves) * (decays[d].SecondDecay < 0 ? 1 : decays[decays[d].SecondDecay].TreeWaves);
            var entry = new ChainWaves { Chain = chain, Topology = tree.Topologies.ToList().IndexOf(tree.Of(chain)), FirstWave = wave, Decays = decays, Order = OrderOf(decays, finals) };
            chains.Add(entry);
            wave += entry.Waves;
        }

        Chains = chains;
        Waves = wave;
    }

    public DecayTree Tree { get; }

    /// <summary>The final particles sorted by name.</summary>
    public IReadOnlyList<Particle> FinalParticles { get; }

    public IReadOnlyList<ChainWaves> Chains { get; }

    /// <summary>How many waves all chains have.</summary>
    public int Waves { get; }

    /// <summary>How many combinations of helicities there are: of the top, then of the final particles by name.</summary>
    public int Helicities { get; }

    public AlignmentMode Alignment { get; }

    /// <summary>Whether the z axis lies along the top's momentum.</summary>
    public bool TurnsToMomentum { get; }

    /// <summary>For each final particle the topology whose axes are common.</summary>
    public int[] ReferenceTopology { get; }

    private static int Position(DecayChain chain, string particle) => chain.Decays.ToList().FindIndex(d => d.Core.Name == particle);

    private static int Index(IReadOnlyList<string> names, string name) => names.ToList().IndexOf(name);

    private static int[] OrderOf(DecayWaves[] decays, IReadOnlyList<Particle> finals)
    {
        var order = new List<int>();
        Collect(0);
        int[] strides = new int[finals.Count];
        for (int f = finals.Count - 1, stride = 1; f >= 0; stride *= finals[f].Spins.Count, f--) strides[f] = stride;
        int total = finals.Aggregate(1, (n, f) => n * f.Spins.Count);
        int[] positions = new int[total];
        for (int h = 0; h < total; h++)
        {
            int rest = h;
            for (int i = order.Count - 1; i >= 0; i--)
            {
                int count = finals[order[i]].Spins.Count;
                positions[h] += rest % count * strides[order[i]];
                rest /= count;
            }
        }

        return positions;

        void Collect(int decay)
        {
            DecayWaves waves = decays[decay];
            if (waves.FirstDecay < 0) order.Add(waves.FirstFinal);
            else Collect(waves.FirstDecay);
            if (waves.SecondDecay < 0) order.Add(waves.SecondFinal);
            else Collect(waves.SecondDecay);
        }
    }
}
