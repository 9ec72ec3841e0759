namespace Pullback.Docs.Tests;

public sealed class CSharpBlockTests
{
    /// <summary>Lines of every compiled file of samples/ and tests/, without indentation and empty lines.</summary>
    private static readonly Lazy<Dictionary<string, string>> Compiled = new(() => Repository.TrackedFiles
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
        .Where(file => file.StartsWith("samples/", StringComparison.Ordinal) || file.StartsWith("tests/", StringComparison.Ordinal))
        .ToDictionary(file => file, file => Normalize(Repository.Read(file))));

    public static TheoryData<string> Blocks
    {
        get
        {
            var data = new TheoryData<string> { "" };
            foreach (CodeBlock block in AllBlocks())
                data.Add(Place(block));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_program_shown_in_the_documentation_is_part_of_a_compiled_file(string place)
    {
        foreach (CodeBlock block in AllBlocks().Where(block => Place(block) == place))
        {
            string text = Normalize(block.Text);
            Assert.True(
                Compiled.Value.Values.Any(file => file.Contains(text, StringComparison.Ordinal)),
                $"{place}: no file under samples/ or tests/ holds these lines. Put them into one that is compiled and run, and show them from there:\n{block.Text}");
        }
    }

    private static IEnumerable<CodeBlock> AllBlocks() => Repository.TrackedFiles
        .Where(file => file.EndsWith(".md", StringComparison.Ordinal))
        .SelectMany(Markdown.Blocks)
        .Where(block => block.Language is "csharp" or "cs");

    private static string Place(CodeBlock block) => $"{block.Page}:{block.Line}";

    private static string Normalize(string text) =>
        "\n" + string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";
}
