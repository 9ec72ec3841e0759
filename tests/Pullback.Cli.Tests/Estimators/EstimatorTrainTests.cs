using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Pullback.Data.Npy;
using Pullback.Data.Npz;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Events;
using Pullback.Learning.Estimators.Makers;
using Pullback.Learning.Tests.Estimators.Events;

namespace Pullback.Cli.Tests.Estimators;

/// <summary><c>estimator train</c>: configurations, sources of events, ensembles, interruption.</summary>
public sealed class EstimatorTrainTests : IDisposable
{
    private const string Small = """
        network: {hidden: [8]}
        training: {epochs: 2, batch: 64, optimizer: {learning_rate: 0.01}}
        """;

    private readonly TestCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_trained_estimator_is_evaluated_by_the_other_verbs()
    {
        JsonNode document = Train("run", $"method: alices\nalpha: 0.1\ndata: {{generate: toy-simulator, events: 2000}}\n{Small}");
        JsonNode member = document["members"]!.AsArray().Single()!;
        Assert.Equal("ParameterizedRatio", document["kind"]!.GetValue<string>());
        Assert.Equal("alices", member["method"]!.GetValue<string>());
        JsonArray epochs = member["epochs"]!.AsArray();
        Assert.Equal(2, epochs.Count);
        JsonNode last = epochs[1]!;
        Assert.Equal(last["validation_parts"]!["improved_xe"]!.GetValue<double>() + (0.1 * last["validation_parts"]!["mse_score"]!.GetValue<double>()), last["validation_loss"]!.GetValue<double>(), 1e-6);
        Assert.Equal(1e-4, last["learning_rate"]!.GetValue<double>(), 1e-12);
        Assert.Equal(["loss.svg", "model.pullback", "report.html", "result.json"], Files("run"));
        Write("x.npy", [0.5, -1]);
        Write("theta.npy", [1, 2, 3]);
        Assert.Equal(0, _command.Run("estimator", "evaluate", "run/model.pullback", "--x", "x.npy", "--theta", "theta.npy", "--score", "--json"));
        Assert.Equal(3, JsonNode.Parse(_command.Out)!["log_likelihood_ratio"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("carl", "ratio", "two-parameters")]
    [InlineData("rascal", "double-ratio", "toy-simulator")]
    [InlineData("sally", "score", "two-parameters")]
    [InlineData("scandal", "likelihood", "two-parameters")]
    public void Every_kind_is_trained(string method, string kind, string generator)
    {
        JsonNode document = Train("run", $"method: {method}\nkind: {kind}\ndata: {{generate: {generator}, events: 400}}\n{Small}");
        Assert.Equal(kind.Replace("-", "", StringComparison.Ordinal).Length, document["kind"]!.GetValue<string>().Replace("Parameterized", "", StringComparison.Ordinal).Length);
        Assert.True(double.IsFinite(document["members"]![0]!["validation_loss"]!.GetValue<double>()));
    }

    [Fact]
    public void Ratios_with_a_model_take_their_morphing_from_an_event_file()
    {
        MadMinerFileWriter.Write(At("setup.h5"), QuadraticEvents.Create(50));
        foreach (string model in (string[])["model: morphing, setup: setup.h5", "model: morphing, setup: setup.h5, optimize_basis: true", "model: quadratic"])
        {
            Train("run", $"method: alice\ndata: {{generate: toy-simulator, events: 300}}\nnetwork: {{hidden: [4], {model}}}\ntraining: {{epochs: 1}}");
            EstimatorDefinition definition = EstimatorFile.Read(At("run/model.pullback")).Members[0].Definition;
            Assert.Equal(model.Contains("quadratic", StringComparison.Ordinal) ? RatioForm.Quadratic : RatioForm.Morphing, definition.Model!.Form);
            Directory.Delete(At("run"), recursive: true);
        }

        string error = Fail("method: alice\nscale_parameters: true\ndata: {generate: toy-simulator}\nnetwork: {model: quadratic}");
        Assert.Contains("Leave the key out", error, StringComparison.Ordinal);
        Assert.Contains("setup", Fail("method: alice\ndata: {generate: toy-simulator}\nnetwork: {model: morphing}"), StringComparison.Ordinal);
        Assert.Contains("nowhere.h5", Fail("method: alice\ndata: {generate: toy-simulator}\nnetwork: {model: morphing, setup: nowhere.h5}"), StringComparison.Ordinal);
        Assert.Contains("model", Fail("method: nde\ndata: {generate: toy-simulator}\nnetwork: {model: quadratic}"), StringComparison.Ordinal);
        Assert.Contains("batch_norm", Fail("method: nde\ndata: {generate: toy-simulator}\nnetwork: {batch_norm: 0}"), StringComparison.Ordinal);
        Assert.Contains("batch_norm", Fail("method: carl\ndata: {generate: toy-simulator}\nnetwork: {batch_norm: 0.1}"), StringComparison.Ordinal);

        string Fail(string configuration)
        {
            _command.Write("bad.yml", configuration);
            Assert.Equal(2, _command.Run("estimator", "train", "bad.yml", "--out", "never"));
            Assert.False(Directory.Exists(At("never")));
            return _command.ErrorText;
        }
    }

    [Fact]
    public void Arrays_archives_and_tables_give_the_same_training()
    {
        SimulatedSample sample = SimulatedSample.ForRatio(GaussianSimulator.TwoParameters, 200, 1, 3);
        Write("x.npy", sample.Observables, 3);
        Write("theta.npy", sample.Numerator, 2);
        Write("y.npy", sample.Labels);
        NpzWriter.Write(At("events.npz"), archive =>
        {
            archive.Add<double>("obs", sample.Observables, 400, 3);
            archive.Add<double>("par", sample.Numerator, 400, 2);
            archive.Add<double>("label", sample.Labels, 400);
        });
        _command.Write("events.csv", "a,b,c,t0,t1,y\n" + string.Concat(Enumerable.Range(0, 400).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.Observables[3 * i]:R},{sample.Observables[(3 * i) + 1]:R},{sample.Observables[(3 * i) + 2]:R},{sample.Numerator[2 * i]:R},{sample.Numerator[(2 * i) + 1]:R},{sample.Labels[i]:R}\n"))));
        string[] sources =
        [
            "{x: x.npy, theta: theta.npy, y: y.npy}",
            "{file: events.npz, x: obs, theta0: par, y: label}",
            "{file: events.csv, x: [a, b, c], theta: [t0, t1], y: [y]}",
        ];
        double[] losses = [.. sources.Select((source, i) => Train($"run{i}", $"method: carl\ndata: {source}\n{Small}")["members"]![0]!["validation_loss"]!.GetValue<double>())];
        Assert.Equal(losses[0], losses[1]);
        Assert.Equal(losses[0], losses[2]);
        double external = Train("external", $"method: carl\ndata: {sources[0]}\nvalidation_data: {sources[1]}\n{Small}")["members"]![0]!["validation_loss"]!.GetValue<double>();
        Assert.Equal(losses[0], external, 0.1);
    }

    [Fact]
    public void An_ensemble_takes_methods_in_turn_and_is_trained_further()
    {
        string data = "data: {generate: toy-simulator, events: 600}";
        JsonNode document = Train("first", $"{data}\nensemble: {{members: 3, methods: [carl, alice]}}\n{Small}");
        Assert.Equal(["carl", "alice", "carl"], document["members"]!.AsArray().Select(m => m!["method"]!.GetValue<string>()));
        Assert.Equal([1, 2, 3], document["members"]!.AsArray().Select(m => m!["seed"]!.GetValue<int>()));
        JsonNode further = Train("second", $"method: alices\n{data}\nstart: first/model.pullback\n{Small}");
        Assert.Equal(3, further["members"]!.AsArray().Count);
        _command.Write("third.yml", $"method: alices\n{data}\n{Small}");
        Assert.Equal(0, _command.Run("estimator", "train", "third.yml", "--start", "first/model.pullback", "--out", "third", "--quiet"));
        Assert.Equal(File.ReadAllBytes(At("second/model.pullback")).Length, File.ReadAllBytes(At("third/model.pullback")).Length, 100.0);
        Write("x.npy", [0.5, -1]);
        Write("theta.npy", [1]);
        Assert.Equal(0, _command.Run("estimator", "evaluate", "second/model.pullback", "--x", "x.npy", "--theta", "theta.npy", "--json"));
        Assert.NotNull(JsonNode.Parse(_command.Out)!["log_likelihood_ratio_spread"]);
    }

    [Theory]
    [InlineData("'metod'", "metod: carl\ndata: {generate: toy-simulator}")]
    [InlineData("does not train an estimator of kind 'score'", "method: carl\nkind: score\ndata: {generate: toy-simulator}")]
    [InlineData("'x' is missing", "method: carl\ndata: {theta: a.npy}")]
    [InlineData("labels y", "method: carl\ndata: {x: x.npy, theta: t.npy}")]
    [InlineData("joint likelihood ratio r_xz", "method: alice\ndata: {x: x.npy, theta: t.npy, y: y.npy}")]
    [InlineData("joint score t_xz", "method: sally\ndata: {x: x.npy}")]
    [InlineData("has 3 rows, but", "method: carl\ndata: {x: x.npy, theta: t.npy, y: three.npy}")]
    [InlineData("has NaN in row 1, column 0", "method: carl\ndata: {x: nan.npy, theta: t.npy, y: y.npy}")]
    [InlineData("has 5 in row 3", "method: carl\ndata: {x: x.npy, theta: t.npy, y: five.npy}")]
    [InlineData("nothing.npy", "method: carl\ndata: {x: nothing.npy, theta: t.npy, y: y.npy}")]
    [InlineData("no observable 4", "method: carl\nfeatures: [0, 4]\ndata: {x: x.npy, theta: t.npy, y: y.npy}")]
    [InlineData("the methods are carl, rolr", "ensemble: {methods: [carla]}\ndata: {x: x.npy, theta: t.npy, y: y.npy}")]
    [InlineData("No observable is selected", "method: carl\nfeatures: []\ndata: {x: x.npy, theta: t.npy, y: y.npy}")]
    [InlineData("no finite mean and deviation", "method: carl\ndata: {x: huge.npy, theta: t.npy, y: y.npy}")]
    [InlineData("has 3 dimensions", "method: carl\ndata: {x: cube.npy, theta: t.npy, y: y.npy}")]
    [InlineData("has a single row", "method: carl\ndata: {x: one.npy, theta: one.npy, y: one.npy}")]
    [InlineData("add up to 0 of their mean", "method: carl\ndata: {x: x.npy, theta: t.npy, y: y.npy, weights: single.npy}\ntraining: {validation: 0.5}\nnetwork: {hidden: [8]}", false)]
    [InlineData("only tables", "method: carl\ndata: {x: [a, b], theta: t.npy, y: y.npy}")]
    public void Bad_input_ends_in_two_with_a_reason_and_writes_nothing(string reason, string config, bool small = true)
    {
        Write("x.npy", [0, 1, 2, 3]);
        Write("t.npy", [0, 1, 2, 3]);
        Write("y.npy", [0, 1, 0, 1]);
        Write("three.npy", [0, 1, 0]);
        Write("nan.npy", [0, double.NaN, 0, 1]);
        Write("five.npy", [0, 1, 0, 5]);
        Write("huge.npy", [1e300, -1e300, 0, 1]);
        Write("one.npy", [1]);
        Write("single.npy", [0, 0, 0, 1]);
        NpyWriter.Write<double>(At("cube.npy"), new double[] { 0, 1, 2, 3 }, 4, 1, 1);
        _command.Write("run.yml", config + "\n" + (small ? Small : ""));
        Assert.Equal(2, _command.Run("estimator", "train", "run.yml", "--out", "out"));
        Assert.Contains(reason, _command.ErrorText, StringComparison.Ordinal);
        Assert.False(File.Exists(At("out/result.json")) || File.Exists(At("out/model.pullback")));
    }

    [Fact]
    public void A_training_interrupted_and_killed_ends_with_the_bits_of_an_uninterrupted_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        _command.Write("run.yml", "method: alices\ndata: {generate: toy-simulator, events: 60000}\nensemble: {members: 2}\nverbose: all\ntraining: {epochs: 15}");
        foreach ((string signal, int epoch) in new[] { ("INT", 2), ("KILL", 5) })
        {
            string[] resume = signal == "KILL" ? ["--resume", "--threads", "1"] : [];
            using Process process = PullbackProcess.Start(_command.Folder, ["estimator", "train", "run.yml", "--out", "stopped", .. resume]);
            bool reached = false;
            while (!reached && process.StandardOutput.ReadLine() is { } line)
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                reached = words.Length > 2 && words[0] == "0" && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int found) && found >= epoch;
            }

            Assert.True(reached, "the training ended before the epoch");
            using (Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
            Assert.DoesNotContain("result.json", Files("stopped"));
        }

        Assert.Equal(0, _command.Run("estimator", "train", "run.yml", "--out", "stopped", "--resume"));
        Assert.Equal(0, _command.Run("estimator", "train", "run.yml", "--out", "whole", "--threads", "1"));
        Assert.Equal(File.ReadAllBytes(At("whole/model.pullback")), File.ReadAllBytes(At("stopped/model.pullback")));
        Assert.Equal(Files("whole"), Files("stopped"));
    }

    private string At(string name) => Path.Combine(_command.Folder, name);

    private string[] Files(string folder) => [.. Directory.GetFiles(At(folder)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private void Write(string name, double[] values, int width = 1)
    {
        if (width == 1) NpyWriter.Write<double>(At(name), values, values.Length);
        else NpyWriter.Write<double>(At(name), values, values.Length / width, width);
    }

    private JsonNode Train(string name, string config)
    {
        _command.Write(name + ".yml", config);
        int code = _command.Run("estimator", "train", name + ".yml", "--out", name, "--json");
        Assert.True(code == 0, _command.Error);
        return JsonNode.Parse(_command.Out)!;
    }
}
