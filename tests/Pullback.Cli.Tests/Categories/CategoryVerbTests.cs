using System.Text.Json.Nodes;
using Pullback.Cli.Tests.Workspaces;

namespace Pullback.Cli.Tests.Categories;

/// <summary>What the verbs print and write on small events, wherever these come from.</summary>
public sealed class CategoryVerbTests : IDisposable
{
    private static readonly string[] Keys = ["significance", "background", "background_sumw2", "signal", "bias", "boundaries", "hard_significance"];

    private readonly CategoryCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("table")]
    [InlineData("archive")]
    [InlineData("files")]
    public void Training_prints_the_document_that_it_writes(string source)
    {
        JsonObject document = _command.Document("train", source + ".yml", "--out", "out");
        Assert.Equal(_command.Out, File.ReadAllText(_command.PathOf("out/result.json")));
        Assert.Superset(Keys.ToHashSet(), document.Keys().ToHashSet());
        Assert.Equal(["signal"], document["significance"].Keys());
        Assert.Equal(["signal"], document["hard_significance"].Keys());
        Assert.Equal(["qcd", "top"], document["processes"].Keys().Order(StringComparer.Ordinal));
        Numbers.Near(300.0, document["background"].List().Sum(), 1e-12);
        Numbers.Near(500.0, document["background_sumw2"].List().Sum(), 1e-12);
        Numbers.Near(10.0, document["signal"]!["signal"].List().Sum(), 1e-12);
        Assert.Equal(3, document["bias"]!.AsArray().Count);
        Assert.Equal(12, document["epochs"]!.AsArray().Count);
        Assert.Equal(document["boundaries"].List().Order(), document["boundaries"].List());
        string[] files = document["files"].Texts();
        Assert.Superset((HashSet<string>)["model.pullback", "workspace.json", "report.html", "yields.svg", "loss.svg"], files.ToHashSet());
        Assert.Equal(files.Append("result.json").Order(StringComparer.Ordinal), Directory.EnumerateFileSystemEntries(_command.PathOf("out")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Hard_counts_are_those_of_events_between_the_boundaries()
    {
        JsonObject document = _command.Document("train", "table.yml");
        foreach (JsonNode? interval in document["intervals"]!.AsArray())
        {
            double lower = interval!["lower"]?.GetValue<double>() ?? double.NegativeInfinity, upper = interval["upper"]?.GetValue<double>() ?? double.PositiveInfinity;
            Assert.NotEqual(interval["lower"] is null, !interval.AsObject().ContainsKey("lower_reason"));
            int category = interval["category"]!.GetValue<int>();
            double owned = document["intervals"]!.AsArray().Count(other => other!["category"]!.GetValue<int>() == category);
            double counted = CategoryCommand.Events.Where(e => e.Process != "signal" && e.Score >= lower && e.Score < upper).Sum(e => e.Weight);
            if (owned == 1) Assert.Equal(counted, document["hard_background"]![category].Number());
        }
    }

    [Fact]
    public void A_result_is_overwritten_with_force_alone()
    {
        Assert.Equal(0, _command.Run("train", "table.yml", "--out", "out"));
        byte[] result = _command.Read("out", "result.json"), model = _command.Read("out", "model.pullback");
        foreach (string verb in (string[])["train", "optimum", "scan"]) _command.Refused([verb, "archive.yml", "--out", "out", "--seed", "7"], "result.json", "--force");
        _command.Refused(["evaluate", "out/model.pullback", "--data", "table.yml", "--out", "out"], "result.json", "--force");
        Assert.Equal(result, _command.Read("out", "result.json"));
        Assert.Equal(model, _command.Read("out", "model.pullback"));
        Assert.Equal(0, _command.Run("optimum", "table.yml", "--out", "out", "--force"));
        Assert.NotEqual(result, _command.Read("out", "result.json"));
        Assert.False(File.Exists(_command.PathOf("out/model.pullback")));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        foreach (string threads in (string[])["1", "2"])
        {
            Assert.Equal(0, _command.Run("train", "archive.yml", "--out", "train" + threads, "--threads", threads));
            Assert.Equal(0, _command.Run("scan", "table.yml", "--categories", "2,3", "--out", "scan" + threads, "--threads", threads));
            Assert.Equal(0, _command.Run("optimum", "table.yml", "--out", "optimum" + threads, "--threads", threads));
            Assert.Equal(0, _command.Run("evaluate", "train1/model.pullback", "--data", "events.npz", "--out", "evaluate" + threads, "--threads", threads));
            Assert.Equal(0, _command.Run("apply", "train1/model.pullback", "--data", "events.npz", "--to", $"apply{threads}.npz", "--threads", threads));
        }

        Assert.Equal(_command.Read("train1", "model.pullback"), _command.Read("train2", "model.pullback"));
        Assert.Equal(_command.Read("train1", "workspace.json"), _command.Read("train2", "workspace.json"));
        foreach (string verb in (string[])["scan", "optimum", "evaluate"]) Assert.Equal(_command.Read(verb + "1", "result.json"), _command.Read(verb + "2", "result.json"));
        Assert.Equal(_command.Read("scan1", "model-3.pullback"), _command.Read("scan2", "model-3.pullback"));
        Assert.Equal(_command.Read("apply1.npz"), _command.Read("apply2.npz"));
    }

    [Fact]
    public void Another_seed_is_another_training_and_the_same_optimum()
    {
        _command.Write("random.yml", CategoryCommand.TableData + CategoryCommand.Training.Replace("starts: 2", "starts: 2, start: random", StringComparison.Ordinal));
        foreach (string seed in (string[])["1", "2"])
        {
            Assert.Equal(0, _command.Run("train", "random.yml", "--out", "train" + seed, "--seed", seed));
            Assert.Equal(0, _command.Run("optimum", "random.yml", "--out", "optimum" + seed, "--seed", seed));
        }

        Assert.NotEqual(_command.Read("train1", "model.pullback"), _command.Read("train2", "model.pullback"));
        Assert.Equal(_command.Read("optimum1", "result.json"), _command.Read("optimum2", "result.json"));
    }

    [Fact]
    public void An_evaluation_of_the_training_events_repeats_the_result_from_every_source()
    {
        JsonObject trained = _command.Document("train", "table.yml", "--out", "out");
        foreach (string[] data in (string[][])[["table.yml"], ["files.yml"], ["events.csv", "--weight", "weight"]])
        {
            JsonObject evaluated = _command.Document(["evaluate", "out/model.pullback", "--data", .. data]);
            Assert.Superset(Keys.ToHashSet(), evaluated.Keys().ToHashSet());
            foreach (string key in Keys)
            {
                if (data[0] != "files.yml") Assert.Equal(trained[key]!.ToJsonString(), evaluated[key]!.ToJsonString());
                else if (trained[key] is JsonArray list) Numbers.Near(list.List(), evaluated[key].List(), 1e-12);
            }
        }

        // The archive holds scores in single precision.
        JsonObject single = _command.Document("evaluate", "out/model.pullback", "--data", "events.npz");
        Numbers.Near(trained["background"].List(), single["background"].List(), 1e-5);
    }

    [Fact]
    public void A_scan_has_a_point_for_every_number_and_never_beats_the_optimum()
    {
        JsonObject document = _command.Document("scan", "table.yml", "--categories", "3", "2", "--out", "out");
        Assert.Equal([3, 2], document["points"]!.AsArray().Select(point => point!["categories"]!.GetValue<int>()));
        foreach (JsonNode? point in document["points"]!.AsArray())
        {
            Assert.Superset(Keys.ToHashSet(), point.Keys().ToHashSet());
            Assert.InRange(point!["hard_significance"]!["signal"].Number(), 0, point["optimum"].Number() * 1.001);
        }

        Assert.Superset((HashSet<string>)["model-2.pullback", "model-3.pullback", "scan.svg", "report.html", "result.json"], Directory.EnumerateFiles(_command.PathOf("out")).Select(path => Path.GetFileName(path)).ToHashSet());
    }

    [Fact]
    public void A_scan_says_where_a_category_has_no_background()
    {
        _command.Write("events.csv", CategoryCommand.Csv(CategoryCommand.Events.Where(e => e.Process == "signal" || e.Score < 0.5)));
        _command.Write("own.yml", CategoryCommand.TableData + CategoryCommand.Training.Replace("objective: {penalties: {low_background: {weight: 0.1, threshold: 5}}}\n", "", StringComparison.Ordinal));
        Assert.Equal(0, _command.Run("scan", "own.yml", "--categories", "1,3"));
        Assert.Contains("among 3 categories is one that has signal but no background", _command.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optimum_of_several_scores_needs_the_name_of_one()
    {
        _command.Write("own.yml", "data: {generate: gaussians-3class, signal_events: 200, background_events: 600}\nmodel: {categories: 2}\n");
        _command.Refused(["optimum", "own.yml"], "--score", "p_signal1, p_signal2");
        JsonObject document = _command.Document("optimum", "own.yml", "--score", "p_signal2", "--grid", "quantiles");
        Assert.Equal(["signal1", "signal2"], document["significance"].Keys());
    }

    [Fact]
    public void The_optimum_of_one_category_is_counting_and_more_are_never_worse()
    {
        JsonObject document = _command.Document("optimum", "table.yml", "--categories", "4", "--minimum-background", "20");
        JsonArray solutions = document["solutions"]!.AsArray();
        Assert.Equal([1, 2, 3, 4], solutions.Select(solution => solution!["categories"]!.GetValue<int>()));
        double counting = Math.Sqrt(2 * ((310 * Math.Log(1 + (10.0 / 300))) - 10));
        Numbers.Near(counting, solutions[0]!["significance"]!["signal"].Number(), 1e-12);
        double[] z = [.. solutions.Select(solution => solution!["significance"]!["signal"].Number())];
        Assert.Equal(z.Order(), z);
        Assert.All(document["background"].List(), background => Assert.InRange(background, 20, 300));
        Assert.Equal(3, document["boundaries"]!.AsArray().Count);
    }

    [Fact]
    public void Fewer_categories_than_asked_for_are_said()
    {
        Assert.Equal(0, _command.Run("optimum", "table.yml", "--categories", "4", "--minimum-background", "120"));
        Assert.Contains("at most 2 of the 4 categories", _command.ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("apply")]
    [InlineData("optimum")]
    [InlineData("scan")]
    public void Help_has_an_example(string verb)
    {
        Assert.Equal(0, _command.Run(verb, "--help"));
        Assert.Contains("pullback categories " + verb + " ", _command.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?i)example", _command.Out);
    }

    [Fact]
    public void Names_of_any_script_and_lines_of_any_system_are_read()
    {
        string text = CategoryCommand.Csv(CategoryCommand.Events).Replace("signal", "signal→γγ", StringComparison.Ordinal).Replace("top", "tt̄ Кварк", StringComparison.Ordinal).Replace("score", "Güte", StringComparison.Ordinal);
        _command.Write("Ereignisse ü.csv", "\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal));
        _command.Write(
            "ü.yml",
            ("data: {files: 'Ereignisse ü.csv', process: process, weight: weight}\n" + CategoryCommand.Training).Replace("[score]", "[Güte]", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
        JsonObject document = _command.Document("train", "ü.yml", "--out", "Ergebnis ü");
        Assert.Equal(["signal→γγ"], document["significance"].Keys());
        Assert.Contains("tt̄ Кварк", document["processes"].Keys());
        Assert.Equal(0, _command.Run("apply", "Ergebnis ü/model.pullback", "--data", "Ereignisse ü.csv", "--to", "ü.parquet"));
    }

    [Fact]
    public void An_objective_is_named_by_a_word_as_by_a_section()
    {
        foreach (string objective in (string[])["asimov", "log-cls", "poi-uncertainty"])
        {
            string rest = CategoryCommand.Training.Replace("objective: {penalties: {low_background: {weight: 0.1, threshold: 5}}}\n", "", StringComparison.Ordinal).Replace("epochs: 12", "epochs: 2", StringComparison.Ordinal);
            _command.Write("word.yml", CategoryCommand.TableData + rest + "\nobjective: " + objective + "\n");
            _command.Write("section.yml", CategoryCommand.TableData + rest + "\nobjective: {name: " + objective + "}\n");
            Assert.True(_command.Run("train", "word.yml", "--out", "word", "--force") == 0, _command.ErrorText);
            Assert.Equal(0, _command.Run("train", "section.yml", "--out", "section", "--force"));
            Assert.Equal(_command.Read("word", "model.pullback"), _command.Read("section", "model.pullback"));
        }
    }

    [Fact]
    public void A_condition_may_leave_a_process_out()
    {
        _command.Write("own.yml", CategoryCommand.TableData.Replace("weight: weight", "weight: weight, where: process <> 'top'", StringComparison.Ordinal) + CategoryCommand.Training);
        JsonObject document = _command.Document("train", "own.yml");
        Assert.Equal(["qcd"], document["processes"].Keys());
        Numbers.Near(100.0, document["background"].List().Sum(), 1e-12);
    }

    [Theory]
    [InlineData("0", "1")]
    [InlineData("0.0", "1.0")]
    public void Processes_may_be_numbers_with_names(string background, string signal)
    {
        string text = CategoryCommand.Csv(CategoryCommand.Events).Replace("qcd", background, StringComparison.Ordinal).Replace("top", background, StringComparison.Ordinal).Replace("signal", signal, StringComparison.Ordinal);
        _command.Write("events.csv", text);
        _command.Write("own.yml", CategoryCommand.TableData.Replace("weight: weight", "weight: weight, names: {0: rest, 1: signal}", StringComparison.Ordinal) + CategoryCommand.Training);
        JsonObject document = _command.Document("train", "own.yml");
        Assert.Equal(["signal"], document["significance"].Keys());
        Assert.Equal(["rest"], document["processes"].Keys());
    }

    [Fact]
    public void Means_that_cannot_reach_the_scores_are_said()
    {
        _command.Write("events.csv", CategoryCommand.Csv(CategoryCommand.Events.Select(e => e with { Score = 100 * e.Score })));
        Assert.Equal(0, _command.Run("train", "table.yml"));
        Assert.Contains("Set model.mean_range", _command.ErrorText, StringComparison.Ordinal);
        _command.Write("own.yml", CategoryCommand.TableData + CategoryCommand.Training.Replace("categories: 3", "categories: 3, mean_range: [0, 100]", StringComparison.Ordinal));
        Assert.Equal(0, _command.Run("train", "own.yml"));
        Assert.DoesNotContain("mean_range", _command.ErrorText, StringComparison.Ordinal);
    }
}
