using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Spin;

namespace Pullback.Amplitudes.Decays;

/// <summary>A two-body decay of a model.</summary>
public sealed class Decay
{
    private readonly ConfigMap _options;

    internal Decay(Particle core, Particle first, Particle second, ConfigMap options)
    {
        Core = core;
        First = first;
        Second = second;
        _options = options;
        Model = options["model"] is { } model ? ConfigValues.Text(model, $"decay '{Name}', model") : "default";
        Waves = FindWaves();
    }

    /// <summary>What decays.</summary>
    public Particle Core { get; }

    /// <summary>The daughter that is listed first; the angles are its own.</summary>
    public Particle First { get; }

    /// <summary>The other daughter.</summary>
    public Particle Second { get; }

    /// <summary>The name of the decay model.</summary>
    public string Model { get; }

    /// <summary>The decay as <c>A->B+C</c>.</summary>
    public string Name => $"{Core.Name}->{First.Name}+{Second.Name}";

    /// <summary>The partial waves, in the order of the couplings; empty if the decay is forbidden.</summary>
    public IReadOnlyList<PartialWave> Waves { get; }

    /// <summary>Whether the barrier factors are there at all.</summary>
    public bool HasBarrier => Flag("has_barrier_factor", true) && (Model is "default" or "gls-bf" or "gls-cpv" or "helicity_full-bf");

    /// <summary>Whether the barrier has its Blatt-Weisskopf part.</summary>
    public bool HasBlattWeisskopf => Flag("has_bprime", true);

    /// <summary>Whether the barrier has its power of the momentum.</summary>
    public bool HasMomentumPower => Flag("has_ql", true);

    /// <summary>Whether the barrier is divided by the nominal momentum's power.</summary>
    public bool IsNormalized => Flag("barrier_factor_norm", false);

    /// <summary>Whether the nominal squared momentum is 1.</summary>
    public bool IgnoresNominalMomentum => Flag("no_q0", false);

    /// <summary>Whether the barrier is divided by the core's mass to the power l.</summary>
    public bool DividesByMass => Flag("barrier_factor_mass", false);

    /// <summary>Whether every wave has the barrier of the lowest.</summary>
    public bool UsesLowestWave => Flag("force_min_l", false);

    /// <summary>Whether a nominal mass below threshold is replaced by an effective one.</summary>
    public bool ReplacesMassBelowThreshold => Flag("below_threshold", false);

    /// <summary>Whether couplings are moduli and phases (or real and imaginary parts).</summary>
    public bool IsPolar => Flag("params_polar", true);

    /// <summary>What is written of the decay.</summary>
    public ConfigMap Options => _options;

    /// <summary>The lowest orbital momentum.</summary>
    public int LowestOrbitalMomentum => Waves.Min(w => w.OrbitalMomentum);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private bool Flag(string key, bool otherwise) => ConfigValues.Flag(_options[key], $"decay '{Name}', {key}", otherwise);

    private IReadOnlyList<PartialWave> FindWaves()
    {
        if (_options["ls_list"] is { } written)
        {
            return [.. ConfigValues.List(written).Select(item => ConfigValues.List(item) is [var l, var s]
                ? new PartialWave(ConfigValues.Whole(l, $"decay '{Name}', ls_list"), ConfigValues.Spin(s, $"decay '{Name}', ls_list"))
                : throw new AmplitudeConfigurationException($"decay '{Name}', ls_list{ConfigValues.At(written)}: each item is [l, s]."))];
        }

        IReadOnlyList<PartialWave> waves = PartialWave.Allowed(Core.Quantum, First.Quantum, Second.Quantum, Flag("p_break", false), !Flag("c_break", true));
        if (_options["l_list"] is not { } kept) return waves;
        int[] orbital = [.. ConfigValues.List(kept).Select(l => ConfigValues.Whole(l, $"decay '{Name}', l_list"))];
        return [.. waves.Where(w => orbital.Contains(w.OrbitalMomentum))];
    }
}
