using System.CommandLine;
using System.Text.RegularExpressions;
using Pullback.Cli.CommandLine;

namespace Pullback.Docs.Tests;

public sealed partial class CommandBlockTests
{
    /// <summary>Every <c>pullback</c> command shown in a shell block of a page, without the program's name.</summary>
    public static TheoryData<string, string> Commands
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string page in Repository.TrackedFiles.Where(file => file.EndsWith(".md", StringComparison.Ordinal)))
            {
                foreach (CodeBlock block in Markdown.Blocks(page).Where(block => block.Language is "sh" or "bash" or "shell" or "console"))
                {
                    foreach (Match match in PullbackCommand().Matches(block.Text.Replace("\\\n", " ", StringComparison.Ordinal)))
                        data.Add($"{page}:{block.Line}", match.Groups[1].Value.Trim());
                }
            }

            data.Add("the program's name alone", "");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_shown_in_the_documentation_parses(string place, string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words.Contains("--help") || words.Contains("--version"))
            return;
        var tree = new CommandTree(VerbCatalogue.Discover());
        ParseResult parsed = tree.Root.Parse(words);
        Assert.True(UsageErrors.Describe(parsed, tree) is [], $"{place}: pullback {command}: {string.Join(' ', UsageErrors.Describe(parsed, tree))}");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_sample_shown_in_the_documentation_exists(string place, string command)
    {
        foreach (string word in command.Split(' ').Where(word => word.StartsWith("samples/", StringComparison.Ordinal)))
            Assert.True(Path.Exists(Path.Combine(Repository.Root, word)), $"{place}: {word} does not exist.");
    }

    [GeneratedRegex(@"^\s*(?:\$ )?(?:pullback|dotnet run[^\n]*--project src/Pullback\.Cli --) ([^\n#|>]*)", RegexOptions.Multiline)]
    private static partial Regex PullbackCommand();
}
