using Pullback.Amplitudes.Configuration;

namespace Pullback.Amplitudes.Decays;

/// <summary>Enumerates the chains of a <c>decay:</c> section, depth first, and their topologies.</summary>
internal sealed class DecayTree
{
    private readonly ParticleTable _particles;
    private readonly List<(string Core, IReadOnlyList<string> Outs, ConfigMap Options)> _written = [];
    private readonly Dictionary<string, Decay> _decays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _finalBits;
    private readonly List<string> _warnings;

    public DecayTree(ConfigMap section, ParticleTable particles, List<string> warnings)
    {
        _particles = particles;
        _warnings = warnings;
        Finals = [.. particles.Finals.Order(StringComparer.Ordinal)];
        _finalBits = Finals.Select((f, i) => KeyValuePair.Create(f, 1 << i)).ToDictionary(StringComparer.Ordinal);
        foreach ((string core, ConfigValue value) in section.Pairs()) Read(core, value);
        Topologies = FindTopologies();
        Chains = FindChains();
    }

    /// <summary>The final particles, sorted by name; bit i of a group is the i-th.</summary>
    public IReadOnlyList<string> Finals { get; }

    public IReadOnlyList<DecayChain> Chains { get; }

    /// <summary>Every topology, placeholders without candidates included, in the order of the configuration.</summary>
    public IReadOnlyList<Topology> Topologies { get; }

    /// <summary>The final particles that a particle of a chain goes to.</summary>
    public int Group(DecayChain chain, string particle) => _finalBits.TryGetValue(particle, out int bit)
        ? bit
        : chain.DecayOf(particle) is { } decay ? Group(chain, decay.First.Name) | Group(chain, decay.Second.Name) : 0;

    /// <summary>The topology of a chain.</summary>
    public Topology Of(DecayChain chain)
    {
        string key = Topology.KeyOf([.. chain.Decays.Select(d => new TopologyDecay(Group(chain, d.Core.Name), Group(chain, d.First.Name), Group(chain, d.Second.Name)))]);
        return Topologies.First(t => t.Key == key);
    }

    private void Read(string core, ConfigValue value)
    {
        IReadOnlyList<ConfigValue> items = ConfigValues.List(value);
        if (items.Count > 0 && items[0] is ConfigList)
        {
            foreach (ConfigValue item in items) ReadOne(core, item);
        }
        else if (items.Count > 0)
        {
            ReadOne(core, value);
        }
    }

    private void ReadOne(string core, ConfigValue value)
    {
        var outs = new List<string>();
        ConfigMap options = ConfigMap.Empty;
        foreach (ConfigValue item in ConfigValues.List(value))
        {
            if (item is ConfigMap map) options = options.With(map);
            else outs.Add(ConfigValues.Text(item, $"decay '{core}'"));
        }

        if (outs.Count != 2)
            throw new AmplitudeConfigurationException(FormattableString.Invariant($"decay '{core}'{ConfigValues.At(value)}: it has {outs.Count} daughters, but only two-body decays are read. Write a decay to many as a chain of two-body decays."));
        _written.Add((core, outs, options));
    }

    // The trees of names as they are written, placeholders not replaced.
    private List<Topology> FindTopologies()
    {
        var topologies = new List<Topology>();
        foreach (IReadOnlyList<TopologyDecay> decays in Trees(_particles.Top, 0).Select(t => t.Decays))
        {
            var topology = new Topology(decays);
            if (decays.Count > 0 && decays[0].Core == (1 << Finals.Count) - 1 && topologies.TrueForAll(t => t.Key != topology.Key)) topologies.Add(topology);
        }

        return topologies;
    }

    private IEnumerable<(int Group, IReadOnlyList<TopologyDecay> Decays)> Trees(string name, int depth)
    {
        if (depth > 30) throw new AmplitudeConfigurationException($"decay: '{name}' decays into itself through other decays. Remove one of them.");
        if (_finalBits.TryGetValue(name, out int bit))
        {
            yield return (bit, []);
            yield break;
        }

        foreach ((string core, IReadOnlyList<string> outs, ConfigMap _) in _written.Where(w => w.Core == name))
        {
            foreach ((int first, IReadOnlyList<TopologyDecay> below1) in Trees(outs[0], depth + 1))
            {
                foreach ((int second, IReadOnlyList<TopologyDecay> below2) in Trees(outs[1], depth + 1))
                {
                    if ((first & second) == 0) yield return (first | second, [new TopologyDecay(first | second, first, second), .. below1, .. below2]);
                }
            }
        }
    }

    private List<DecayChain> FindChains()
    {
        var chains = new List<DecayChain>();
        int all = (1 << Finals.Count) - 1;
        var forbidden = new List<string>();
        foreach ((int group, IReadOnlyList<Decay> decays) in Chained(_particles.Top, 0))
        {
            if (group != all) continue;
            Decay? empty = decays.FirstOrDefault(d => d.Waves.Count == 0);
            if (empty is null) chains.Add(new DecayChain(decays));
            else forbidden.Add($"{Forbidden(empty)} The chain [{string.Join(", ", decays.Select(d => d.Name))}] is left out.");
        }

        if (chains.Count == 0)
        {
            throw new AmplitudeConfigurationException(forbidden.Count > 0
                ? "No chain of decays is left. " + string.Join(" ", forbidden.Distinct())
                : $"No chain of decays leads from '{_particles.Top}' to {string.Join(", ", Finals)}. Check the names in 'decay:'.");
        }

        _warnings.AddRange(forbidden.Distinct());
        return chains;
    }

    private static string Forbidden(Decay decay) =>
        $"The decay {decay.Name} with J^P {decay.Core.Quantum} → {decay.First.Quantum} {decay.Second.Quantum} has no partial wave: spins must couple, and P(core) = P(first) P(second) (−1)^l unless 'p_break: True'.";

    private IEnumerable<(int Group, IReadOnlyList<Decay> Decays)> Chained(string name, int depth)
    {
        if (depth > 30) throw new AmplitudeConfigurationException($"decay: '{name}' decays into itself through other decays. Remove one of them.");
        if (_finalBits.TryGetValue(name, out int bit))
        {
            yield return (bit, []);
            yield break;
        }

        foreach ((string core, IReadOnlyList<string> outs, ConfigMap options) in _written.Where(w => _particles.Candidates(w.Core).Contains(name)))
        {
            foreach (string first in _particles.Candidates(outs[0]))
            {
                foreach (string second in _particles.Candidates(outs[1]))
                {
                    foreach ((int group1, IReadOnlyList<Decay> below1) in Chained(first, depth + 1))
                    {
                        foreach ((int group2, IReadOnlyList<Decay> below2) in Chained(second, depth + 1))
                        {
                            if ((group1 & group2) == 0) yield return (group1 | group2, [Find(name, first, second, options), .. below1, .. below2]);
                        }
                    }
                }
            }
        }
    }

    private Decay Find(string core, string first, string second, ConfigMap options)
    {
        string name = $"{core}->{first}+{second}";
        if (_decays.TryGetValue(name, out Decay? decay)) return decay;
        Particle mother = _particles[core], one = _particles[first], two = _particles[second];
        ConfigMap merged = options.With(ConfigValues.Map(mother.Options["decay_params"], $"particle '{core}', decay_params"))
            .With(ConfigValues.Map(one.Options["production_params"], $"particle '{first}', production_params"))
            .With(ConfigValues.Map(two.Options["production_params"], $"particle '{second}', production_params"));
        return _decays[name] = new Decay(mother, one, two, merged);
    }
}
