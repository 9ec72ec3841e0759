using Pullback.Plotting.Output;

namespace Pullback.Plotting.Tests.Output;

public sealed class WholeFileTests
{
    [Fact]
    public void An_existing_file_is_replaced()
    {
        using var folder = new ScratchFolder();
        WholeFile.Write(folder.File("a"), "long old text");
        WholeFile.Write(folder.File("a"), "new");
        Assert.Equal("new", File.ReadAllText(folder.File("a")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_failed_write_leaves_nothing_behind()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder.File("taken"));
        Assert.ThrowsAny<Exception>(() => WholeFile.Write(folder.File("taken"), "text"));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
