using Pullback.Cli.Configuration;
using Pullback.Data.Tables;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>features</c>: a list of columns, or a mapping from names to expressions.</summary>
internal static class FeatureSection
{
    /// <summary>Reads the key of the document; problems are noted. Generated events bring their own features.</summary>
    public static IReadOnlyList<ColumnSelection> Read(ConfigurationSection document, DataSettings data)
    {
        if (data is GeneratedData)
        {
            if (document.Has("features"))
                document.Fail("features", "generated events have the features x and y. Remove this key.");
            return [new ColumnSelection("x"), new ColumnSelection("y")];
        }

        return Read(document, "features", "the columns that the network sees, such as [mass, cos_theta]");
    }

    /// <summary>Reads a list of columns, or a mapping from names to expressions; problems are noted.</summary>
    /// <param name="document">The section that has the key.</param>
    /// <param name="key">The key.</param>
    /// <param name="meaning">What belongs there.</param>
    public static IReadOnlyList<ColumnSelection> Read(ConfigurationSection document, string key, string meaning)
    {
        if (document.Node(key) is ConfigurationMapping mapping)
        {
            return [.. mapping.Entries.Select(entry =>
                new ColumnSelection(entry.Key, entry.Value is ConfigurationScalar { IsNull: false } text ? text.Text : null))];
        }

        IReadOnlyList<string> columns = document.Texts(key);
        if (columns.Count == 0)
            document.Missing(key, meaning);
        if (columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
            document.Fail(key, $"'{twice.Key}' is listed twice. List every column once.");
        return [.. columns.Select(column => new ColumnSelection(column))];
    }
}
