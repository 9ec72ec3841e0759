using System.Text.Json.Nodes;

namespace Pullback.Cli.Tests.Verbs;

public sealed class ObservableTrainTests
{
    private const string Config = """
        data: {generate: three-blobs, points: 60}
        summary: {kind: softmax, bins: 3}
        network: {hidden: [8]}
        objective: cls
        training: {epochs: 4, batch: 20}
        """;

    [Fact]
    public void Training_writes_the_model_the_workspace_and_the_result_it_prints()
    {
        using var command = new TestCommand();
        command.Write("small.yml", Config);
        Assert.Equal(0, command.Run("observable", "train", "small.yml", "--json"));
        string folder = Path.Combine(command.Folder, "pullback-out", "small");
        Assert.Equal(command.Out, File.ReadAllText(Path.Combine(folder, "result.json")));
        JsonNode document = JsonNode.Parse(command.Out)!;
        Assert.Equal(4, document["epochs"]!.AsArray().Count);
        Assert.Equal(1, (int)document["epochs"]![0]!["epoch"]!);
        Assert.InRange((double)document["final"]!["cls"]!, 0.0, 1.0);
        Assert.Equal(20.0, document["final"]!["signal"]!.AsArray().Sum(v => (double)v!), 4);
        Assert.True(File.Exists(Path.Combine(folder, "model.pullback")));
        Assert.Equal("1.0.0", (string)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "workspace.json")))!["version"]!);
    }

    [Fact]
    public void A_second_training_goes_to_a_numbered_folder()
    {
        using var command = new TestCommand();
        command.Write("small.yml", Config);
        Assert.Equal(0, command.Run("observable", "train", "small.yml"));
        Assert.Equal(0, command.Run("observable", "train", "small.yml"));
        Assert.True(File.Exists(Path.Combine(command.Folder, "pullback-out", "small-2", "result.json")));
    }

    [Fact]
    public void A_folder_with_a_result_is_refused_without_force()
    {
        using var command = new TestCommand();
        command.Write("small.yml", Config);
        Assert.Equal(0, command.Run("observable", "train", "small.yml", "--out", "done"));
        Assert.Equal(2, command.Run("observable", "train", "small.yml", "--out", "done"));
        Assert.Contains("--force", command.ErrorText, StringComparison.Ordinal);
        Assert.Equal(0, command.Run("observable", "train", "small.yml", "--out", "done", "--force"));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        using var command = new TestCommand();
        command.Write("small.yml", Config);
        foreach (string threads in (string[])["1", "2", "7"]) Assert.Equal(0, command.Run("observable", "train", "small.yml", "--out", threads, "--threads", threads));
        byte[] one = File.ReadAllBytes(Path.Combine(command.Folder, "1", "model.pullback"));
        Assert.Equal(one, File.ReadAllBytes(Path.Combine(command.Folder, "2", "model.pullback")));
        Assert.Equal(one, File.ReadAllBytes(Path.Combine(command.Folder, "7", "model.pullback")));
    }

    [Fact]
    public void An_evaluation_of_the_training_events_gives_the_final_result()
    {
        using var command = new TestCommand();
        command.Write("small.yml", Config);
        Assert.Equal(0, command.Run("observable", "train", "small.yml", "--json"));
        double final = (double)JsonNode.Parse(command.Out)!["final"]!["cls"]!;
        Assert.Equal(0, command.Run("observable", "evaluate", "pullback-out/small/model.pullback", "--data", "small.yml", "--json"));
        Assert.Equal(final, (double)JsonNode.Parse(command.Out)!["cls"]!);
    }

    [Theory]
    [InlineData("summary: {kind: kde, edges: [0, 0.6, 0.4, 1]}", "edges")]
    [InlineData("summary: {kind: kde, edges: [0, 0.5, 1], bandwidth: 0}", "bandwidth")]
    [InlineData("trainig: {epochs: 2}", "training")]
    public void A_bad_configuration_ends_in_two_and_writes_nothing(string line, string mentioned)
    {
        using var command = new TestCommand();
        command.Write("bad.yml", "data: {generate: three-blobs}\n" + line + "\n");
        Assert.Equal(2, command.Run("observable", "train", "bad.yml"));
        Assert.Contains(mentioned, command.ErrorText, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(command.Folder, "pullback-out")));
    }

    [Fact]
    public void A_negative_sum_of_weights_in_a_bin_names_the_process_and_the_bin()
    {
        using var command = new TestCommand();
        command.Write("signal.csv", "x,w\n1,1\n2,1\n");
        command.Write("top.csv", "x,w\n-1000,-1\n1000,3\n");
        command.Write("own.yml", """
            data:
              processes:
                signal: {role: signal, files: signal.csv, weight: w}
                top: {role: background, files: top.csv, weight: w}
            features: [x]
            standardize: false
            network: {hidden: [16], activation: identity}
            model: {background_uncertainty: none}
            training: {epochs: 2}
            """);
        Assert.Equal(2, command.Run("observable", "train", "own.yml"));
        Assert.Matches("'top', bin [01]: the weights sum to -", command.ErrorText);
    }

    [Theory]
    [InlineData("features: [y]", "x")]
    [InlineData("features: [bad]", "bad")]
    public void A_wrong_column_or_a_number_that_is_none_ends_in_two(string features, string mentioned)
    {
        using var command = new TestCommand();
        command.Write("signal.csv", "x,bad\n1,nan\n2,1\n");
        command.Write("top.csv", "x,bad\n1,2\n2,3\n");
        command.Write("own.yml", $$"""
            data:
              processes:
                signal: {role: signal, files: signal.csv}
                top: {role: background, files: top.csv}
            {{features}}
            training: {epochs: 1}
            """);
        Assert.Equal(2, command.Run("observable", "train", "own.yml"));
        Assert.Contains(mentioned, command.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        using var command = new TestCommand();
        command.Write("model.pullback", "not a model");
        command.Write("small.yml", Config);
        Assert.Equal(2, command.Run("observable", "evaluate", "model.pullback", "--data", "small.yml"));
        Assert.Contains("not a file of Pullback", command.ErrorText, StringComparison.Ordinal);
        Assert.Equal(2, command.Run("observable", "evaluate", "missing.pullback", "--data", "small.yml"));
        Assert.Contains("no such file", command.ErrorText, StringComparison.Ordinal);
    }
}
