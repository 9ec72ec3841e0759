using Pullback.Amplitudes.Decays;

namespace Pullback.Amplitudes.Configuration;

/// <summary>The <c>particle:</c> section: the top, the final particles, the others, and placeholders.</summary>
internal sealed class ParticleTable
{
    private readonly Dictionary<string, ConfigMap> _written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _placeholders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Particle> _read = new(StringComparer.Ordinal);

    public ParticleTable(ConfigMap section, string folder)
    {
        foreach (ConfigValue file in ConfigValues.List(section["$include"]))
        {
            string path = Path.GetFullPath(Path.Combine(folder, ConfigValues.Text(file, "particle, $include")));
            ReadEntries(ConfigReader.ReadFile(path));
        }

        ReadEntries(section);
        ConfigValue? top = section["$top"];
        string[] tops = top is null ? [] : Names(top, "particle, $top");
        Top = tops.Length == 1 ? tops[0] : throw new AmplitudeConfigurationException("particle: '$top' must name the one particle that decays, such as '$top: {A: {J: 1, P: -1, mass: 4.6}}'.");
        Finals = section["$finals"] is { } finals ? Names(finals, "particle, $finals") : [];
        if (Finals.Count < 2) throw new AmplitudeConfigurationException("particle: '$finals' must name the final particles, two or more.");
        if (Finals.Count > 30) throw new AmplitudeConfigurationException("particle: '$finals' has more than 30 particles.");
    }

    public string Top { get; }

    public IReadOnlyList<string> Finals { get; }

    /// <summary>What a name stands for: its candidates if it is a placeholder, itself otherwise.</summary>
    public IReadOnlyList<string> Candidates(string name) => _placeholders.TryGetValue(name, out IReadOnlyList<string>? candidates) ? [.. candidates.SelectMany(Candidates)] : [name];

    /// <summary>A particle.</summary>
    public Particle this[string name]
    {
        get
        {
            if (_read.TryGetValue(name, out Particle? particle)) return particle;
            if (!_written.TryGetValue(name, out ConfigMap? written))
                throw new AmplitudeConfigurationException($"particle '{name}' appears in a decay, but 'particle:' does not say what it is.{Parameters.Nearest.Suggestion(name, _written.Keys)} Write '{name}: {{J: …, P: …, mass: …, width: …}}'.");
            return _read[name] = Particle.Read(name, written);
        }
    }

    private void ReadEntries(ConfigMap section)
    {
        foreach ((string name, ConfigValue value) in section.Pairs())
        {
            switch (name)
            {
                case "$include":
                    break;
                case "$top" or "$finals":
                    if (value is ConfigMap map) ReadEntries(map);
                    break;
                default:
                    if (value is ConfigList list) _placeholders[name] = Names(list, $"particle '{name}'");
                    else Define(name, ConfigValues.Map(value, $"particle '{name}'"));
                    break;
            }
        }
    }

    private void Define(string name, ConfigMap written) => _written[name] = _written.TryGetValue(name, out ConfigMap? earlier) ? earlier.With(written) : written;

    private string[] Names(ConfigValue value, string where)
    {
        var names = new List<string>();
        if (value is ConfigMap map) names.AddRange(map.Keys);
        foreach (ConfigValue item in value is ConfigMap ? [] : ConfigValues.List(value))
        {
            if (item is ConfigMap inline)
            {
                foreach ((string name, ConfigValue written) in inline.Pairs())
                {
                    Define(name, ConfigValues.Map(written, $"particle '{name}'"));
                    names.Add(name);
                }
            }
            else
            {
                names.Add(ConfigValues.Text(item, where));
            }
        }

        return [.. names];
    }
}
