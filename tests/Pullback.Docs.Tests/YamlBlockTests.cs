using Pullback.Cli.Configuration;

namespace Pullback.Docs.Tests;

public sealed class YamlBlockTests
{
    [Fact]
    public void Configurations_shown_in_the_documentation_are_valid_yaml()
    {
        foreach (CodeBlock block in Repository.TrackedFiles.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).SelectMany(Markdown.Blocks).Where(block => block.Language is "yaml" or "yml"))
        {
            var errors = new ConfigurationErrors($"{block.Page}:{block.Line}");
            Assert.NotEmpty(YamlTree.Parse(block.Text, errors).Entries);
            errors.ThrowIfAny();
        }
    }
}
