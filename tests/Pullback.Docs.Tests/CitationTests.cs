using System.Text.RegularExpressions;

namespace Pullback.Docs.Tests;

public sealed partial class CitationTests
{
    [Fact]
    public void Every_citation_has_its_entry_in_the_bibliography()
    {
        HashSet<string> known = [.. Entry().Matches(Repository.Read("docs/references.bib")).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(known);
        var missing = new List<string>();
        foreach (string file in Repository.TrackedFiles.Where(IsCiting))
        {
            foreach (Match match in Citation().Matches(Repository.Read(file)).Where(match => !known.Contains(match.Groups[1].Value)))
                missing.Add($"{file}: [{match.Groups[1].Value}]");
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void No_entry_of_the_bibliography_is_written_twice()
    {
        string[] keys = [.. Entry().Matches(Repository.Read("docs/references.bib")).Select(match => match.Groups[1].Value)];
        Assert.Equal(keys.Distinct(), keys);
    }

    private static bool IsCiting(string file) =>
        (file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
        || (file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal));

    [GeneratedRegex(@"^@\w+\{\s*([^,\s]+)", RegexOptions.Multiline)]
    private static partial Regex Entry();

    /// <summary>[Cowan2011] or [Cowan2011, eq. 16]: a name, a year, maybe a letter.</summary>
    [GeneratedRegex(@"\[([A-Z][A-Za-z]+(?:19|20)\d\d[a-z]?)(?:,[^\]]*)?\]")]
    private static partial Regex Citation();
}
