using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;

namespace Pullback.Cli.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly TestCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Relative_paths_start_at_the_configurations_folder()
    {
        string path = _command.Write("sub/run.yml", "a: 1\n");
        ConfigurationFile file = ConfigurationFile.Read(path, "sub/run.yml");
        Assert.Equal(Path.Combine(_command.Folder, "sub"), file.Folder);
        Assert.Equal("run", file.Name);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        Assert.StartsWith("no.yml: no such file.", Assert.Throws<InputException>(() => ConfigurationFile.Read(Path.Combine(_command.Folder, "no.yml"), "no.yml")).Message, StringComparison.Ordinal);
        Assert.StartsWith("dir: this is a folder", Assert.Throws<InputException>(() => ConfigurationFile.Read(_command.Folder, "dir")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read()
    {
        string path = Path.Combine(_command.Folder, "big.yml");
        using (FileStream stream = File.Create(path))
            stream.SetLength(YamlTree.MaximumLength + 1);
        Assert.Contains("a configuration has at most", Assert.Throws<InputException>(() => ConfigurationFile.Read(path, "big.yml")).Message, StringComparison.Ordinal);
    }
}
