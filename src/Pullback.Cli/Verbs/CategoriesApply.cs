using System.CommandLine;
using System.Globalization;
using Pullback.Cli.Categories;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Observables;
using Pullback.Cli.Output;
using Pullback.Data.Tables;
using Pullback.Data.Writing;
using Pullback.Learning.Categories;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback categories apply</c>.</summary>
internal sealed class CategoriesApply : Verb
{
    private readonly Argument<string> _model = new("MODEL")
    {
        Description = "The model.pullback that 'categories train' wrote, or a YAML or JSON file with 'model', 'parameters' and 'scores'.",
    };

    private readonly Option<string[]> _data = new("--data") { HelpName = "FILE...", Description = "Files of events.", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _to = new("--to") { HelpName = "FILE", Description = "Where the events go with their category: .npz, .npy, .csv, .tsv or .parquet; an existing file is kept unless --force is given.", Required = true };
    private readonly Option<string> _column = new("--column") { HelpName = "NAME", Description = "The name of the new column (default: category).", DefaultValueFactory = _ => "category" };
    private readonly Option<bool> _probabilities = new("--probabilities") { Description = "Add the probability of every category too." };

    public override Noun Noun => CategoriesNoun.Noun;

    public override string Name => "apply";

    public override string Summary => "Writes events back with a column that tells the category of each.";

    public override string Example => "categories apply pullback-out/categories/model.pullback --data events.parquet --to categorized.parquet";

    public override string Details => """
        keys of the document:
          events                    the number of events
          counts                    the number of events in each category
          to                        the file that was written
        The file has the columns of numbers of the first one, in its order, and the new column; the events keep their order. An npz archive comes back as an
        npz archive with all its arrays as they were; one with an array of scores for every process gains an array NAME_category for each.
        """;

    public override IReadOnlyList<Argument> Arguments => [_model];

    public override IReadOnlyList<Option> Options => [_data, _to, _column, _probabilities];

    public override VerbResult Run(VerbContext context)
    {
        TrainedCategories trained = CategoryModelFile.Read(context, context.Get(_model)!);
        CategoryDefinition definition = trained.Definition;
        ColumnSelection[] scores = [.. definition.ScoreNames.Select((name, i) => new ColumnSelection(name, definition.ScoreExpressions?[i]))];
        string[] paths = [.. context.Get(_data)!.Select(context.Host.Resolve)];
        string to = context.Get(_to)!;
        if (Directory.Exists(context.Host.Resolve(to))) throw new InputException($"--to {to}: this is a folder, but a file is needed. Name a file in it.");
        if (File.Exists(context.Host.Resolve(to)) && !context.Force) throw new InputException($"--to {to}: the file exists. Choose another name, or overwrite it with --force.");
        string column = context.Get(_column)!;
        if (column.Length == 0) throw new InputException("--column: the name is empty. Give the new column a name, such as category.");
        OutputFolder? folder = context.OpenFolder();
        if (CategoryArchive.Is(paths, definition))
        {
            if (context.Get(_probabilities)) throw new InputException("--probabilities: it goes with a table of events, not with an archive that has an array for every process.");
            return Shown(context, CategoryArchive.Apply(trained, paths[0], context.Host.Resolve(to), column), to, folder);
        }

        var query = new EventQuery { Files = context.Get(_data)!, Folder = context.Host.WorkingDirectory };
        var options = new EventReadOptions { Threads = context.Threads };
        EventColumns columns = EventColumns.Read(query, options);
        if (columns.Numbers.Contains(column) || columns.Others.Contains(column)) throw new InputException($"--column: the events have a column '{column}' already. Give the new one another name.");
        bool toArchive = paths.Length == 1 && IsArchive(paths[0]) && IsArchive(to);
        if (columns.Others.Count > 0 && !toArchive) context.Warn($"columns that hold no numbers are left out: {string.Join(", ", columns.Others)}.");
        using EventTable table = EventTable.Read(query with { Columns = [.. columns.Numbers.Select(name => new ColumnSelection(name))] }, options, context.Cancellation);
        using EventTable? computed = scores.All(score => score.Expression is null) ? null : EventTable.Read(query with { Columns = scores }, options, context.Cancellation);
        double[] rows = ObservableEvents.Features(computed ?? table, scores);
        int[] assigned = trained.Assign(rows);
        double[] counts = new double[trained.Model.Categories];
        foreach (int category in assigned) counts[category]++;
        IReadOnlyList<(string Name, double[] Values)> probabilities = context.Get(_probabilities) ? Probabilities(trained, rows, column) : [];
        if (toArchive)
            CategoryArchive.Extend(paths[0], context.Host.Resolve(to), column, assigned, probabilities);
        else
            EventTableWriter.Write(context.Host.Resolve(to), table, [AddedColumn.Of(column, Array.ConvertAll(assigned, category => (double)category), ColumnType.Int64), .. probabilities.Select(p => AddedColumn.Of(p.Name, p.Values))]);
        return Shown(context, counts, to, folder);
    }

    private static bool IsArchive(string path) => Path.GetExtension(path).Equals(".npz", StringComparison.OrdinalIgnoreCase);

    private static VerbResult Shown(VerbContext context, double[] counts, string to, OutputFolder? folder)
    {
        long events = (long)counts.Sum();
        context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events} events written to {to}"));
        var shown = new TextTable(["category", "events"]);
        for (int k = 0; k < counts.Length; k++) shown.Row([k.ToString(CultureInfo.InvariantCulture), counts[k].ToString("F0", CultureInfo.InvariantCulture)]);
        shown.Write(context.Out);
        return new VerbResult(new JsonFields().Add("events", events).Add("counts", counts).Add("to", to), folder);
    }

    private static List<(string Name, double[] Values)> Probabilities(TrainedCategories trained, double[] rows, string column)
    {
        double[] shares = trained.Probabilities(rows);
        int categories = trained.Model.Categories;
        var columns = new List<(string, double[])>();
        for (int k = 0; k < categories; k++)
        {
            double[] values = new double[shares.Length / categories];
            for (int i = 0; i < values.Length; i++) values[i] = shares[(i * categories) + k];
            columns.Add((string.Create(CultureInfo.InvariantCulture, $"{column}_probability_{k}"), values));
        }

        return columns;
    }
}
