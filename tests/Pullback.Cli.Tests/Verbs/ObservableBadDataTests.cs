using Pullback.Data.Npy;

namespace Pullback.Cli.Tests.Verbs;

/// <summary>Events that cannot be used: one clear error, exit code 2, nothing written.</summary>
public sealed class ObservableBadDataTests : IDisposable
{
    private readonly TestCommand _command = new();

    public ObservableBadDataTests()
    {
        _command.Write("signal.csv", "x,w\n1,1\n2,1\n");
        _command.Write("top.csv", "x,w\n-1,1\n0,1\n");
    }

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_missing_file_is_named() => Expect("files: top.csv", "files: tpo.csv", "tpo.csv", "no such file");

    [Fact]
    public void A_truncated_npy_is_named_with_what_it_lacks()
    {
        string path = Path.Combine(_command.Folder, "top.npy");
        NpyWriter.Write<double>(path, new double[] { 1, 2, 3, 4 }, 4);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^9]);
        Expect("files: top.csv", "files: top.npy", "top.npy", "bytes");
    }

    [Fact]
    public void A_wrong_column_lists_those_that_exist() => Expect("features: [x]", "features: [xx]", "there is no column 'xx'", "'x', 'w'");

    [Fact]
    public void A_wrong_weight_column_lists_those_that_exist() => Expect("weight: w", "weight: ww", "'ww'", "'x', 'w'");

    [Fact]
    public void Nan_is_named_by_column_and_row()
    {
        _command.Write("nan.csv", "x,w\n1,1\nnan,1\n");
        Expect("files: top.csv, weight: w, where: x < 5", "files: nan.csv", "column 'x'", "row 1");
    }

    [Fact]
    public void A_process_without_events_is_named() => Expect("where: x < 5", "where: x > 5", "'top'", "no events");

    [Fact]
    public void A_condition_that_is_none_is_named() => Expect("where: x < 5", "where: \"x <\"", "top", "x <");

    private void Expect(string old, string changed, params string[] mentioned)
    {
        const string Config = """
            data:
              processes:
                signal: {role: signal, files: signal.csv}
                top: {role: background, files: top.csv, weight: w, where: x < 5}
            features: [x]
            network: {hidden: [4]}
            model: {background_uncertainty: none}
            training: {epochs: 1}
            """;
        Assert.Contains(old, Config, StringComparison.Ordinal);
        _command.Write("own.yml", Config.Replace(old, changed, StringComparison.Ordinal));
        Assert.Equal(2, _command.Run("observable", "train", "own.yml", "--out", "result"));
        Assert.Equal("", _command.Out);
        Assert.All(mentioned, text => Assert.Contains(text, _command.ErrorText, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_command.Folder, "result")));
    }
}
