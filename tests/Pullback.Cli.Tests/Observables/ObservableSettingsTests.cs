using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Cli.Observables;
using Pullback.Data.Processes;
using Pullback.Data.Tables;
using Pullback.Learning.Training;

namespace Pullback.Cli.Tests.Observables;

public sealed class ObservableSettingsTests : IDisposable
{
    private const string Own =
        """
        data:
          processes:
            higgs: {role: signal, files: s.npz, yield: 20}
            top:
              role: background
              files: [a.npz, b.npz]
              where: "mass > 50"
              weight: w
              variations:
                scale:
                  up: {files: up.npz}
                  down: {weight: w_down}
        features: [mass, angle]
        """;

    private readonly TestCommand _command = new();

    public void Dispose() => _command.Dispose();

    private ObservableSettings Read(string text) => ObservableSettings.Read(ConfigurationFile.Read(_command.Write("c.yml", text), "c.yml"));

    private string[] Problems(string text) => [.. Assert.Throws<InputException>(() => Read(text)).Problems];

    [Fact]
    public void Three_blobs_have_the_defaults_of_neos()
    {
        ObservableSettings settings = Read("data: {generate: three-blobs}");
        ThreeBlobs blobs = Assert.IsType<ThreeBlobs>(settings.Data);
        Assert.Equal((500, 10.0, 2.0, 10.0), (blobs.Points, blobs.Luminosity, blobs.SignalScale, blobs.BackgroundScale));
        Assert.Equal([-1, 1], blobs.SignalMean);
        Assert.Equal([2, 2], blobs.Background1Mean);
        Assert.Equal([-1, -1], blobs.Background2Mean);
        Assert.Equal(2, Assert.IsType<SoftmaxSummary>(settings.Summary).Bins);
        Assert.Equal([1024, 1024], settings.Network.Hidden);
        Assert.Equal("shared", settings.Model.BackgroundUncertainty);
        Assert.Equal([("cls", 1.0)], settings.Objective.Terms);
        Assert.Equal(20, settings.Training.Epochs);
        Assert.Null(settings.Training.Batch);
        Assert.Equal(("adam", 1e-3), (settings.Training.Optimizer.Name, settings.Training.Optimizer.LearningRate));
    }

    [Fact]
    public void Own_features_are_standardized_and_generated_ones_are_not()
    {
        Assert.True(Read(Own).Standardize);
        Assert.False(Read(Own + "\nstandardize: false").Standardize);
        Assert.False(Read("data: {generate: three-blobs}").Standardize);
    }

    [Fact]
    public void A_cycle_of_the_learning_rate_and_double_precision_can_be_chosen()
    {
        ObservableSettings settings = Read("""
            data: {generate: three-blobs}
            network: {precision: double, bias_deviation: 0}
            training: {schedule: {name: one-cycle, rise: 0.4, start_factor: 0.1, final_rate: 1.0e-5, warm_up: 2}}
            """);
        Assert.Equal(("one-cycle", 0.4, 0.1, 1e-5, 2), (settings.Training.Schedule.Name, settings.Training.Schedule.Rise, settings.Training.Schedule.StartFactor, settings.Training.Schedule.FinalRate, settings.Training.Schedule.WarmUp));
        Assert.Equal(Pullback.Autodiff.ElementType.Float64, LearningOptions.From(settings, 1, 1).Network.Element);
        OneCycleSchedule schedule = Assert.IsType<OneCycleSchedule>(LearningOptions.From(settings, 1, 1).Training.Schedule);
        Assert.Equal((0.4, 0.1, 0.01, 2), (schedule.Rise, schedule.Start, schedule.Final, schedule.WarmUpEpochs));
        Assert.Contains("rise", Assert.Single(Problems("data: {generate: three-blobs}\ntraining: {schedule: {name: one-cycle, rise: 1}}")), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_samples_and_four_blobs_have_the_defaults_of_neos()
    {
        ThreeSamples samples = Assert.IsType<ThreeSamples>(Read("data: {generate: three-samples, group: 2}").Data);
        Assert.Equal((1.0, 1.0, 2), (samples.SignalScale, samples.BackgroundScale, samples.Group));
        Assert.Equal([0, -2], samples.Mean3);
        FourBlobs blobs = Assert.IsType<FourBlobs>(Read("data: {generate: four-blobs}").Data);
        Assert.Equal([2.5, 2], blobs.UpMean);
        Assert.Equal([-2.5, -1.5], blobs.DownMean);
    }

    [Fact]
    public void Own_events_have_files_weights_selections_and_variations()
    {
        ObservableSettings settings = Read(Own);
        ProcessData data = Assert.IsType<ProcessData>(settings.Data);
        ProcessSpecification signal = data.Processes[0], top = data.Processes[1];
        Assert.Equal((ProcessRole.Signal, 20.0), (signal.Role, signal.Yield));
        Assert.Equal(["a.npz", "b.npz"], top.Events.Files);
        Assert.Equal((_command.Folder, "mass > 50", "w"), (top.Events.Folder, top.Events.Where, top.Weight!.Name));
        VariationSpecification variation = Assert.Single(top.Variations);
        Assert.Equal(["up.npz"], variation.Up.Events!.Files);
        Assert.Equal(("mass > 50", null), (variation.Up.Events.Where, variation.Up.Weight));
        Assert.Equal((null, "w_down"), (variation.Down.Events, variation.Down.Weight!.Name));
        Assert.Equal(["mass", "angle"], settings.Features.Select(feature => feature.Name));
    }

    [Fact]
    public void Features_may_be_expressions() =>
        Assert.Equal(
            [new ColumnSelection("mass"), new ColumnSelection("pt", "sqrt(px*px + py*py)")],
            Read(Own.Replace("[mass, angle]", "{mass: , pt: sqrt(px*px + py*py)}", StringComparison.Ordinal)).Features);

    [Fact]
    public void Kernel_counts_take_edges_or_a_number_of_bins()
    {
        KernelSummary kernel = Assert.IsType<KernelSummary>(Read("data: {generate: three-blobs}\nsummary: {kind: kde, bins: 4, bandwidth: 0.1, trainable: [edges, bandwidth]}").Summary);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], kernel.Edges);
        Assert.True(kernel.TrainEdges && kernel.TrainBandwidth);
        Assert.Equal(1e-3, kernel.Floor);
    }

    [Fact]
    public void Objectives_may_be_one_name_or_a_weighted_sum()
    {
        Assert.Equal([("log-cls", 1.0)], Read("data: {generate: three-blobs}\nobjective: log-cls").Objective.Terms);
        ObjectiveSettings sum = Read("data: {generate: three-blobs}\nobjective: {poi: 0.5, terms: {log-cls: 1, binary-cross-entropy: 0.1}}").Objective;
        Assert.Equal([("log-cls", 1.0), ("binary-cross-entropy", 0.1)], sum.Terms);
        Assert.Equal(0.5, sum.Poi);
    }

    [Theory]
    [InlineData("data: {generate: three-blobs}\nsummary: {kind: kde, edges: [0, 0.5, 0.4, 1], bandwidth: 0.1}", "c.yml:2:29: summary.edges: the bins are out of order: edge 2 is 0.4 after 0.5, but edges must increase. Sort them, and write each once.")]
    [InlineData("data: {generate: three-blobs}\nsummary: {kind: kde, bins: 3, bandwidth: 0}", "c.yml:2:42: summary.bandwidth: found '0', but a number > 0 is needed.")]
    [InlineData("data: {generate: three-blobs}\nsummary: {kind: kde, bins: 3, bandwidth: -0.1}", "c.yml:2:42: summary.bandwidth: found '-0.1', but a number > 0 is needed.")]
    [InlineData("data: {generate: three-blobs}\nsummary: {kind: kde, bins: 3}", "c.yml:2:10: summary: the key 'bandwidth' is missing. Add it: the width of the kernel in units of the output, for example 0.1.")]
    [InlineData("data: {generate: three-blobs}\nsummary: {kind: kde, bins: 3, edges: [0, 1], bandwidth: 1}", "c.yml:2:28: summary.bins: found 3, but 'edges' lists 1 bins. Leave one of the two out.")]
    [InlineData("data: {generate: three-blobs}\ntraining: {optimizer: {lerning_rate: 1}}", "c.yml:2:24: training.optimizer.lerning_rate: unknown key 'lerning_rate'. Did you mean 'learning_rate'? Valid keys of training.optimizer are name, learning_rate, beta1, beta2, epsilon.")]
    [InlineData("data: {generate: tree-blobs}", "c.yml:1:18: data.generate: found 'tree-blobs', but allowed are three-blobs, three-samples, four-blobs. Did you mean 'three-blobs'?")]
    [InlineData("data: {generate: three-blobs, points: 0}", "c.yml:1:39: data.points: found '0', but a whole number from 1 to 100000000 is needed.")]
    [InlineData("data: {generate: three-blobs}\nobjective: {terms: {cls: 1, bce: 2}}", "c.yml:2:29: objective.terms.bce: unknown objective 'bce'. Objectives are cls, log-cls, discovery-significance, discovery-p-value, poi-uncertainty, generalized-variance, binary-cross-entropy.")]
    [InlineData("data: {generate: three-blobs}\nfeatures: [x]", "c.yml:2:11: features: generated events have the features x and y. Remove this key.")]
    [InlineData("summary: {bins: 2}", "c.yml:1:1: the key 'data' is missing. Add it: where the events come from.")]
    [InlineData("data: {generate: three-blobs}\ntraining: {batch: some}", "c.yml:2:19: training.batch: found 'some', but a whole number >= 1 is needed.")]
    public void A_wrong_configuration_says_where_and_what_is_allowed(string text, string expected) => Assert.Contains(expected, Problems(text));

    [Theory]
    [InlineData("role: background", "role: signal", "found 2 processes with 'role: signal', but exactly one is needed.")]
    [InlineData("role: background", "role: bakground", "found 'bakground', but allowed are signal, background. Did you mean 'background'?")]
    [InlineData("files: [a.npz, b.npz]", "wehre: x", "the key 'files' is missing.")]
    [InlineData("up: {files: up.npz}", "up: {weight: }", "this side is the same as the nominal events.")]
    [InlineData("up: {files: up.npz}", "", "the key 'up' is missing.")]
    [InlineData("yield: 20", "yield: 20, scale: 2", "found both 'yield' and 'scale'.")]
    [InlineData("[mass, angle]", "[mass, mass]", "'mass' is listed twice.")]
    [InlineData("features: [mass, angle]", "", "the key 'features' is missing.")]
    public void A_wrong_process_says_what_is_allowed(string old, string changed, string expected)
    {
        string[] problems = Problems(Own.Replace(old, changed, StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_of_all_sections_are_reported_together() =>
        Assert.Equal(4, Problems("data: {generate: three-blobs, points: -1}\nnetwork: {dropout: 1}\ntraining: {epochs: 0, epoch: 3}\n").Length);
}
