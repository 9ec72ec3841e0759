using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Spin;

namespace Pullback.Amplitudes.Decays;

/// <summary>A particle of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Quantum">J, P and C.</param>
/// <param name="Spins">The projections or helicities that are summed over.</param>
/// <param name="Mass">The nominal mass in GeV; null if none is given.</param>
/// <param name="Width">The nominal width in GeV; null if none is given.</param>
/// <param name="Model">The name of its lineshape.</param>
/// <param name="Options">Everything else that is written of it.</param>
public sealed record Particle(string Name, SpinParity Quantum, IReadOnlyList<HalfInteger> Spins, double? Mass, double? Width, string Model, ConfigMap Options)
{
    /// <summary>Reads a particle.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="written">Its entry.</param>
    /// <exception cref="AmplitudeConfigurationException">A quantum number or mass is not one.</exception>
    public static Particle Read(string name, ConfigMap written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var options = new ConfigMap(written.Line, written.Pairs().Select(p => KeyValuePair.Create(p.Key switch { "Par" => "P", "m0" => "mass", "g0" => "width", "bw" => "model", _ => p.Key }, p.Value)));
        string where = $"particle '{name}'";
        HalfInteger spin = options["J"] is { } j ? ConfigValues.Spin(j, where + ", J") : 0;
        if (spin < 0) throw new AmplitudeConfigurationException($"{where}, J{ConfigValues.At(options["J"])}: found {spin}, but a spin is not negative.");
        int? parity = options.Has("P") ? Sign(options["P"], where + ", P") : -1;
        int? chargeParity = options["C"] is { } c ? Sign(c, where + ", C") : null;
        IReadOnlyList<HalfInteger> spins = options["spins"] is { } list ? [.. ConfigValues.List(list).Select(s => ConfigValues.Spin(s, where + ", spins"))] : HalfInteger.Projections(spin);
        foreach (HalfInteger projection in spins)
        {
            if (Math.Abs(projection.Doubled) > spin.Doubled || !(spin - projection).IsInteger)
                throw new AmplitudeConfigurationException($"{where}, spins{ConfigValues.At(options["spins"])}: {projection} is no projection of J = {spin}; allowed are {string.Join(", ", HalfInteger.Projections(spin))}.");
        }

        return new Particle(name, new SpinParity(spin, parity, chargeParity), spins, Positive(options["mass"], where + ", mass", zeroAllowed: true), Positive(options["width"], where + ", width", zeroAllowed: true),
            options["model"] is ConfigScalar model ? model.Text : options["model"] is ConfigMap ? "expression" : "default", options);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static int? Sign(ConfigValue? value, string where)
    {
        if (value is null) return null;
        double number = ConfigValues.Number(value, where);
        return number is 1 or -1 ? (int)number : throw new AmplitudeConfigurationException($"{where}{ConfigValues.At(value)}: found {ConfigValues.Shown(value)}, but a parity is +1 or -1.");
    }

    private static double? Positive(ConfigValue? value, string where, bool zeroAllowed)
    {
        if (value is null) return null;
        double number = ConfigValues.Number(value, where);
        return number > 0 || (zeroAllowed && number == 0) ? number : throw new AmplitudeConfigurationException($"{where}{ConfigValues.At(value)}: found {ConfigValues.Shown(value)}, but it must be positive, in GeV.");
    }
}
