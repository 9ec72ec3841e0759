using Pullback.Data.Files;

namespace Pullback.Data.Tests.Files;

public sealed class FilePatternsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FilePatternsTests()
    {
        foreach (var name in (string[])["b.npy", "a.npy", "a.csv", "run1/x.npy", "run2/deep/y.npy", "odd[1].npy"]) _folder.Text(name, "");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*.npy", "a.npy,b.npy,odd[1].npy")]
    [InlineData("?.npy", "a.npy,b.npy")]
    [InlineData("run*/*.npy", "run1/x.npy")]
    [InlineData("**/*.npy", "a.npy,b.npy,odd[1].npy,run1/x.npy,run2/deep/y.npy")]
    [InlineData("run2/**", "run2/deep/y.npy")]
    [InlineData("odd[1].npy", "odd[1].npy")]
    public void Patterns_name_files_in_ordinal_order(string pattern, string expected) =>
        Assert.Equal(expected.Split(',').Select(name => _folder[name]), FilePatterns.Resolve([pattern], _folder.Root));

    [Fact]
    public void The_order_of_the_list_is_kept() =>
        Assert.Equal([_folder["b.npy"], _folder["a.npy"]], FilePatterns.Resolve(["b.npy", "a.npy"], _folder.Root));

    [Fact]
    public void A_missing_file_names_the_nearest()
    {
        var failure = Assert.Throws<DataFileException>(() => FilePatterns.Resolve(["run1/xx.npy"], _folder.Root));
        Assert.Contains("nearest is 'x.npy'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_found_a_folder_and_a_file_named_twice_are_errors()
    {
        Assert.Throws<DataFileException>(() => FilePatterns.Resolve(["*.root"], _folder.Root));
        Assert.Throws<DataFileException>(() => FilePatterns.Resolve(["run1"], _folder.Root));
        Assert.Throws<DataFileException>(() => FilePatterns.Resolve([], _folder.Root));
        Assert.Throws<DataFileException>(() => FilePatterns.Resolve([""], _folder.Root));
        Assert.Throws<DataFileException>(() => FilePatterns.Resolve(["a.npy", "*.npy"], _folder.Root));
    }
}
