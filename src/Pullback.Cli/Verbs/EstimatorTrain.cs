using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Cli.Estimators;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Training;
using Pullback.Plotting.Reports;
using Pullback.Plotting.Standard;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback estimator train</c>.</summary>
internal sealed class EstimatorTrain : Verb
{
    private const string ModelName = "model.pullback";
    private readonly Argument<string> _config = new("CONFIG") { Description = "The configuration, YAML or JSON." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Continue the interrupted run whose checkpoints the output folder holds." };

    private readonly Option<string?> _start = new("--start") { HelpName = "MODEL", Description = "An estimator to train further, instead of the configuration's 'start'." };

    public override Noun Noun => EstimatorNoun.Noun;

    public override string Name => "train";

    public override string Summary => "Learns a likelihood ratio, a score or a density from simulated events, with any of MadMiner's ten methods; several estimators as an ensemble.";

    public override string Example => "estimator train samples/toy-simulator/alices.yml";

    public override string Details => """
        files written:
          result.json       what --json prints: for each member its epochs with the parts of the loss, and the best one
          model.pullback    the estimator or ensemble, for the other verbs
          loss.svg          the learning curve; report.html: all of it on one page
          *.checkpoint      while the run lasts; kept when it is interrupted

        keys of CONFIG (defaults in brackets):
          method            carl, rolr, alice, cascal, rascal, alices; sally, sallino; nde, scandal
          kind              ratio, double-ratio, score, likelihood [by the method; double-ratio if data has theta1]
          alpha             weight of the score's part of the loss [1]
          data              x, theta (or theta0), theta1, y, r_xz, t_xz (or t_xz0), t_xz1, weights, event_ids: npy files;
                            with file: an npz archive, the names of its arrays; with file: a table (Parquet, CSV), lists of its columns;
                            or generate: toy-simulator or two-parameters {events, range}
          validation_data   the same keys: events for validation instead of a share of the others
          features          the observables that the network sees, by number from 0 [all]
          network           hidden [100], activation [tanh], dropout [0], precision: single or double; for densities steps [5],
                            components [1], reverse: whether every second step takes the observables in reverse [true],
                            batch_norm: the share of each batch in the stored means and variances that normalise every step [none];
                            for ratios model: morphing with setup: FILE.h5 and optimize_basis [false], or quadratic (one parameter) [none]
          training          epochs [50], batch [128], optimizer {name [amsgrad], learning_rate [1e-3], momentum, nesterov, ...},
                            schedule {name [geometric], final_rate [1e-4]}, clip {norm, value}, validation [0.25], early_stopping {patience},
                            checkpoint_every
          keep_best         end with the weights of the smallest validation loss [true]
          scale_inputs, scale_parameters [true]; shuffle_labels [false]; limit_samplesize [all]
          memory            MiB of events held in memory, the others in a temporary file; never changes a result [2048]
          start             a trained estimator to train further; --start says it too
          ensemble          members: how many, seeds one apart; methods: a list that they take in turn
          verbose           epochs printed: all, many, some, few, none [some]
        """;

    public override IReadOnlyList<Argument> Arguments => [_config];

    public override IReadOnlyList<Option> Options => [_resume, _start];

    public override VerbResult Run(VerbContext context)
    {
        string shown = context.Get(_config)!;
        ConfigurationFile file = ConfigurationFile.Read(context.Host.Resolve(shown), shown);
        EstimatorSettings settings = EstimatorSettings.Read(file, context.Seed, context.Threads);
        string? path = context.Get(_start) ?? (settings.Start is { } relative ? Path.Combine(file.Folder, relative) : null);
        IReadOnlyList<Estimator>? start = path is null ? null : EstimatorInput.Model(context, path).Members;
        using EstimatorEvents events = EstimatorInput.Guard(() => EstimatorEvents.Open(settings.Data, settings.Kind, context.Seed, context.Threads, context.Cancellation));
        using EstimatorEvents? validation = settings.Validation is { } other
            ? EstimatorInput.Guard(() => EstimatorEvents.Open(other, settings.Kind, context.Seed + 1, context.Threads, context.Cancellation))
            : null;
        int count = settings.Members ?? start?.Count ?? 1;
        EstimatorTrainer[] members = EstimatorInput.Guard(() => Enumerable.Range(0, count).Select(i => Trainer(i)).ToArray());
        bool resume = context.Get(_resume);
        OutputFolder folder = context.OpenRunFolder(file.Name, resume);
        EstimatorCheckpoint?[] from = [.. members.Select((_, i) => resume && File.Exists(Checkpoint(i)) ? EstimatorCheckpoint.Read(Checkpoint(i)) : null)];
        var printer = new EstimatorEpochPrinter(context, settings, count);
        IReadOnlyList<EstimatorTrainingResult> results = EstimatorInput.Guard(() => Train(members, printer, from));
        var ensemble = new EstimatorEnsemble([.. results.Select(r => r.Estimator)]);
        EstimatorFile.Write(folder.Stage(ModelName), ensemble, new Dictionary<string, string> { ["configuration"] = file.Text, ["seed"] = context.Seed.ToString(CultureInfo.InvariantCulture) });
        context.Progress.Clear();
        IReadOnlyList<Picture> pictures = PictureFiles.Write(context, folder, () => [LearningPicture(settings, results[0])]);
        Report(file, context, settings, results, pictures).Save(folder.Stage("report.html"));
        foreach ((EstimatorTrainingResult result, int i) in results.Select((r, i) => (r, i)))
        {
            EstimatorEpoch best = result.History[result.BestEpoch - 1];
            context.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{(count > 1 ? $"member {i}: " : "")}epoch {result.BestEpoch} of {result.History.Count}, train loss {best.Training.Total:G7}{(best.Validation is { } v ? $", validation loss {v.Total:G7}" : "")}"));
        }

        context.Out.WriteLine($"written to {Path.GetRelativePath(context.Host.WorkingDirectory, folder.FullPath)}");
        return new VerbResult(Document(file, context, settings, results, folder), folder);

        string Checkpoint(int member) => folder.PathOfCheckpoint(string.Create(CultureInfo.InvariantCulture, $"training-{member}"));

        EstimatorTrainer Trainer(int member)
        {
            if (start is not null && start.Count != 1 && start.Count != count)
                throw new ArgumentException($"There are {start.Count} estimators to train further, but {count} members. Give one, or as many.", nameof(member));
            Estimator? begin = start?[start.Count == 1 ? 0 : member];
            EstimatorDefinition definition = begin?.Definition ?? settings.Shape with
            {
                Observables = events.Data.Observables.Width,
                Parameters = (settings.Kind == EstimatorKind.Score ? events.Data.JointScore : events.Data.Parameters)?.Width ?? 1,
            };
            if (begin is not null && begin.Definition.Kind != settings.Kind)
                throw new ArgumentException($"The estimator to train further is of kind {begin.Definition.Kind}, but the method trains {settings.Kind}.", nameof(member));
            return new EstimatorTrainer(definition, settings.OptionsOf(member), events.Data, validation?.Data, begin);
        }

        IReadOnlyList<EstimatorTrainingResult> Train(EstimatorTrainer[] trainers, EstimatorEpochPrinter progress, EstimatorCheckpoint?[] states)
        {
            try
            {
                return new EnsembleTrainer(trainers).Train(context.Threads, progress, states, (member, state) => state.Write(Checkpoint(member)), context.Cancellation);
            }
            catch (ArgumentException problem) when (resume && problem.Message.Contains("checkpoint", StringComparison.Ordinal))
            {
                throw new InputException("--resume: " + problem.Message, problem);
            }
            catch (ArithmeticException problem)
            {
                throw new ComputationException(problem.Message, problem);
            }
        }
    }

    private static JsonFields Document(ConfigurationFile file, VerbContext context, EstimatorSettings settings, IReadOnlyList<EstimatorTrainingResult> results, OutputFolder folder)
    {
        EstimatorDefinition definition = results[0].Estimator.Definition;
        return new JsonFields()
            .Add("config", file.Name)
            .Add("seed", context.Seed)
            .Add("converged", true)
            .Add("kind", definition.Kind.ToString())
            .Add("observables", definition.Observables)
            .Add("parameters", definition.Parameters)
            .Add("members", results.Select((result, i) => Member(settings, result, i)))
            .Add("files", folder.Staged);
    }

    private static JsonFields Member(EstimatorSettings settings, EstimatorTrainingResult result, int member)
    {
        EstimatorTrainingOptions options = settings.OptionsOf(member);
        EstimatorEpoch best = result.History[result.BestEpoch - 1];
        JsonFields fields = new JsonFields()
            .Add("method", options.Method.ToString().ToLowerInvariant())
            .Add("seed", options.Training.Seed)
            .Add("best_epoch", result.BestEpoch)
            .Add("train_loss", best.Training.Total);
        if (best.Validation is { } validation) fields.Add("validation_loss", validation.Total);
        return fields.Add("epochs", result.History.Select(EstimatorEpochFields.Of));
    }

    private static Picture LearningPicture(EstimatorSettings settings, EstimatorTrainingResult result) => new(
        "loss",
        LearningCurveFigure.Create(new LearningCurve([.. result.History.Select(e => (double)e.Epoch)], [.. result.History.Select(e => e.Training.Total)])
        {
            Validation = result.History[0].Validation is null ? null : [.. result.History.Select(e => e.Validation!.Total)],
            BestEpoch = result.BestEpoch,
            LossName = "Loss: " + settings.Methods[0].ToString().ToLowerInvariant(),
        }),
        "The loss of the first member against the epoch: the mean over the batches of each epoch, before their updates, and that of the events kept for validation after it.");

    private static HtmlReport Report(ConfigurationFile file, VerbContext context, EstimatorSettings settings, IReadOnlyList<EstimatorTrainingResult> results, IReadOnlyList<Picture> pictures)
    {
        EstimatorDefinition definition = results[0].Estimator.Definition;
        var report = new HtmlReport("Training of an estimator")
        {
            Subtitle = $"{file.Name}: {string.Join(", ", settings.Methods).ToLowerInvariant()}, {definition.Observables} observables, {definition.Parameters} parameters",
            Footer = string.Create(CultureInfo.InvariantCulture, $"Pullback {Application.Version}, estimator train, seed {context.Seed}"),
        };
        var members = new ReportTable("Member", "Method", "Best epoch", "Train loss", "Validation loss");
        for (int i = 0; i < results.Count; i++)
        {
            EstimatorEpoch best = results[i].History[results[i].BestEpoch - 1];
            members.Row((long)i, settings.OptionsOf(i).Method.ToString().ToLowerInvariant(), (long)results[i].BestEpoch, best.Training.Total, best.Validation is { } validation ? validation.Total : (ReportCell)"none");
        }

        report.Section("Result").Table(members);
        if (pictures.Count > 0)
        {
            ReportSection section = report.Section("Pictures");
            foreach (Picture picture in pictures) section.Figure(picture.Figure, picture.Caption);
        }

        report.Section("Run").Details("Configuration", file.Text);
        return report;
    }
}
