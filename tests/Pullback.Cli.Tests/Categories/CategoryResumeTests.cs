using System.Diagnostics;
using System.Globalization;

namespace Pullback.Cli.Tests.Categories;

/// <summary>Interrupted trainings of categories, as processes of their own.</summary>
public sealed class CategoryResumeTests : IDisposable
{
    private const string Config = """
        data: {generate: gaussians-1d, signal_events: 20000, background_events: 40000}
        model: {kind: mixture, categories: 4}
        training: {epochs: 60, starts: 2, start: random, batch: 2000, look_every: 1, checkpoint_every: 1}
        """;

    private readonly TestCommand _command = new();

    public CategoryResumeTests() => _command.Write("run.yml", Config);

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_training_interrupted_and_killed_ends_with_the_bits_of_an_uninterrupted_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        (int code, string error) = Stop("INT", 2);
        Assert.Equal(130, code);
        Assert.StartsWith("error: interrupted", error, StringComparison.Ordinal);
        Assert.Equal(["training.checkpoint"], Files("stopped"));

        // A run without --resume would lose what was done.
        Assert.Equal(2, _command.Run("categories", "train", "run.yml", "--out", "stopped"));
        Assert.Contains("--resume", _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal(2, _command.Run("categories", "train", "run.yml", "--out", "stopped", "--resume", "--seed", "9"));
        Assert.StartsWith("error: --resume: ", _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal("", _command.Out);
        Assert.Equal(["training.checkpoint"], Files("stopped"));

        (code, _) = Stop("KILL", 4, "--resume", "--threads", "1");
        Assert.NotEqual(0, code);
        Assert.Contains("training.checkpoint", Files("stopped"));
        Assert.DoesNotContain("result.json", Files("stopped"));
        Assert.Equal(0, _command.Run("categories", "train", "run.yml", "--out", "stopped", "--resume", "--threads", "2"));
        Assert.Equal(0, _command.Run("categories", "train", "run.yml", "--out", "whole"));
        Assert.Equal(Read("whole", "model.pullback"), Read("stopped", "model.pullback"));
        Assert.Equal(Read("whole", "workspace.json"), Read("stopped", "workspace.json"));
        Assert.Equal(Files("whole"), Files("stopped"));
    }

    // Sends a signal when the training has come so far.
    private (int Code, string Error) Stop(string signal, int epoch, params string[] options)
    {
        using Process process = PullbackProcess.Start(_command.Folder, ["categories", "train", "run.yml", "--out", "stopped", .. options]);
        bool reached = false;
        while (!reached && process.StandardOutput.ReadLine() is { } line)
            reached = int.TryParse(line.AsSpan().Trim().ToString().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int found) && found >= epoch;
        Assert.True(reached, "the training ended before the epoch: " + (reached ? "" : process.StandardError.ReadToEnd()));
        using (Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    private string[] Files(string folder) => [.. Directory.EnumerateFiles(Path.Combine(_command.Folder, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private byte[] Read(string folder, string name) => File.ReadAllBytes(Path.Combine(_command.Folder, folder, name));
}
