using Pullback.Data.Npz;

namespace Pullback.Cli.Tests.Categories;

/// <summary>Events and configurations that cannot be used: exit code 2, an error that names the place, nothing written.</summary>
public sealed class CategoryBadInputTests : IDisposable
{
    private const string Config = CategoryCommand.TableData + CategoryCommand.Training;
    private static readonly float[] High = [0.6f, 0.7f, 0.8f, 0.9f], Low = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f];
    private readonly CategoryCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Weights_that_are_all_zero_are_named()
    {
        Table(e => e with { Weight = e.Process == "qcd" ? 0 : e.Weight }, "process 'qcd'", "100 events", "sum to 0");
        Archive(High, Low, [0], [1], "'signal'", "all zero");
    }

    [Fact]
    public void Totals_that_are_not_positive_are_named()
    {
        Table(e => e with { Weight = e.Process == "top" ? -e.Weight : e.Weight }, "process 'top'", "100 of them negative", "sum to -200");
        Archive(High, Low, [1], [-1, -1, -1, 1, 1], "backgrounds sum to -1");
        Archive(High, Low, [1, 1, -1, -1], [1], "signal 'signal' sum to 0");
        Archive(High, Low, [1, -1, -1, -1], [1], "signal 'signal' sum to -2");
    }

    [Fact]
    public void Scores_outside_the_range_of_sigmoid_categories_are_named()
    {
        _command.Write("own.yml", Config.Replace("kind: mixture", "kind: sigmoid", StringComparison.Ordinal));
        Write(e => e with { Score = (e.Score * 2) - 0.5 });
        Refused("process 'signal', event ", "'score' is ", "range goes from 0 to 1", "outside: include");
        _command.Write("own.yml", Config.Replace("kind: mixture", "kind: sigmoid, outside: include", StringComparison.Ordinal));
        Assert.Equal(0, _command.Run("train", "own.yml", "--out", "included"));
    }

    [Theory]
    [InlineData(1e300, 1.0, "qcd, event 1: 'score' is 1E+300")]
    [InlineData(0.4, 1e300, "'qcd', event 1: the weight is 1E+300")]
    public void Numbers_whose_squares_overflow_are_named(double score, double weight, string mentioned) =>
        Archive([0.6, 0.7], [0.1, score], [1], [1, weight], mentioned, "1E+100");

    [Fact]
    public void Samples_that_lack_a_side_are_named()
    {
        _command.Write("events.csv", CategoryCommand.Csv(CategoryCommand.Events.Take(1)));
        Train(Config, "There is no background", "signal");
        _command.Write("events.csv", CategoryCommand.Csv(CategoryCommand.Events.Where(e => e.Process != "signal")));
        Train(Config, "There is no signal", "qcd, top");
        _command.Write("events.csv", CategoryCommand.Csv([]));
        Train(Config, "events.csv", "no events");
        _command.Write("events.csv", "");
        Train(Config, "events.csv", "empty");
        Archive(High, [], [1], [1], "'qcd' has no events");
        Archive([], Low, [1], [1], "'signal' has no events");
        Train(CategoryCommand.FilesData.Replace("qcd.parquet, weight: weight", "qcd.parquet, weight: weight, where: score > 2", StringComparison.Ordinal) + CategoryCommand.Training, "process 'qcd'", "no events", "score > 2");
    }

    [Fact]
    public void Nan_and_text_are_named_by_column_and_row()
    {
        string[] lines = CategoryCommand.Csv(CategoryCommand.Events).Split('\n');
        foreach ((string line, string column, string found) in (ReadOnlySpan<(string, string, string)>)
            [("top,nan,1", "'score'", "NaN"), ("top,0.5,nan", "'weight'", "NaN"), ("top,,1", "'score'", "missing"), ("top,0.5,inf", "'weight'", "infinit"), ("top,abc,1", "'score'", "'abc'")])
        {
            _command.Write("events.csv", string.Join('\n', [.. lines[..5], line, .. lines[5..]]));
            Train(Config, "events.csv", column, "row 4", found);
        }

        Archive([0.6, double.NaN], [0.1], [1], [1], "'signal', event 1", "'score' is NaN");
        Archive([0.6, 0.7], [0.1], [1, double.NaN], [1], "'signal', event 1", "weight is NaN");
    }

    [Theory]
    [InlineData("[score]", "[scroe]", "no column 'scroe'", "The nearest is 'score'")]
    [InlineData("weight: weight", "weight: wieght", "no column 'wieght'", "The nearest is 'weight'")]
    [InlineData("process: process", "process: proces", "no column 'proces'", "The nearest is 'process'")]
    [InlineData("weight: weight", "weight: weight, signals: [ggH]", "'ggH' is no process", "signal, qcd, top")]
    [InlineData("events.csv", "evnets.csv", "evnets.csv", "events.csv")]
    [InlineData("categories: 3", "categories: 0", "own.yml:3:36", "from 2 to 10000")]
    [InlineData("categories: 3", "categories: 1", "own.yml:3:36", "from 2 to 10000")]
    [InlineData("kind: mixture, categories: 3", "kind: sigmoid, categories: 1", "own.yml:3:36", "from 2 to 10000")]
    [InlineData("categories: 3", "categories: 3, mean_range: [1, 0]", "[1, 0]", "lower end must be below")]
    [InlineData("categories: 3", "categories: 3, mean_range: [0]", "mean_range", "2")]
    [InlineData("kind: mixture, categories: 3", "kind: sigmoid, variables: {scor: {bins: 3}}", "'scor' is no score", "score")]
    [InlineData("kind: mixture", "kind: mixtrue", "own.yml:3:15", "Did you mean 'mixture'")]
    [InlineData("categories:", "categoires:", "own.yml:3:24", "Did you mean 'categories'")]
    [InlineData("epochs:", "epcohs:", "own.yml:5:12", "Did you mean 'epochs'")]
    [InlineData("training:", "trainig:", "own.yml:5:1", "Did you mean 'training'")]
    [InlineData("scores:", "score:", "the key 'scores' is missing", "Did you mean 'scores'")]
    [InlineData("low_background", "low_backgruond", "penalties.low_backgruond", "Did you mean 'low_background'")]
    [InlineData("epochs: 12", "epochs: twelve", "training.epochs", "'twelve'")]
    [InlineData("starts: 2", "starts: 0", "training.starts", "from 1 to 10000")]
    [InlineData("starts: 2", "steepness: 5", "mixture has none", "temperature")]
    [InlineData("objective: {", "objective: {name: asimow, ", "asimow", "asimov-smooth")]
    [InlineData("data: {", "data: {arrays: events.npz, ", "arrays", "one source")]
    [InlineData("process: process", "process: score", "data.process", "'score' of events.csv", "whole numbers")]
    [InlineData("weight: weight", "weight: weight, names: {signla: ggH}", "data.names: 'signla'", "signal, qcd, top", "Did you mean 'signal'")]
    [InlineData("weight: weight", "weight: weight, where: score > 2", "events.csv", "no events with score > 2")]
    [InlineData("objective: {", "objective: {weights: {ggH: 2}, ", "own: There is a weight for 'ggH'", "the signals are: signal")]
    [InlineData("objective: {", "objective: {weights: {signal: 0}, ", "own: The weights of all signals are 0")]
    [InlineData("objective: {", "objective: {name: log-cls, combination: geometric-mean, ", "own: The log-cls of a signal may be negative")]
    [InlineData("scores: [score]", "bump_hunt: {mass: score, range: [0, 1], window: [0.4, 0.6], processes: [signal]}\nscores: [score]", "bump_hunt.processes: 'signal' is a signal", "qcd, top")]
    [InlineData("scores: [score]", "bump_hunt: {mass: score, range: [2, 9], window: [4, 5]}\nscores: [score]", "bump_hunt: no event of qcd, top", "from 2 to 9 without 4 to 5")]
    public void A_wrong_configuration_is_named_with_what_is_right(string old, string changed, params string[] mentioned)
    {
        Assert.Contains(old, Config, StringComparison.Ordinal);
        Train(Config.Replace(old, changed, StringComparison.Ordinal), mentioned);
    }

    [Fact]
    public void A_training_that_diverges_fails_with_advice()
    {
        _command.Write("own.yml", Config.Replace("starts: 2", "starts: 2, optimizer: {name: sgd, learning_rate: 1e12}", StringComparison.Ordinal));
        Assert.Equal(1, _command.Run("train", "own.yml", "--out", "result"));
        Assert.Contains("own: the training diverged", _command.ErrorText, StringComparison.Ordinal);
        Assert.Contains("learning_rate", _command.ErrorText, StringComparison.Ordinal);
        Assert.False(File.Exists(_command.PathOf("result/result.json")));
    }

    [Theory]
    [InlineData("data: [\n", "own.yml:2:1", "not valid YAML")]
    [InlineData("only words", "own.yml:1:1", "only words")]
    [InlineData("", "own.yml:1:1", "empty")]
    [InlineData("- 1\n- 2\n", "own.yml:1:1", "mapping")]
    public void What_is_no_configuration_is_refused(string text, params string[] mentioned) => Train(text, mentioned);

    [Fact]
    public void A_table_is_no_configuration_and_is_not_repeated_in_the_message()
    {
        _command.Refused(["train", "events.csv", "--out", "result"], "events.csv:1:1", "'process,score,weight", "mapping of keys to values");
        Assert.InRange(_command.ErrorText.Length, 1, 250);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-30)]
    public void A_truncated_archive_is_named(int length)
    {
        byte[] whole = _command.Read("events.npz");
        File.WriteAllBytes(_command.PathOf("events.npz"), length < 0 ? whole[..^-length] : whole[..length]);
        Train(CategoryCommand.ArchiveData + CategoryCommand.Training, "events.npz", "truncated");
    }

    [Fact]
    public void A_damaged_byte_of_an_archive_is_noticed()
    {
        byte[] bytes = _command.Read("events.npz");
        bytes[400] ^= 1;
        File.WriteAllBytes(_command.PathOf("events.npz"), bytes);
        Train(CategoryCommand.ArchiveData + CategoryCommand.Training, "events.npz", "'signal'", "checksum");
    }

    [Fact]
    public void An_archive_of_another_shape_is_named()
    {
        Train((CategoryCommand.ArchiveData + CategoryCommand.Training).Replace("[score]", "[score, mass]", StringComparison.Ordinal), "'signal' has the shape [100]", "2 or more scores");
        Train((CategoryCommand.ArchiveData + CategoryCommand.Training).Replace("events.npz", "events.npz, signals: [ggH]", StringComparison.Ordinal), "'ggH' is no process", "signal, qcd");
        Archive(High, Low, [1, 1, 1], [1], "'signal_weight' has 3 numbers for 4 events");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        _command.Refused(["train", "table.yml", "--out", "table.yml"], "table.yml", "this is a file");
        _command.Refused(["train", "table.yml", "--out", "table.yml/sub"], "--out", "cannot be made or written to");
        _command.Refused(["scan", "table.yml", "--out", "table.yml/sub"], "--out", "cannot be made or written to");
    }

    [Fact]
    public void Resuming_needs_a_checkpoint()
    {
        _command.Refused(["train", "table.yml", "--resume"], "--resume", "no earlier run");
        _command.Refused(["train", "table.yml", "--resume", "--out", "nowhere"], "--resume", "no checkpoint", "nowhere");
        Assert.Equal(0, _command.Run("train", "table.yml", "--out", "out"));
        _command.Refused(["train", "table.yml", "--resume", "--out", "out"], "--resume", "finished");
        Assert.False(Directory.Exists(_command.PathOf("nowhere")));
    }

    [Theory]
    [InlineData("0", "from 1 to 10000")]
    [InlineData("-2", "'-2'")]
    [InlineData("2.5", "'2.5'")]
    [InlineData("abc", "'abc'")]
    [InlineData("2-5", "such as 2,3,5")]
    [InlineData("99999999999", "from 1 to 10000")]
    [InlineData("3,3", "3 is named twice")]
    [InlineData(",", "no number is given")]
    public void Numbers_of_a_scan_that_are_none_are_refused(string numbers, string mentioned) => _command.Refused(["scan", "table.yml", "--categories", numbers], "--categories", mentioned);

    [Theory]
    [InlineData("--categories", "0", "at least 1")]
    [InlineData("--categories", "5000", "1500 steps")]
    [InlineData("--range", "1,0", "from 1 to 0")]
    [InlineData("--range", "nan,1", "NaN")]
    [InlineData("--range", "0.5", "--range", "two numbers")]
    [InlineData("--score", "scroe", "'scroe'", "score")]
    [InlineData("--steps", "0", "--steps", "from 1 to")]
    [InlineData("--grid", "fine", "--grid", "quantiles")]
    [InlineData("--minimum-background", "1e6", "300", "Relax the constraints")]
    [InlineData("--minimum-events", "-1", "-1", "at least 0")]
    [InlineData("--maximum-uncertainty", "0", "--maximum-uncertainty", "above 0")]
    public void Options_of_an_optimum_that_cannot_be_are_refused(string option, string value, params string[] mentioned) => _command.Refused(["optimum", "table.yml", option, value], mentioned);

    [Fact]
    public void Options_that_would_be_ignored_are_refused()
    {
        Assert.Equal(0, _command.Run("train", "table.yml", "--out", "out"));
        _command.Refused(["evaluate", "out/model.pullback", "--data", "events.npz", "--weight", "w"], "--weight", "NAME_weight");
        _command.Refused(["evaluate", "out/model.pullback", "--data", "events.npz", "--where", "score > 0.5"], "--where");
        foreach (string option in (string[])["--weight", "--process", "--signals", "--where"])
            _command.Refused(["evaluate", "out/model.pullback", "--data", "table.yml", option, "x"], option, "configuration");
        _command.Refused(["evaluate", "out/model.pullback", "--data", "events.csv", "--signals", "ggH"], "'ggH' is no process", "signal, qcd, top");
        _command.Refused(["evaluate", "table.yml", "--data", "events.csv"], "table.yml:1:1", "'parameters' is missing");
        _command.Refused(["evaluate", "out/result.json", "--data", "events.csv"], "out/result.json");
    }

    private void Table(Func<(string Process, double Score, double Weight), (string Process, double Score, double Weight)> change, params string[] mentioned)
    {
        Write(change);
        Train(Config, mentioned);
    }

    private void Write(Func<(string Process, double Score, double Weight), (string Process, double Score, double Weight)> change) =>
        _command.Write("events.csv", CategoryCommand.Csv(CategoryCommand.Events.Select(e => change(e))));

    private void Archive(IReadOnlyList<float> signal, IReadOnlyList<float> background, double[] signalWeights, double[] backgroundWeights, params string[] mentioned) =>
        Archive([.. signal.Select(value => (double)value)], [.. background.Select(value => (double)value)], signalWeights, backgroundWeights, mentioned);

    private void Archive(double[] signal, double[] background, double[] signalWeights, double[] backgroundWeights, params string[] mentioned)
    {
        NpzWriter.Write(_command.PathOf("events.npz"), archive =>
        {
            archive.Add<double>("signal", signal, signal.Length);
            archive.Add<double>("signal_weight", signalWeights, signalWeights.Length);
            archive.Add<double>("qcd", background, background.Length);
            archive.Add<double>("qcd_weight", backgroundWeights, backgroundWeights.Length);
        });
        Train(CategoryCommand.ArchiveData + CategoryCommand.Training, mentioned);
    }

    private void Train(string config, params string[] mentioned)
    {
        _command.Write("own.yml", config);
        Refused(mentioned);
    }

    private void Refused(params string[] mentioned)
    {
        _command.Refused(["train", "own.yml", "--out", "result"], mentioned);
        Assert.False(Directory.Exists(_command.PathOf("result")));
    }
}
