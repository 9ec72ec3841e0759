using Pullback.Amplitudes.Decays;

namespace Pullback.Amplitudes.Configuration;

/// <summary>The <c>constrains:</c> section.</summary>
internal sealed class ConstraintSettings
{
    private const double DefaultRadius = 3;
    private readonly ConfigMap _decay;

    public ConstraintSettings(ConfigMap section)
    {
        Section = section;
        _decay = ConfigValues.Map(section["decay"], "constrains, decay");
        FixedValue = _decay["fix_chain_val"] is { } value ? ConfigValues.Number(value, "constrains, decay, fix_chain_val") : null;
    }

    public ConfigMap Section { get; }

    /// <summary>What the modulus of the fixed chain is; null if it is not written.</summary>
    public double? FixedValue { get; }

    /// <summary>The position of the chain whose coupling is fixed.</summary>
    public int FixedChain(IReadOnlyList<DecayChain> chains)
    {
        if (_decay["fix_chain_idx"] is not { } value) return 0;
        if (ConfigValues.TryNumber(value, out double number))
        {
            int index = number < 0 ? chains.Count + (int)number : (int)number;
            return index >= 0 && index < chains.Count && number == Math.Round(number)
                ? index
                : throw new AmplitudeConfigurationException(FormattableString.Invariant($"constrains, decay, fix_chain_idx{ConfigValues.At(value)}: found {ConfigValues.Shown(value)}, but there are the chains 0 to {chains.Count - 1}."));
        }

        string name = ConfigValues.Text(value, "constrains, decay, fix_chain_idx");
        int found = chains.ToList().FindIndex(c => c.Name == name || c.Inner.Any(p => p.Name == name));
        return found >= 0 ? found : throw new AmplitudeConfigurationException($"constrains, decay, fix_chain_idx{ConfigValues.At(value)}: no chain has the resonance '{name}'.{Parameters.Nearest.Suggestion(name, chains.SelectMany(c => c.Inner).Select(p => p.Name))}");
    }

    /// <summary>The radius of the barrier of a decay in 1/GeV.</summary>
    public double Radius(Decay decay, int position) => (decay.Options["d"] ?? _decay["decay_d"]) switch
    {
        null => DefaultRadius,
        ConfigList list => position < list.Items.Count ? ConfigValues.Number(list.Items[position], "constrains, decay, decay_d") : DefaultRadius,
        ConfigMap map => map[decay.Core.Name] is { } value ? ConfigValues.Number(value, "constrains, decay, decay_d") : DefaultRadius,
        var value => ConfigValues.Number(value, "constrains, decay, decay_d"),
    };
}
