namespace Pullback.Amplitudes.Decays;

/// <summary>The tree of a decay without its particles' names: which final particles come from where.</summary>
/// <remarks>Groups of final particles are bit sets over the final particles sorted by name. Angles belong to a topology; resonances of the same groups share them.</remarks>
internal sealed class Topology
{
    public Topology(IReadOnlyList<TopologyDecay> decays)
    {
        Decays = decays;
        Key = KeyOf(decays);
    }

    /// <summary>The decays, mothers before daughters.</summary>
    public IReadOnlyList<TopologyDecay> Decays { get; }

    public string Key { get; }

    public static string KeyOf(IReadOnlyList<TopologyDecay> decays) =>
        string.Join(",", decays.SelectMany(d => new[] { d.First, d.Second }).Order());

    /// <summary>Whether a group is a direct daughter of the top.</summary>
    public bool IsDirect(int group) => Decays[0].First == group || Decays[0].Second == group;
}
