using Pullback.Cli.Configuration;
using Pullback.Learning.Estimators;

namespace Pullback.Cli.Estimators;

/// <summary>Where the events of a training come from: npy files, arrays of an npz archive, columns of a table, or a generator.</summary>
/// <param name="Generator">The generator, or null.</param>
/// <param name="Events">The number of generated events.</param>
/// <param name="Range">Generated parameters are uniform in ± this.</param>
/// <param name="File">The archive or table, absolute, or null.</param>
/// <param name="Arrays">For each group, such as <c>x</c>, its npy file (absolute), its array in the archive, or its columns in the table.</param>
internal sealed record EstimatorDataSettings(string? Generator, int Events, double Range, string? File, IReadOnlyDictionary<string, IReadOnlyList<string>> Arrays)
{
    /// <summary>The generator of MadMiner's tutorial.</summary>
    public const string Toy = "toy-simulator";

    /// <summary>The generator with two parameters and three observables.</summary>
    public const string TwoParameters = "two-parameters";

    private static readonly string[] Generators = [Toy, TwoParameters];

    /// <summary>Reads a section; problems are noted.</summary>
    /// <param name="data">The section.</param>
    /// <param name="folder">Relative paths start here.</param>
    /// <param name="kind">The kind of estimator.</param>
    public static EstimatorDataSettings Read(ConfigurationSection data, string folder, EstimatorKind kind)
    {
        if (data.Has("generate"))
        {
            string name = data.Choice("generate", Toy, Generators);
            return new EstimatorDataSettings(
                name, data.Integer("events", 100_000, minimum: 2, maximum: 100_000_000), data.Number("range", name == Toy ? 4 : 1, Bounds.Positive), null, new Dictionary<string, IReadOnlyList<string>>());
        }

        string? file = data.OptionalText("file");
        bool table = file is not null && !file.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);
        var arrays = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (string[] names in Groups(kind))
        {
            string? key = names.FirstOrDefault(data.Has);
            if (key is null) continue;
            if (data.Node(key) is ConfigurationScalar && data.OptionalText(key) is { } text) arrays[names[0]] = [file is null ? Path.Combine(folder, text) : text];
            else if (table) arrays[names[0]] = data.Texts(key);
            else data.Fail(key, "found a list, but only tables (Parquet, CSV and the like) have columns. Give one npy file, or the name of one array of the archive.");
        }

        if (!arrays.ContainsKey("x")) data.Missing("x", $"the observables, or 'generate' with one of {string.Join(", ", Generators)}");
        return new EstimatorDataSettings(null, 0, 0, file is null ? null : Path.Combine(folder, file), arrays);
    }

    // The names of each group, the library's first, then those of MadMiner's arguments and files.
    private static string[][] Groups(EstimatorKind kind) =>
    [
        ["x"],
        ["theta0", "theta"],
        .. kind == EstimatorKind.DoubleParameterizedRatio ? new[] { new[] { "theta1" } } : [],
        ["y"],
        ["r_xz"],
        ["t_xz0", "t_xz"],
        .. kind == EstimatorKind.DoubleParameterizedRatio ? new[] { new[] { "t_xz1" } } : [],
        ["weights"],
        ["event_ids"],
    ];
}
