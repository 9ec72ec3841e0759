using System.Diagnostics;
using System.Globalization;

namespace Pullback.Cli.Tests.Verbs;

/// <summary>Interrupted runs, as processes of their own.</summary>
public sealed class ObservableResumeTests : IDisposable
{
    private const string Config = """
        data: {generate: three-blobs, points: 400}
        summary: {kind: softmax, bins: 3}
        network: {hidden: [256, 256], dropout: 0.1}
        training: {epochs: 12, batch: 20, validation: 0.2}
        """;

    private readonly TestCommand _command = new();

    public ObservableResumeTests() => _command.Write("run.yml", Config);

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_run_killed_at_epoch_7_and_resumed_ends_with_the_bits_of_an_uninterrupted_one()
    {
        Assert.Equal(0, PullbackProcess.Run(_command.Folder, "observable", "train", "run.yml", "--out", "whole").Code);
        using (Process process = PullbackProcess.Start(_command.Folder, "observable", "train", "run.yml", "--out", "killed"))
        {
            WaitForEpoch(process, 7);
            process.Kill();
            process.WaitForExit();
        }

        Assert.False(File.Exists(Path.Combine(_command.Folder, "killed", "result.json")));
        Assert.Equal(2, _command.Run("observable", "train", "run.yml", "--out", "killed"));
        Assert.Contains("--resume", _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal(0, _command.Run("observable", "train", "run.yml", "--out", "killed", "--resume", "--threads", "1"));
        Assert.Equal(Read("whole", "model.pullback"), Read("killed", "model.pullback"));
        Assert.Equal(Read("whole", "workspace.json"), Read("killed", "workspace.json"));
        Assert.Equal(
            ["model.pullback", "result.json", "workspace.json"],
            Directory.EnumerateFileSystemEntries(Path.Combine(_command.Folder, "killed")).Select(path => Path.GetFileName(path)).Where(name => Path.GetExtension(name!) is ".json" or ".pullback" or ".checkpoint" or ".incomplete").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_ends_in_130_and_keeps_the_checkpoint(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        using Process process = PullbackProcess.Start(_command.Folder, "observable", "train", "run.yml", "--out", "stopped");
        WaitForEpoch(process, 2);
        using (Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.StartsWith("error: interrupted", error, StringComparison.Ordinal);
        Assert.Equal(["training.checkpoint"], Directory.EnumerateFileSystemEntries(Path.Combine(_command.Folder, "stopped")).Select(path => Path.GetFileName(path)));
        Assert.Equal(0, _command.Run("observable", "train", "run.yml", "--out", "stopped", "--resume"));
    }

    [Fact]
    public void A_checkpoint_of_another_configuration_is_refused()
    {
        using (Process process = PullbackProcess.Start(_command.Folder, "observable", "train", "run.yml", "--out", "killed"))
        {
            WaitForEpoch(process, 2);
            process.Kill();
            process.WaitForExit();
        }

        _command.Write("run.yml", Config.Replace("hidden: [256, 256]", "hidden: [256, 128]", StringComparison.Ordinal));
        Assert.Equal(2, _command.Run("observable", "train", "run.yml", "--out", "killed", "--resume"));
        Assert.StartsWith("error: --resume: ", _command.ErrorText, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_command.Folder, "killed", "training.checkpoint")));
    }

    private byte[] Read(string folder, string name) => File.ReadAllBytes(Path.Combine(_command.Folder, folder, name));

    private static void WaitForEpoch(Process process, int epoch)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (int.TryParse(line.AsSpan().Trim().ToString().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int found) && found >= epoch)
                return;
        }

        Assert.Fail("the run ended before the epoch: " + process.StandardError.ReadToEnd());
    }
}
