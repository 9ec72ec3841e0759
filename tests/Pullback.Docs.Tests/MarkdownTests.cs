using System.Text.RegularExpressions;

namespace Pullback.Docs.Tests;

public sealed partial class MarkdownTests
{
    public static TheoryData<string> Pages => [.. Repository.TrackedFiles.Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_and_pictures_lead_to_files_of_the_repository(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        foreach (Match match in Link().Matches(Markdown.WithoutCode(Repository.Read(page))))
        {
            string target = match.Groups[1].Value.Split('#')[0];
            if (target.Length == 0 || target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
                continue;
            string path = Path.GetFullPath(target, folder);
            Assert.True(File.Exists(path) || Directory.Exists(path), $"{page} links to {target}, which does not exist.");
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)[^)]*\)")]
    private static partial Regex Link();
}
