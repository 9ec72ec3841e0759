using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Cli.Observables;
using Pullback.Cli.Observables.Pictures;
using Pullback.Cli.Output;
using Pullback.Data.Tables;
using Pullback.Data.Writing;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Observables;
using Pullback.Statistics.Minimization;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback observable evaluate</c>.</summary>
internal sealed class ObservableEvaluate : Verb
{
    private readonly Argument<string> _model = new("MODEL") { Description = "The model.pullback that 'observable train' wrote." };

    private readonly Option<string[]> _data = new("--data")
    {
        HelpName = "FILE...",
        Description = "A configuration (its data and features give every result of the analysis), or files of events (their counts in the bins).",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _to = new("--to") { HelpName = "FILE", Description = "Write the events with each one's share in every bin: .npz, .npy, .csv, .tsv or .parquet." };

    public override Noun Noun => ObservableNoun.Noun;

    public override string Name => "evaluate";

    public override string Summary => "Applies a trained observable to new events.";

    public override string Example => "observable evaluate pullback-out/observable/model.pullback --data samples/three-blobs/observable.yml --seed 2";

    public override string Details => """
        files written with --out:
          result.json           what --json prints
          histogram.svg         the events in the bins
          network.svg           with a configuration: the network's output over the plane of two features, or its distribution for each process
          report.html           all of it on one page, which needs no other file
        """;

    public override IReadOnlyList<Argument> Arguments => [_model];

    public override IReadOnlyList<Option> Options => [_data, _to];

    public override VerbResult Run(VerbContext context)
    {
        string shown = context.Get(_model)!;
        string path = context.Host.Resolve(shown);
        if (!File.Exists(path)) throw new InputException($"{shown}: no such file. Give the {ObservableNoun.ModelName} that 'observable train' wrote; it is looked up as {path}.");
        TrainedObservable observable = TrainedObservable.Load(path);
        string[] files = context.Get(_data)!;
        bool isConfiguration = files.Length == 1 && Path.GetExtension(files[0]).ToLowerInvariant() is ".yml" or ".yaml" or ".json";
        OutputFolder? folder = context.OpenFolder();
        JsonFields document = isConfiguration ? Analysis(context, observable, files[0], folder) : Events(context, observable, files, folder);
        return new VerbResult(document.Add("files", folder?.Staged ?? []), folder);
    }

    private JsonFields Analysis(VerbContext context, TrainedObservable observable, string file, OutputFolder? folder)
    {
        if (context.Get(_to) is not null) throw new InputException("--to: it goes with files of events, not with a configuration. Give the events with --data.");
        ObservableSettings settings = ObservableSettings.Read(ConfigurationFile.Read(context.Host.Resolve(file), file));
        ObservableData data = ObservableEvents.Read(settings, context.Seed, context.Threads, context.Cancellation);
        try
        {
            ObservableMetrics metrics = observable.Evaluate(data, context.Threads, context.Cancellation);
            context.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"CLs {metrics.Cls:G6}, discovery significance {metrics.DiscoverySignificance:G5}, POI uncertainty {metrics.PoiUncertainty:G5}, cross-entropy {metrics.BinaryCrossEntropy:G5}"));
            context.Out.WriteLine($"signal     {Row(metrics.Signal)}");
            context.Out.WriteLine($"background {Row(metrics.Background)}");
            TemplateModel model = observable.Model(data);
            if (folder is not null)
            {
                IReadOnlyList<Picture> pictures = PictureFiles.Write(
                    context,
                    folder,
                    () => [ResponsePicture.Of(observable, data, metrics, context.Threads, context.Cancellation)],
                    () => [YieldPicture.Of(metrics, model, observable.Definition, observable.Edges())]);
                ObservableReport.OfEvaluation(file, model, observable.Definition.Objective.Poi, metrics, pictures).Save(folder.Stage("report.html"));
            }

            return ObservableFields.Of(metrics, model).Add("edges", observable.Edges());
        }
        catch (Exception problem) when (problem is ArgumentException or NegativeCountException or InvalidTemplateException)
        {
            throw new InputException(problem.Message, problem);
        }
        catch (Exception problem) when (problem is FitFailedException or ArithmeticException)
        {
            throw new ComputationException(problem.Message, problem);
        }
    }

    private JsonFields Events(VerbContext context, TrainedObservable observable, string[] files, OutputFolder? folder)
    {
        IReadOnlyList<string> names = observable.Definition.FeatureNames;
        ColumnSelection[] features = [.. names.Select((name, i) => new ColumnSelection(name, observable.Definition.FeatureExpressions?[i]))];
        var query = new EventQuery { Files = files, Columns = features, Folder = context.Host.WorkingDirectory };
        using EventTable table = EventTable.Read(query, new EventReadOptions { Threads = context.Threads }, context.Cancellation);
        double[] shares = observable.Shares(ObservableEvents.Features(table, features), context.Threads, context.Cancellation);
        int bins = observable.Definition.Summary.BinCount;
        double[] counts = new double[bins];
        for (int i = 0; i < shares.Length; i++) counts[i % bins] += shares[i];
        context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Count} events"));
        context.Out.WriteLine($"counts {Row(counts)}");
        if (context.Get(_to) is { } to) WriteShares(context.Host.Resolve(to), table, shares, bins);
        if (folder is not null)
        {
            IReadOnlyList<Picture> pictures = PictureFiles.Write(context, folder, () => [YieldPicture.OfCounts(counts, observable.Definition, observable.Edges())]);
            ObservableReport.OfCounts(string.Join(", ", files), table.Count, counts, pictures).Save(folder.Stage("report.html"));
        }

        return new JsonFields().Add("events", table.Count).Add("counts", counts).Add("edges", observable.Edges());
    }

    private static void WriteShares(string path, EventTable table, double[] shares, int bins)
    {
        var columns = new List<AddedColumn>();
        for (int bin = 0; bin < bins; bin++)
        {
            double[] column = new double[table.Count];
            for (int i = 0; i < column.Length; i++) column[i] = shares[(i * bins) + bin];
            columns.Add(AddedColumn.Of(string.Create(CultureInfo.InvariantCulture, $"bin_{bin}"), column));
        }

        EventTableWriter.Write(path, table, columns);
    }

    private static string Row(IEnumerable<double> values) => string.Join("  ", values.Select(v => v.ToString("G6", CultureInfo.InvariantCulture)));
}
