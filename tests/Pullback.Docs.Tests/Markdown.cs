using System.Text.RegularExpressions;

namespace Pullback.Docs.Tests;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's path in the repository.</param>
/// <param name="Line">The line of the opening fence, from 1.</param>
/// <param name="Language">The word after the fence.</param>
/// <param name="Text">The block's lines.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string Text);

/// <summary>Reads the fenced blocks of Markdown pages.</summary>
internal static partial class Markdown
{
    public static IEnumerable<CodeBlock> Blocks(string page)
    {
        string text = Repository.Read(page);
        foreach (Match match in Fence().Matches(text))
        {
            int line = 1 + text.AsSpan(0, match.Index).Count('\n');
            yield return new CodeBlock(page, line, match.Groups[1].Value, match.Groups[2].Value);
        }
    }

    public static string WithoutCode(string text) => Inline().Replace(Fence().Replace(text, ""), "");

    [GeneratedRegex(@"^```(\w*)[^\n]*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"`[^`\n]*`")]
    private static partial Regex Inline();
}
