namespace Pullback.Amplitudes.Configuration;

/// <summary>The <c>data:</c> section: how events are read and angles defined.</summary>
public sealed class DataSettings
{
    internal DataSettings(ConfigMap section, IReadOnlyList<string> finals)
    {
        Section = section;
        Order = section["dat_order"] is { } order ? [.. ConfigValues.List(order).Select(o => ConfigValues.Text(o, "data, dat_order"))] : finals;
        string[] missing = [.. finals.Where(f => !Order.Contains(f))];
        if (missing.Length > 0) throw new AmplitudeConfigurationException($"data, dat_order{ConfigValues.At(section["dat_order"])}: it lacks {string.Join(", ", missing.Select(m => $"'{m}'"))}. Name every final particle: {string.Join(", ", finals)}.");
        WithBoosts = Flag("r_boost", true);
        TurnsToMomentum = Flag("random_z", true);
        CentersMass = Flag("center_mass", false);
        ReversesMomenta = Flag("cp_trans", true);
        AlignsToCoordinates = section["align_ref"] is { } reference && (ConfigValues.Text(reference, "data, align_ref") == "center_mass"
            ? true
            : throw new AmplitudeConfigurationException($"data, align_ref{ConfigValues.At(reference)}: found {ConfigValues.Shown(reference)}, but only 'center_mass' or nothing is known."));
        Identical = Pairs("identical_particles", finals);
        Conjugate = Pairs("cp_particles", finals);
        ResolutionSize = section["resolution_size"] is { } size ? ConfigValues.Whole(size, "data, resolution_size") : 1;
        if (ResolutionSize is < 1 or > 100000) throw new AmplitudeConfigurationException($"data, resolution_size{ConfigValues.At(section["resolution_size"])}: it must be from 1 to 100000.");
    }

    /// <summary>What is written.</summary>
    public ConfigMap Section { get; }

    /// <summary>The particles of an event in files, in order.</summary>
    public IReadOnlyList<string> Order { get; }

    /// <summary>Whether alignment keeps Wigner's rotations.</summary>
    public bool WithBoosts { get; }

    /// <summary>Whether the z axis lies along the top's momentum.</summary>
    public bool TurnsToMomentum { get; }

    /// <summary>Whether events are boosted to their rest frame first.</summary>
    public bool CentersMass { get; }

    /// <summary>Whether momenta of events of negative charge are reversed.</summary>
    public bool ReversesMomenta { get; }

    /// <summary>Whether helicities are aligned to the axes of the coordinates.</summary>
    public bool AlignsToCoordinates { get; }

    /// <summary>Groups of identical final particles.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Identical { get; }

    /// <summary>Pairs of a final particle and its antiparticle in a process that is its own conjugate.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Conjugate { get; }

    /// <summary>How many rows of a file belong to one measured event.</summary>
    public int ResolutionSize { get; }

    private bool Flag(string key, bool otherwise) => ConfigValues.Flag(Section[key], $"data, {key}", otherwise);

    private IReadOnlyList<IReadOnlyList<string>> Pairs(string key, IReadOnlyList<string> finals)
    {
        if (Section[key] is not { } value) return [];
        return [.. ConfigValues.List(value).Select(p => (IReadOnlyList<string>)[.. ConfigValues.List(p).Select(n => Known(ConfigValues.Text(n, $"data, {key}")))])];

        string Known(string name) => finals.Contains(name) ? name : throw new AmplitudeConfigurationException($"data, {key}{ConfigValues.At(value)}: '{name}' is no final particle.{Parameters.Nearest.Suggestion(name, finals)}");
    }
}
