using Pullback.Cli.Configuration;
using Pullback.Data.Processes;
using Pullback.Data.Tables;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>data.processes</c>: signal and backgrounds from files.</summary>
/// <param name="folder">Relative paths start here.</param>
/// <param name="severalSignals">Whether there may be more than one signal.</param>
internal sealed class ProcessSection(string folder, bool severalSignals = false)
{
    private const string WeightName = "event weight";

    /// <summary>Every process, in the order of the file; problems are noted.</summary>
    public IReadOnlyList<ProcessSpecification> Read(ConfigurationSection data)
    {
        List<ProcessSpecification> processes = [.. data.NamedSections("processes").Select(process => Read(process.Name, process.Section))];
        int signals = processes.Count(process => process.Role == ProcessRole.Signal);
        if (processes.Count == 0)
            data.Fail("processes", "found no process, but one signal and at least one background are needed.");
        else if (severalSignals && signals == 0)
            data.Fail("processes", "found no process with 'role: signal', but at least one is needed.");
        else if (signals != 1 && !severalSignals)
            data.Fail("processes", $"found {signals} processes with 'role: signal', but exactly one is needed.");
        else if (processes.Count == signals)
            data.Fail("processes", "found no process with 'role: background', but at least one is needed.");
        return processes;
    }

    private ProcessSpecification Read(string name, ConfigurationSection section)
    {
        bool signal = section.RequiredChoice("role", ["signal", "background"]) == "signal";
        IReadOnlyList<string> files = section.Texts("files");
        if (files.Count == 0)
            section.Missing("files", "a path, a pattern such as events-*.parquet, or a list of them");
        var events = new EventQuery { Files = files, Where = section.OptionalText("where"), Folder = folder };
        double? yield = section.OptionalNumber("yield", Bounds.Positive);
        double? scale = section.OptionalNumber("scale", Bounds.Positive);
        if (yield is not null && scale is not null)
            section.Fail("scale", "found both 'yield' and 'scale'. Give the expected events after selection (yield) or a factor on the weights (scale), not both.");
        return new ProcessSpecification
        {
            Name = name,
            Role = signal ? ProcessRole.Signal : ProcessRole.Background,
            Events = events,
            Weight = Weight(section, WeightName),
            Yield = yield,
            Scale = scale,
            Variations = [.. section.NamedSections("variations").Select(variation => ReadVariation(variation.Name, variation.Section, events))],
        };
    }

    /// <summary>One variation of a process.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="section">The section.</param>
    /// <param name="nominal">The nominal events.</param>
    public static VariationSpecification ReadVariation(string name, ConfigurationSection section, EventQuery nominal) => new()
    {
        Name = name,
        Up = ReadSide(section, name, "up", nominal),
        Down = ReadSide(section, name, "down", nominal),
        Normalization = section.Choice("normalization", "free", ["free", "nominal"]) == "nominal"
            ? VariationNormalization.NominalYield
            : VariationNormalization.NominalFactor,
    };

    private static VariationSide ReadSide(ConfigurationSection variation, string name, string side, EventQuery nominal)
    {
        ConfigurationSection section = variation.RequiredSection(side, "other files, or the weight column of this side: {weight: weight_up}");
        IReadOnlyList<string> files = section.Texts("files");
        string? where = section.OptionalText("where");
        ColumnSelection? weight = Weight(section, $"{WeightName} ({name} {side})");
        bool ownEvents = files.Count > 0 || where is not null;
        if (section.Entries.Count > 0 && !ownEvents && weight is null)
            section.Errors.Add(section.Position, section.Path, "this side is the same as the nominal events. Give other files, another selection or another weight.");
        return new VariationSide
        {
            Events = ownEvents ? nominal with { Files = files.Count > 0 ? files : nominal.Files, Where = where ?? nominal.Where } : null,
            Weight = weight,
        };
    }

    /// <summary>A plain word is a column; anything else is an expression and needs a name of its own in the table.</summary>
    public static ColumnSelection? Weight(ConfigurationSection section, string name = WeightName) => section.OptionalText("weight") switch
    {
        null => null,
        { } text when text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.' or '[' or ']') && !char.IsDigit(text[0]) => new ColumnSelection(text),
        { } text => new ColumnSelection(name, text),
    };
}
