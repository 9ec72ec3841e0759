using Pullback.Cli.Errors;
using Pullback.Cli.Output;

namespace Pullback.Cli.Tests.Output;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TestCommand _command = new();

    private string Target => Path.Combine(_command.Folder, "out");

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Artefacts_appear_only_when_the_result_is_complete()
    {
        using OutputFolder folder = OutputFolder.Open(Target, force: false);
        File.WriteAllText(folder.Stage("plot.svg"), "<svg/>");
        Assert.False(File.Exists(Path.Combine(Target, "plot.svg")));
        folder.Commit(new JsonFields().Add("x", 1L));
        folder.Dispose();
        Assert.Equal(["plot.svg", "result.json"], Names(Target));
    }

    [Fact]
    public void A_run_that_fails_leaves_only_its_checkpoint()
    {
        using (OutputFolder folder = OutputFolder.Open(Target, force: false))
        {
            File.WriteAllText(folder.Stage("plot.svg"), "<svg/>");
            File.WriteAllText(folder.PathOfCheckpoint("training"), "state");
        }

        Assert.Equal(["training.checkpoint"], Names(Target));
    }

    [Fact]
    public void The_checkpoint_of_an_interrupted_run_is_protected_and_can_be_resumed()
    {
        _command.Write("out/training.checkpoint", "state");
        InputException refused = Assert.Throws<InputException>(() => OutputFolder.Open(Target, force: false));
        Assert.Contains("--resume", refused.Message, StringComparison.Ordinal);
        using (OutputFolder folder = OutputFolder.Reopen(Target))
        {
            Assert.Equal("state", File.ReadAllText(folder.PathOfCheckpoint("training")));
            folder.Commit(new JsonFields());
        }

        Assert.Equal(["result.json"], Names(Target));
        InputException finished = Assert.Throws<InputException>(() => OutputFolder.Reopen(Target));
        Assert.Contains("is finished", finished.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Force_removes_the_files_that_the_earlier_result_names_and_no_others()
    {
        _command.Write("out/result.json", """{"files": ["old.svg", "../outside.txt", ".."]}""");
        _command.Write("out/old.svg", "old");
        _command.Write("out/mine.txt", "mine");
        string outside = _command.Write("outside.txt", "outside");
        using (OutputFolder folder = OutputFolder.Open(Target, force: true))
            folder.Commit(new JsonFields().Add("x", 2L));
        Assert.Equal(["mine.txt", "result.json"], Names(Target));
        Assert.True(File.Exists(outside));
    }

    [Fact]
    public void Resuming_without_a_checkpoint_is_refused()
    {
        Assert.Contains("holds no checkpoint", Assert.Throws<InputException>(() => OutputFolder.Reopen(Target)).Message, StringComparison.Ordinal);
        Assert.Contains("no earlier run", Assert.Throws<InputException>(() => OutputFolder.LastNumbered(Target, "config")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_folders_are_numbered()
    {
        Assert.Equal(Path.Combine(Target, "config"), OutputFolder.NextNumbered(Target, "config"));
        Directory.CreateDirectory(Path.Combine(Target, "config"));
        Assert.Equal(Path.Combine(Target, "config-2"), OutputFolder.NextNumbered(Target, "config"));
        Directory.CreateDirectory(Path.Combine(Target, "config-2"));
        Assert.Equal(Path.Combine(Target, "config-2"), OutputFolder.LastNumbered(Target, "config"));
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_refused()
    {
        string file = _command.Write("out", "text");
        Assert.Contains("this is a file", Assert.Throws<InputException>(() => OutputFolder.Open(file, force: true)).Message, StringComparison.Ordinal);
    }

    private static string[] Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void A_folder_that_cannot_be_made_is_named_with_its_option()
    {
        _command.Write("file", "");
        InputException error = Assert.Throws<InputException>(() => OutputFolder.Open(Path.Combine(_command.Folder, "file", "below"), force: false));
        Assert.StartsWith($"--out {Path.Combine(_command.Folder, "file", "below")}: the folder cannot be made", error.Message, StringComparison.Ordinal);
    }
}
