using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Decays;
using Pullback.Amplitudes.Parameters;
using Pullback.Numerics.Random;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>Creates the parameters of a resonance.</summary>
public sealed class ShapeParameters
{
    private readonly AmplitudeParameters _table;
    private readonly RandomStream _random;
    private readonly IReadOnlyList<string> _floating;

    internal ShapeParameters(Particle particle, AmplitudeParameters table, RandomStream random)
    {
        Particle = particle;
        _table = table;
        _random = random;
        _floating = Floating(particle);
    }

    /// <summary>The resonance.</summary>
    public Particle Particle { get; }

    /// <summary>Creates the mass, fixed unless <c>float:</c> names it.</summary>
    public void AddMass() => AddWritten("mass", "m", Particle.Mass ?? Drawn("m_min", "m_max")
        ?? throw new AmplitudeConfigurationException($"particle '{Particle.Name}' has no mass, but its lineshape '{Particle.Model}' needs one. Write 'mass: …' in GeV."));

    /// <summary>Creates the width, fixed unless <c>float:</c> names it; a resonance without one has none.</summary>
    public void AddWidth()
    {
        double? width = Particle.Width ?? Drawn("g_min", "g_max");
        if (width is { } value) AddWritten("width", "g", value);
    }

    /// <summary>Creates a parameter.</summary>
    /// <param name="name">Its name after the resonance's.</param>
    /// <param name="value">Its value; null draws it, uniform in [0, 1).</param>
    /// <param name="isFree">Whether fits move it.</param>
    public void Add(string name, double? value = null, bool isFree = true)
    {
        string full = ParameterNames.Of(Particle.Name, name);
        double number = value ?? (Particle.Options[name] is { } written ? ConfigValues.Number(written, $"particle '{Particle.Name}', {name}") : _random.Uniform());
        _table.AddReal(full, number, isFree || _floating.Contains(name));
    }

    /// <summary>Creates a complex parameter.</summary>
    /// <param name="name">Its name after the resonance's.</param>
    /// <param name="value">What it is fixed to; null makes it free and draws it.</param>
    /// <param name="polar">Whether it is a modulus and a phase.</param>
    public void AddComplex(string name, System.Numerics.Complex? value = null, bool polar = true)
    {
        string full = ParameterNames.Of(Particle.Name, name);
        if (value is { } number) _table.AddComplex(full, polar, polar ? number.Magnitude : number.Real, polar ? number.Phase : number.Imaginary, isFree: false);
        else _table.AddComplex(full, polar, polar ? _random.Uniform(0, 2) : _random.Uniform(-1, 1), polar ? _random.Uniform(-Math.PI, Math.PI) : _random.Uniform(-1, 1), isFree: true);
    }

    /// <summary>Whether <c>float:</c> names a parameter.</summary>
    /// <param name="name">Its name.</param>
    public bool IsFloating(string name) => _floating.Contains(name);

    private static IReadOnlyList<string> Floating(Particle particle) => particle.Options["float"] switch
    {
        null => [],
        ConfigScalar { Text: var text } => [.. text.Select(c => c.ToString())],
        ConfigList list => [.. list.Items.Select(i => ConfigValues.Text(i, $"particle '{particle.Name}', float"))],
        _ => [],
    };

    private void AddWritten(string name, string letter, double value) =>
        _table.AddReal(ParameterNames.Of(Particle.Name, name), value, _floating.Contains(letter) || _floating.Contains(name));

    private double? Drawn(string low, string high) =>
        Particle.Options[low] is { } from && Particle.Options[high] is { } to
            ? _random.Uniform(ConfigValues.Number(from, $"particle '{Particle.Name}', {low}"), ConfigValues.Number(to, $"particle '{Particle.Name}', {high}"))
            : null;
}
