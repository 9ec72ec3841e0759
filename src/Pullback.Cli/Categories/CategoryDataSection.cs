using Pullback.Cli.Configuration;
using Pullback.Cli.Observables;
using Pullback.Data.Tables;

namespace Pullback.Cli.Categories;

/// <summary>Reads <c>data</c> of categories.</summary>
internal static class CategoryDataSection
{
    private static readonly string[] Kinds = ["generate", "processes", "process", "arrays"];

    /// <summary>Reads the section; problems are noted.</summary>
    /// <param name="data">The section.</param>
    /// <param name="folder">Relative paths start here.</param>
    public static CategoryDataSettings Read(ConfigurationSection data, string folder)
    {
        string[] given = [.. Kinds.Where(data.Has)];
        if (given.Length > 1) data.Fail(given[1], $"found both '{given[0]}' and '{given[1]}'. Events come from one source.");
        switch (given.FirstOrDefault())
        {
            case "generate":
                return CategoryToySection.Read(data);
            case "processes":
                return new ProcessFiles(new ProcessSection(folder, severalSignals: true).Read(data));
            case "process":
                return Table(data, folder);
            case "arrays":
                return new ProcessArchive(Path.GetFullPath(data.RequiredText("arrays", "an npz archive"), folder), data.Texts("signals"));
            default:
                data.Missing(
                    "processes",
                    "files for each process; or 'files' with a column 'process'; or 'arrays', an npz archive with scores for each process; or 'generate' with one of " + string.Join(", ", CategoryToySection.Names));
                return new ProcessFiles([]);
        }
    }

    private static ProcessTable Table(ConfigurationSection data, string folder)
    {
        IReadOnlyList<string> files = data.Texts("files");
        if (files.Count == 0) data.Missing("files", "a path, a pattern such as events-*.parquet, or a list of them");
        var events = new EventQuery { Files = files, Where = data.OptionalText("where"), Folder = folder };
        return new ProcessTable(
            events,
            data.RequiredText("process", "the column that tells the process of an event"),
            ProcessSection.Weight(data),
            data.OptionalNumber("scale", Bounds.Positive),
            data.Texts("signals"),
            Names(data),
            [.. data.NamedSections("variations").Select(variation => ProcessSection.ReadVariation(variation.Name, variation.Section, events))]);
    }

    private static Dictionary<string, string> Names(ConfigurationSection data)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.Node("names") is not { } node) return names;
        if (node is ConfigurationMapping mapping && mapping.Entries.All(entry => entry.Value is ConfigurationScalar { IsNull: false }))
        {
            foreach (ConfigurationEntry entry in mapping.Entries) names[entry.Key] = ((ConfigurationScalar)entry.Value).Text;
        }
        else
        {
            data.Fail("names", "a mapping from values of the process column to names is needed, such as {0: background, 1: signal}.");
        }

        return names;
    }
}
