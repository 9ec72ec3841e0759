using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Cli.Estimators;
using Pullback.Cli.Output;
using Pullback.Data.Npy;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Events;
using Pullback.Learning.Estimators.Sampling;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback estimator sample</c>.</summary>
internal sealed class EstimatorSample : Verb
{
    private readonly Argument<string> _source = new("SOURCE") { Description = "A configuration (.yml, .yaml or .json) that names MadMiner's event file; or a trained density: " + EstimatorNoun.Model };
    private readonly Option<string?> _theta = new("--theta") { HelpName = "FILE", Description = "For a density: parameter points, an npy file." };
    private readonly Option<int> _events = OptionValues.Integer("--events", "N", "For a density: events at each point.", 1, 1, 1_000_000_000);
    private readonly Option<int> _member = OptionValues.Integer("--member", "K", "For an ensemble of densities: the member that is drawn from.", 0, 0, int.MaxValue);

    public override Noun Noun => EstimatorNoun.Noun;

    public override string Name => "sample";

    public override string Summary => "Draws training and test samples at any parameters from MadMiner's weighted events, with joint ratio and score; or events from a trained density.";

    public override string Example => "estimator sample sample.yml --seed 3 --out training-sample";

    public override string Details => """
        files written:
          result.json       what --json prints
          npy files         x, theta (theta0, theta1), y, r_xz, t_xz (t_xz0, t_xz1), weights, event_ids: what the kind of sample has

        keys of CONFIG (defaults in brackets):
          file              MadMiner's event file, HDF5
          kind              ratio: half drawn at theta0 (y = 0), half at theta1 (y = 1), with r_xz and t_xz; double-ratio: with t_xz0 and t_xz1;
                            score, density: x, theta, t_xz; test: x, theta
          events            how many in all, shared among the points [100000]
          theta0, theta1    the points of ratios; the shorter list is cycled
          theta             those of the other kinds. Each has one of
                              benchmarks: names of the file
                              points: a list of points, or an npy file
                              prior: for each parameter [flat, LOW, HIGH], [gaussian, MEAN, DEVIATION] or a number; count: how many points [1000]
          additional_theta  of ratios: points, as above, that every event is given at again in place of the point that it was not drawn at [none]
          minimum_effective_events   leave out events that would be more than one in so many of a draw [none]
          nuisance          points and scores have the nuisance parameters after the others; without a prior they are gaussian(0, 1), elsewhere 0 [false]
          partition         train, validation, test or all [train; test for kind test]
          test_fraction, validation_fraction    the shares of events, the last of the file and those before [0.2]
          closest_benchmark draw from the events generated next to the point alone, which keeps weights alike [true]
          weighted          score, density, test: every event once with its weight at one point in place of a draw [false]

        keys of the document:
          kind, events, parameters, observables, source_events
          effective_events  the smallest 1/max(p) of all points: how many different events a draw rests on
          cross_sections    [{benchmark, value, uncertainty}] in pb
          from a density: events, observables and parameters alone

        files written from a density:
          x.npy with a row for each event, and theta.npy
        """;

    public override IReadOnlyList<Argument> Arguments => [_source];

    public override IReadOnlyList<Option> Options => [_theta, _events, _member];

    public override VerbResult Run(VerbContext context)
    {
        string shown = context.Get(_source)!;
        string path = context.Host.Resolve(shown);
        bool configuration = Path.GetExtension(path).ToUpperInvariant() is ".YML" or ".YAML" or ".JSON";
        if (configuration && context.Get(_theta) is not null) throw new InputException("--theta: it is for densities; a configuration has its parameter points in itself.");
        return configuration ? FromEvents(context, ConfigurationFile.Read(path, shown)) : FromDensity(context, shown);
    }

    private static VerbResult FromEvents(VerbContext context, ConfigurationFile file)
    {
        SampleSettings settings = SampleSettings.Read(file, context.Seed, context.Threads);
        using MadMinerFile events = MadMinerFile.Open(settings.File);
        bool nuisance = settings.Options.WithNuisance;
        if (nuisance && events.Setup.NuisanceParameters.Count == 0) throw new InputException($"nuisance: the event file {settings.File} has no nuisance parameters. Leave the key out.");
        string[] parameters = SamplePoints.Names(events.Setup, nuisance);
        IReadOnlyList<double[]> numerator = settings.Numerator.Resolve(events.Setup, nuisance, context.Seed);
        IReadOnlyList<double[]> denominator = settings.Denominator?.Resolve(events.Setup, nuisance, context.Seed) ?? [];
        IReadOnlyList<double[]>? additional = settings.Additional?.Resolve(events.Setup, nuisance, context.Seed);
        if (settings.Weighted && numerator.Count != 1) throw new InputException($"theta: a weighted sample is of one point, but there are {numerator.Count}.");
        return EstimatorInput.Guard(() =>
        {
            var augmenter = new SampleAugmenter(events, settings.Options with { Progress = new DrawingProgress(context.Progress) }, context.Cancellation);
            bool score = HasScore(events.Setup);
            if (!score && settings.Kind is not SampleKind.Test)
                context.Warn("the event file has neither morphing nor finite differences, so that the sample has no joint scores.");
            AugmentedSample sample = settings.Kind switch
            {
                _ when settings.Weighted => augmenter.Weighted(numerator[0], score && settings.Kind != SampleKind.Test, context.Cancellation),
                SampleKind.Ratio => augmenter.Ratio(numerator, denominator, settings.Events, score, false, additional, context.Cancellation),
                SampleKind.DoubleRatio => augmenter.Ratio(numerator, denominator, settings.Events, score, score, additional, context.Cancellation),
                _ => augmenter.AtPoints(numerator, settings.Events, score && settings.Kind != SampleKind.Test, context.Cancellation),
            };
            MadMinerBenchmark[] benchmarks = [.. events.Setup.Benchmarks.Where(b => !b.IsNuisance)];
            (double[] values, double[] uncertainties) = augmenter.CrossSections([.. benchmarks.Select(b => (double[])[.. b.Values, .. new double[parameters.Length - b.Values.Count]])]);
            context.Progress.Clear();
            OutputFolder folder = context.OpenRunFolder(file.Name, resume: false);
            Write(folder, settings.Kind, sample);
            context.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{sample.Count} events from {augmenter.SourceEvents}, at least {sample.EffectiveEvents:G4} effective events at each point"));
            context.Out.WriteLine($"written to {Path.GetRelativePath(context.Host.WorkingDirectory, folder.FullPath)}");
            return new VerbResult(
                new JsonFields()
                    .Add("config", file.Name)
                    .Add("seed", context.Seed)
                    .Add("kind", settings.KindName)
                    .Add("events", sample.Count)
                    .Add("parameters", parameters)
                    .Add("observables", events.Setup.Observables.Select(o => o.Name))
                    .Add("source_events", augmenter.SourceEvents)
                    .Add("effective_events", sample.EffectiveEvents)
                    .Add("cross_sections", benchmarks.Select((b, i) => new JsonFields().Add("benchmark", b.Name).Add("value", values[i]).Add("uncertainty", uncertainties[i])))
                    .Add("files", folder.Staged),
                folder);
        });
    }

    private static bool HasScore(MadMinerSetup setup) => setup.Morphing is not null || setup.Differences is not null;

    private static void Write(OutputFolder folder, SampleKind kind, AugmentedSample sample)
    {
        bool ratio = kind is SampleKind.Ratio or SampleKind.DoubleRatio;
        long count = sample.Count;
        Array("x", sample.Observables, sample.Observables.Length / Math.Max(1, count));
        Array(ratio ? "theta0" : "theta", sample.Numerator, sample.Parameters);
        Array("theta1", sample.Denominator, sample.Parameters);
        Array("y", sample.Labels, 1);
        Array("r_xz", sample.JointRatio, 1);
        Array(kind == SampleKind.DoubleRatio ? "t_xz0" : "t_xz", sample.JointScore, sample.Parameters);
        Array("t_xz1", sample.DenominatorScore, sample.Parameters);
        Array("weights", sample.Weights, 1);
        Array("event_ids", sample.EventIds, 1);

        void Array(string name, double[] values, long width)
        {
            if (values.Length > 0 || name == "x") NpyWriter.Write<double>(folder.Stage(name + ".npy"), values, count, width);
        }
    }

    private VerbResult FromDensity(VerbContext context, string shown)
    {
        EstimatorEnsemble model = EstimatorInput.Model(context, shown);
        int member = context.Get(_member);
        if (member >= model.Members.Count) throw new InputException($"--member {member}: the ensemble has {model.Members.Count} members, counted from 0.");
        if (context.Get(_theta) is not { } file) throw new InputException("--theta: parameter points are missing. Give an npy file with a row for each.");
        Estimator estimator = model.Members[member];
        int parameters = estimator.Definition.Parameters;
        double[] points = EstimatorInput.Rows(context, file, parameters, "parameters");
        int each = context.Get(_events);
        long rows = (long)(points.Length / parameters) * each;
        if (rows * Math.Max(parameters, estimator.Definition.Inputs) > System.Array.MaxLength) throw new InputException($"--events {each}: {rows} events are more than one file can hold. Ask for fewer.");
        double[] theta = new double[rows * parameters];
        for (int i = 0; i < rows; i++) points.AsSpan((int)(i / each) * parameters, parameters).CopyTo(theta.AsSpan(i * parameters));
        return EstimatorInput.Guard(() =>
        {
            using var sampler = new DensitySampler(estimator);
            double[] x;
            try
            {
                x = sampler.Draw(theta, context.Seed, context.Cancellation);
            }
            catch (ArithmeticException problem)
            {
                throw new ComputationException(problem.Message, problem);
            }

            OutputFolder folder = context.OpenRunFolder("sample", resume: false);
            NpyWriter.Write<double>(folder.Stage("x.npy"), x, rows, estimator.Definition.Inputs);
            NpyWriter.Write<double>(folder.Stage("theta.npy"), theta, rows, parameters);
            context.Out.WriteLine($"{rows} events written to {Path.GetRelativePath(context.Host.WorkingDirectory, folder.FullPath)}");
            return new VerbResult(
                new JsonFields()
                    .Add("seed", context.Seed)
                    .Add("events", rows)
                    .Add("observables", estimator.Definition.Inputs)
                    .Add("parameters", parameters)
                    .Add("files", folder.Staged),
                folder);
        });
    }

    private sealed class DrawingProgress(ProgressLine line) : IProgress<double>
    {
        private readonly Lock _lock = new();

        public void Report(double value)
        {
            lock (_lock) line.Report("drawing events", value, 1);
        }
    }
}
