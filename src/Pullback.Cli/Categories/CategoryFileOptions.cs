using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Data.Tables;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;

namespace Pullback.Cli.Categories;

/// <summary>Options that say what the columns of event files are, where no configuration does.</summary>
internal sealed class CategoryFileOptions
{
    private readonly Option<string?> _process = new("--process") { HelpName = "COLUMN", Description = "The column that tells the process of an event (default: process; an npz archive may have an array for each process)." };
    private readonly Option<string?> _weight = new("--weight") { HelpName = "COLUMN", Description = "The column of the weights (default: every event counts 1)." };
    private readonly Option<string[]> _signals = OptionValues.List("--signals", "NAME", "The signals (default: those of the training).");
    private readonly Option<string?> _where = new("--where") { HelpName = "SQL", Description = "A condition that selects events." };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_process, _weight, _signals, _where];

    /// <summary>Reads files of events for trained categories.</summary>
    public CategoryRun Read(VerbContext context, TrainedCategories trained, string[] files)
    {
        CategoryDefinition definition = trained.Definition;
        ColumnSelection[] scores = [.. definition.ScoreNames.Select((name, i) => new ColumnSelection(name, definition.ScoreExpressions?[i]))];
        IReadOnlyList<string> signals = context.Get(_signals) is { Length: > 0 } given ? given : definition.Signals;
        bool archive = files.Length == 1 && Path.GetExtension(files[0]).Equals(".npz", StringComparison.OrdinalIgnoreCase) && context.Get(_process) is null && !HasProcessColumn(context, files);
        if (archive) RefuseWith("an archive with an array for every process, whose weights are arrays NAME_weight", (_weight, context.Get(_weight)), (_where, context.Get(_where)));
        CategoryDataSettings data = archive
            ? new ProcessArchive(context.Host.Resolve(files[0]), signals)
            : new ProcessTable(
                new EventQuery { Files = files, Where = context.Get(_where), Folder = context.Host.WorkingDirectory },
                context.Get(_process) ?? "process",
                context.Get(_weight) is { } weight ? new ColumnSelection(weight) : null,
                Scale: null,
                signals,
                new Dictionary<string, string>(),
                Variations: []);
        var settings = new CategorySettings(data, scores, definition.Model, new AsimovObjective { Form = AsimovForm.Package }, BumpHunt: null, new CategoryTrainingOptions());
        return CategoryRun.Read(context, string.Join(", ", files), "", settings, definition.Model);
    }

    /// <summary>Refuses all of them beside a configuration, which says itself what the columns are.</summary>
    public void RefuseWithConfiguration(VerbContext context) => RefuseWith(
        "a configuration, which says itself where the events are",
        (_process, context.Get(_process)),
        (_weight, context.Get(_weight)),
        (_signals, context.Get(_signals) is { Length: > 0 } given ? given[0] : null),
        (_where, context.Get(_where)));

    private static void RefuseWith(string source, params ReadOnlySpan<(Option Option, string? Value)> options)
    {
        foreach ((Option option, string? value) in options)
        {
            if (value is not null) throw new InputException($"{option.Name}: found '{value}', but --data is {source}. Leave the option out.");
        }
    }

    private static bool HasProcessColumn(VerbContext context, string[] files)
    {
        using var reader = Data.Npz.NpzReader.Open(context.Host.Resolve(files[0]));
        return reader.Names.Contains("process");
    }
}
