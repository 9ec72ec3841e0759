namespace Pullback.Amplitudes.Decays;

/// <summary>A way from the top particle to the final ones: decays in depth-first order, the top's first.</summary>
public sealed class DecayChain
{
    internal DecayChain(IReadOnlyList<Decay> decays)
    {
        Decays = decays;
        Name = "[" + string.Join(", ", decays.Select(d => d.Name)) + "]";
        Inner = [.. decays.Skip(1).Select(d => d.Core)];
    }

    /// <summary>The decays, depth first.</summary>
    public IReadOnlyList<Decay> Decays { get; }

    /// <summary>The resonances in the order of their decays.</summary>
    public IReadOnlyList<Particle> Inner { get; }

    /// <summary>The chain as <c>[A->R+C, R->B+D]</c>.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The decay of a particle of the chain, or null for a final one.</summary>
    /// <param name="particle">Its name.</param>
    internal Decay? DecayOf(string particle) => Decays.FirstOrDefault(d => d.Core.Name == particle);
}
