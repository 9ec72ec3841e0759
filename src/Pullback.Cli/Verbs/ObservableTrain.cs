using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Cli.Observables;
using Pullback.Cli.Observables.Pictures;
using Pullback.Cli.Output;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Observables;
using Pullback.Statistics.Minimization;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback observable train</c>.</summary>
internal sealed class ObservableTrain : Verb
{
    private const string CheckpointName = "training";
    private readonly Argument<string> _config = new("CONFIG") { Description = "The configuration, YAML or JSON." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Continue the interrupted run whose checkpoint the output folder holds." };
    private readonly Option<bool> _explain = new("--explain") { Description = "Print the plan of a training step (passes, operations, bytes read per event) and stop." };

    public override Noun Noun => ObservableNoun.Noun;

    public override string Name => "train";

    public override string Summary =>
        "Trains a network whose bins feed a likelihood fit, on a result of that fit: CLs, significance or the uncertainty of the signal strength, nuisance parameters profiled.";

    public override string Example => "observable train samples/three-blobs/observable.yml";

    public override string Details => """
        files written:
          result.json           what --json prints: epochs, final results, templates
          model.pullback        the trained observable, for 'observable evaluate'
          workspace.json        the likelihood of the final bins as a HistFactory workspace (pyhf JSON)
          training.svg          CLs and yields against the epoch; loss.svg: the loss, if it is not CLs or was validated
          network.svg           the network's output over the plane of two features, or its distribution for each process
          histogram.svg         the final bins: stacked backgrounds with their uncertainty, and the signal
          report.html           all of it on one page, which needs no other file
          training.checkpoint   while the run lasts; kept when it is interrupted

        sections of CONFIG:
          data        generate: three-blobs, three-samples or four-blobs; or processes: NAME: {role, files, where, weight, yield or scale, variations}
          features    columns, or NAME: expression; standardize: true or false
          summary     kind: softmax {bins}; kind: kde {bins or edges, bandwidth, reflect, floor, trainable}
          network     hidden, activation, dropout, initializer, bias_deviation, precision
          model       background_uncertainty: shared, per-bin or none; relative_uncertainty; interpolation
          objective   name or terms: {NAME: weight}; poi
          training    epochs, batch, optimizer, schedule, clip, validation, early_stopping, checkpoint_every
        """;

    public override IReadOnlyList<Argument> Arguments => [_config];

    public override IReadOnlyList<Option> Options => [_resume, _explain];

    public override VerbResult Run(VerbContext context)
    {
        string shown = context.Get(_config)!;
        ConfigurationFile file = ConfigurationFile.Read(context.Host.Resolve(shown), shown);
        ObservableSettings settings = ObservableSettings.Read(file);
        ObservableData data = ObservableEvents.Read(settings, context.Seed, context.Threads, context.Cancellation);
        ObservableTrainer trainer = Trainer(settings, data, context);
        if (context.Get(_explain))
        {
            string plan = trainer.Explain();
            context.Out.Write(plan);
            return new VerbResult(new JsonFields().Add("plan", plan.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        }

        bool resume = context.Get(_resume);
        OutputFolder folder = context.OpenRunFolder(file.Name, resume);
        string checkpoint = folder.PathOfCheckpoint(CheckpointName);
        TrainingCheckpoint? from = resume ? TrainingCheckpoint.Read(checkpoint) : null;
        var printer = new EpochPrinter(context, settings.Training.Epochs);
        printer.Header();
        foreach (EpochReport report in from?.History ?? []) printer.Report(report);
        ObservableTrainingResult result = Train(trainer, printer, from, checkpoint, context.Cancellation);
        result.Observable.Save(folder.Stage(ObservableNoun.ModelName));
        // Without observed counts the writer takes the background-only Asimov data, those of the training.
        File.WriteAllText(folder.Stage("workspace.json"), PyhfWorkspaceWriter.Write(trainer.Model, [.. result.Final.Templates]).Json);
        context.Progress.Report("drawing", settings.Training.Epochs, settings.Training.Epochs);
        Draw(context, file, trainer.Model, data, result, folder);
        printer.Footer(result, folder);
        return new VerbResult(Document(file, context, trainer, result, folder), folder);
    }

    private static ObservableTrainer Trainer(ObservableSettings settings, ObservableData data, VerbContext context)
    {
        try
        {
            return new ObservableTrainer(LearningOptions.From(settings, context.Seed, context.Threads), data);
        }
        catch (ArgumentException problem)
        {
            throw new InputException(problem.Message, problem);
        }
    }

    private static ObservableTrainingResult Train(
        ObservableTrainer trainer, EpochPrinter printer, TrainingCheckpoint? from, string checkpoint, CancellationToken cancellation)
    {
        try
        {
            return trainer.Train(printer, from, state => state.Write(checkpoint), cancellation);
        }
        catch (ArgumentException problem) when (from is not null)
        {
            throw new InputException("--resume: " + problem.Message, problem);
        }
        catch (Exception problem) when (problem is NegativeCountException or InvalidTemplateException)
        {
            throw new InputException(problem.Message, problem);
        }
        catch (Exception problem) when (problem is FitFailedException or ArithmeticException)
        {
            throw new ComputationException(problem.Message, problem);
        }
    }

    private static void Draw(
        VerbContext context, ConfigurationFile file, TemplateModel model, ObservableData data, ObservableTrainingResult result, OutputFolder folder)
    {
        ObservableDefinition definition = result.Observable.Definition;
        IReadOnlyList<Picture> pictures = PictureFiles.Write(
            context,
            folder,
            () => TrainingPictures.Of(result, definition.Objective),
            () => [ResponsePicture.Of(result.Observable, data, result.Final, context.Threads, context.Cancellation)],
            () => [YieldPicture.Of(result.Final, model, definition, result.Observable.Edges())]);
        ObservableReport.Of(file.Name, file.Text, context.Seed, model, result, pictures).Save(folder.Stage("report.html"));
    }

    private static JsonFields Document(ConfigurationFile file, VerbContext context, ObservableTrainer trainer, ObservableTrainingResult result, OutputFolder folder)
    {
        JsonFields final = ObservableFields.Of(result.Final, trainer.Model).Add("edges", result.Observable.Edges());
        if (result.FinalValidation is { } validation) final.Add("validation", ObservableFields.Of(validation, trainer.Model));
        JsonFields document = new JsonFields()
            .Add("config", file.Name)
            .Add("seed", context.Seed)
            .Add("converged", true)
            .Add("background_uncertainty", trainer.Model.Options.Uncertainty.Mode switch { GammaMode.Shared => "shared", GammaMode.PerBin => "per-bin", _ => "none" })
            .Add("epochs", result.History.Select(ObservableFields.Of))
            .Add("final", final);
        if (result.BestEpoch is { } best) document.Add("restored_epoch", best + 1);
        return document.Add("files", folder.Staged);
    }

    /// <summary>Prints one line per epoch.</summary>
    private sealed class EpochPrinter(VerbContext context, int epochs) : IProgress<EpochReport>
    {
        public void Header() => context.Out.WriteLine("epoch          CLs   significance   POI uncertainty   empty bins   seconds");

        public void Report(EpochReport value)
        {
            ObservableMetrics m = value.Training;
            context.Progress.Clear();
            context.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{value.Epoch,5} {m.Cls,12:G6} {m.DiscoverySignificance,14:G5} {m.PoiUncertainty,17:G5} {m.EmptyBins,12} {value.Seconds,9:F4}"));
            context.Progress.Report("training", value.Epoch, epochs);
        }

        public void Footer(ObservableTrainingResult result, OutputFolder folder)
        {
            context.Progress.Clear();
            ObservableMetrics m = result.Final;
            context.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"final {m.Cls,12:G6} {m.DiscoverySignificance,14:G5} {m.PoiUncertainty,17:G5} {m.EmptyBins,12}"));
            if (result.BestEpoch is { } best) context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The weights of epoch {best + 1} were the best and are restored."));
            if (m.EmptyBins > 0)
                context.Warn("some bins have no expected background and are held at the floor; the result rests on it. Use fewer bins, or more background events.");
            context.Out.WriteLine($"written to {Path.GetRelativePath(context.Host.WorkingDirectory, folder.FullPath)}");
        }
    }
}
