using System.Text;
using System.Text.RegularExpressions;

namespace Pullback.Docs.Tests;

public sealed partial class PortabilityTests
{
    private static readonly string[] BinaryEndings = [".npy", ".npz", ".parquet", ".png", ".pdf", ".pt", ".onnx", ".gz", ".zip", ".ttf"];

    [Fact]
    public void No_tracked_file_names_a_place_on_somebodys_machine()
    {
        var found = new List<string>();
        foreach (string file in Repository.TrackedFiles.Where(file => !BinaryEndings.Contains(Path.GetExtension(file))))
        {
            foreach (Match match in MachinePath().Matches(Repository.Read(file)))
                found.Add($"{file}: {match.Value}");
        }

        Assert.Empty(found);
    }

    [Fact]
    public void Text_files_are_utf8_with_unix_line_ends()
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        foreach (string file in Repository.TrackedFiles.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".md", StringComparison.Ordinal)))
        {
            string text = strict.GetString(File.ReadAllBytes(Path.Combine(Repository.Root, file)));
            Assert.False(text.Contains('\r', StringComparison.Ordinal), $"{file} has carriage returns.");
            Assert.False(text.StartsWith('\uFEFF'), $"{file} begins with a byte order mark.");
        }
    }

    /// <summary>Absolute paths under the usual homes of users and of scratch files.</summary>
    [GeneratedRegex(@"(?<![\w.$}])/(?:home|root|Users|tmp|work)/[\w.-]+|[A-Z]:\\Users\\\w+")]
    private static partial Regex MachinePath();
}
