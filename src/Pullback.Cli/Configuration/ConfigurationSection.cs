using System.Globalization;
using Pullback.Cli.Text;

namespace Pullback.Cli.Configuration;

/// <summary>Reads typed values from one mapping of a configuration and notes every problem instead of stopping at the first.</summary>
/// <remarks>
/// A key is valid because it was asked for: <see cref="Finish"/> reports the keys nobody asked for, with the nearest valid one.
/// After a problem the getters return the default, so that reading goes on; call <see cref="ConfigurationErrors.ThrowIfAny"/> before using the values.
/// </remarks>
internal sealed class ConfigurationSection
{
    private readonly ConfigurationMapping _mapping;
    private readonly List<string> _asked = [];
    private readonly List<ConfigurationSection> _children = [];

    /// <summary>A section over a mapping.</summary>
    public ConfigurationSection(ConfigurationMapping mapping, ConfigurationErrors errors)
    {
        _mapping = mapping;
        Errors = errors;
    }

    /// <summary>Where problems are collected.</summary>
    public ConfigurationErrors Errors { get; }

    /// <summary><c>training.optimizer</c>; empty for the document.</summary>
    public string Path => _mapping.Path;

    /// <summary>Where the mapping begins.</summary>
    public Position Position => _mapping.Position;

    /// <summary>The keys as written.</summary>
    public IReadOnlyList<ConfigurationEntry> Entries => _mapping.Entries;

    /// <summary>Whether the key is there with a value.</summary>
    public bool Has(string key) => Ask(key) is not (null or ConfigurationScalar { IsNull: true });

    /// <summary>Where a key stands, or the section's place when it is absent.</summary>
    public Position PositionOf(string key) => _mapping.Entries.FirstOrDefault(entry => entry.Key == key)?.Value.Position ?? Position;

    /// <summary>Notes a problem with a key's value.</summary>
    public void Fail(string key, string problem) => Errors.Add(PositionOf(key), PathOf(key), problem);

    /// <summary>A text; <c>null</c> when absent.</summary>
    public string? OptionalText(string key) => Ask(key) switch
    {
        null or ConfigurationScalar { IsNull: true } => null,
        ConfigurationScalar scalar => scalar.Text,
        { } other => Wrong<string?>(other, "a text", null),
    };

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string key, string meaning)
    {
        if (Has(key))
            return OptionalText(key) ?? "";
        Missing(key, meaning);
        return "";
    }

    /// <summary>A number, or the default.</summary>
    public double Number(string key, double defaultValue, Bounds bounds) => OptionalNumber(key, bounds) ?? defaultValue;

    /// <summary>A number that must be there.</summary>
    public double RequiredNumber(string key, Bounds bounds, string meaning)
    {
        if (!Has(key))
            Missing(key, meaning);
        return OptionalNumber(key, bounds) ?? double.NaN;
    }

    /// <summary>A number; <c>null</c> when absent.</summary>
    public double? OptionalNumber(string key, Bounds bounds) => Ask(key) switch
    {
        null or ConfigurationScalar { IsNull: true } => null,
        { } node => NumberOf(node, bounds),
    };

    /// <summary>A whole number, or the default.</summary>
    public int Integer(string key, int defaultValue, int minimum, int maximum = int.MaxValue) => OptionalInteger(key, minimum, maximum) ?? defaultValue;

    /// <summary>A whole number; <c>null</c> when absent.</summary>
    public int? OptionalInteger(string key, int minimum, int maximum = int.MaxValue) => Ask(key) switch
    {
        null or ConfigurationScalar { IsNull: true } => null,
        { } node => IntegerOf(node, minimum, maximum),
    };

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(string key, bool defaultValue) => Ask(key) switch
    {
        null or ConfigurationScalar { IsNull: true } => defaultValue,
        ConfigurationScalar { IsQuoted: false, Text: "true" or "True" or "TRUE" } => true,
        ConfigurationScalar { IsQuoted: false, Text: "false" or "False" or "FALSE" } => false,
        { } other => Wrong(other, "true or false", defaultValue),
    };

    /// <summary>One of a few words; upper and lower case are the same.</summary>
    public string Choice(string key, string defaultValue, IReadOnlyList<string> allowed)
    {
        if (OptionalText(key) is not { } text)
            return defaultValue;
        if (allowed.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } match)
            return match;
        Fail(key, $"found '{text}', but allowed are {string.Join(", ", allowed)}.{NearestName.Suggestion(text, allowed)}");
        return defaultValue;
    }

    /// <summary>One of a few words that must be there.</summary>
    public string RequiredChoice(string key, IReadOnlyList<string> allowed)
    {
        if (!Has(key))
            Missing(key, $"one of {string.Join(", ", allowed)}");
        return Choice(key, allowed[0], allowed);
    }

    /// <summary>A list of numbers; <c>null</c> when absent.</summary>
    /// <param name="key">The key.</param>
    /// <param name="bounds">What each may be.</param>
    /// <param name="count">How many there must be, or <c>null</c> for any number.</param>
    public IReadOnlyList<double>? OptionalNumbers(string key, Bounds bounds, int? count = null)
    {
        if (Ask(key) is not { } node || node is ConfigurationScalar { IsNull: true })
            return null;
        if (node is not ConfigurationSequence list)
            return Wrong<IReadOnlyList<double>?>(node, count is { } wanted ? $"a list of {Invariant(wanted)} numbers" : "a list of numbers", null);
        if (count is { } needed && list.Items.Count != needed)
            Fail(key, $"found {Invariant(list.Items.Count)} values, but {Invariant(needed)} are needed.");
        return [.. list.Items.Select(item => NumberOf(item, bounds) ?? double.NaN)];
    }

    /// <summary>A list of whole numbers; <c>null</c> when absent.</summary>
    public IReadOnlyList<int>? OptionalIntegers(string key, int minimum, int maximum = int.MaxValue)
    {
        if (Ask(key) is not { } node || node is ConfigurationScalar { IsNull: true })
            return null;
        return node is ConfigurationSequence list
            ? [.. list.Items.Select(item => IntegerOf(item, minimum, maximum) ?? minimum)]
            : Wrong<IReadOnlyList<int>?>(node, "a list of whole numbers", null);
    }

    /// <summary>A text or a list of texts, as a list; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Ask(key))
        {
            case null or ConfigurationScalar { IsNull: true }:
                return [];
            case ConfigurationScalar scalar:
                return [scalar.Text];
            case ConfigurationSequence list:
                return [.. list.Items.Select(item => item is ConfigurationScalar { IsNull: false } text ? text.Text : Wrong(item, "a text", ""))];
            case { } other:
                return Wrong<IReadOnlyList<string>>(other, "a text or a list of texts", []);
        }
    }

    /// <summary>A nested mapping; an empty one when absent, so that all its defaults apply.</summary>
    public ConfigurationSection Section(string key) => OptionalSection(key) ?? Child(new ConfigurationMapping(PathOf(key), Position, []));

    /// <summary>A nested mapping; <c>null</c> when absent.</summary>
    public ConfigurationSection? OptionalSection(string key) => Ask(key) switch
    {
        null or ConfigurationScalar { IsNull: true } => null,
        ConfigurationMapping mapping => Child(mapping),
        { } other => Wrong<ConfigurationSection?>(other, "a mapping of keys to values", null),
    };

    /// <summary>A nested mapping that must be there.</summary>
    public ConfigurationSection RequiredSection(string key, string meaning)
    {
        if (!Has(key))
            Missing(key, meaning);
        return Section(key);
    }

    /// <summary>A mapping from names of the user's choice to mappings.</summary>
    public IReadOnlyList<(string Name, ConfigurationSection Section)> NamedSections(string key)
    {
        switch (Ask(key))
        {
            case null or ConfigurationScalar { IsNull: true }:
                return [];
            case ConfigurationMapping mapping:
                var sections = new List<(string, ConfigurationSection)>();
                foreach (ConfigurationEntry entry in mapping.Entries)
                {
                    if (entry.Value is ConfigurationMapping child)
                        sections.Add((entry.Key, Child(child)));
                    else
                        Wrong(entry.Value, "a mapping of keys to values", 0);
                }

                return sections;
            case { } other:
                return Wrong<IReadOnlyList<(string, ConfigurationSection)>>(other, "a mapping of names to mappings", []);
        }
    }

    /// <summary>The value of a key as it stands, for shapes that the other getters do not cover; <c>null</c> when absent.</summary>
    public ConfigurationNode? Node(string key) => Ask(key) is { } node and not ConfigurationScalar { IsNull: true } ? node : null;

    /// <summary>Notes that a key is missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="meaning">What belongs there.</param>
    public void Missing(string key, string meaning) => Errors.Add(Position, Path, $"the key '{key}' is missing. Add it: {meaning}.");

    /// <summary>Reports the keys that nobody asked for, here and in every section below.</summary>
    public void Finish()
    {
        foreach (ConfigurationEntry entry in _mapping.Entries.Where(entry => !_asked.Contains(entry.Key)))
        {
            Errors.Add(entry.Position, PathOf(entry.Key), $"unknown key '{entry.Key}'.{NearestName.Suggestion(entry.Key, _asked)} " +
                $"Valid keys{(Path.Length == 0 ? "" : $" of {Path}")} are {string.Join(", ", _asked)}.");
        }

        foreach (ConfigurationSection child in _children)
            child.Finish();
    }

    /// <summary>Reads a scalar as a number; a problem is noted and gives <c>null</c>.</summary>
    public double? NumberOf(ConfigurationNode node, Bounds bounds)
    {
        if (node is ConfigurationScalar { IsQuoted: false } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && bounds.Contain(value))
        {
            return value;
        }

        return Wrong<double?>(node, "a number" + bounds.Describe(), null);
    }

    private int? IntegerOf(ConfigurationNode node, int minimum, int maximum)
    {
        if (node is ConfigurationScalar { IsQuoted: false } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value == Math.Floor(value) && value >= minimum && value <= maximum)
        {
            return (int)value;
        }

        string range = maximum == int.MaxValue ? $" >= {Invariant(minimum)}" : $" from {Invariant(minimum)} to {Invariant(maximum)}";
        return Wrong<int?>(node, "a whole number" + range, null);
    }

    private ConfigurationNode? Ask(string key)
    {
        if (!_asked.Contains(key))
            _asked.Add(key);
        return _mapping.Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
    }

    private ConfigurationSection Child(ConfigurationMapping mapping)
    {
        if (_children.Find(child => ReferenceEquals(child._mapping, mapping)) is { } known)
            return known;
        var section = new ConfigurationSection(mapping, Errors);
        _children.Add(section);
        return section;
    }

    private string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private T Wrong<T>(ConfigurationNode node, string needed, T fallback)
    {
        string found = node switch
        {
            ConfigurationScalar { IsNull: true } => "nothing",
            ConfigurationScalar scalar => scalar.Shown,
            ConfigurationSequence => "a list",
            _ => "a mapping",
        };
        Errors.Add(node.Position, node.Path, $"found {found}, but {needed} is needed.");
        return fallback;
    }

    private static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);
}
