using System.Text;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;
using Pullback.Numerics.Random;

namespace Pullback.HistFactory.Tests.Workspaces;

public sealed class WorkspaceFuzzTests
{
    private static readonly string[] Scalars = ["NaN", "-Infinity", "1e999", "-1", "null", "\"\"", "[]", "{}", "0.5", "99999999999999999999", "true"];

    /// <summary>Damaged files give the two documented exceptions or a workspace that can be written and read again.</summary>
    [Theory]
    [InlineData("bytes deleted")]
    [InlineData("bytes replaced")]
    [InlineData("tokens swapped")]
    [InlineData("tokens replaced")]
    [InlineData("truncated")]
    public void Damaged_text_never_escapes_the_documented_errors(string damage)
    {
        byte[] text = WorkspaceFile.Load(WorkspaceFile.AllModifiers).ToUtf8(JsonLayout.Compact).ToArray();
        List<Range> tokens = Tokens(text);
        int read = 0;
        for (ulong seed = 0; seed < 1500; seed++)
        {
            var random = new RandomStream(seed, damage);
            byte[] damaged = damage switch
            {
                "bytes deleted" => Deleted(text, random),
                "bytes replaced" => Replaced(text, random),
                "tokens swapped" => Swapped(text, tokens, random),
                "tokens replaced" => Replaced(text, tokens, random),
                _ => text[..(int)random.Below(text.Length)],
            };
            read += Reads(damaged) ? 1 : 0;
        }

        Assert.InRange(read, 0, 1400);
    }

    private static bool Reads(byte[] text)
    {
        try
        {
            JsonTree tree = JsonTree.Parse(text);
            Workspace workspace = Workspace.Parse(tree);
            Assert.True(JsonTree.ValueEquals(tree, JsonTree.Parse(tree.ToUtf8().Span)));
            Assert.NotEmpty(workspace.Channels);
            return true;
        }
        catch (Exception error) when (error is JsonFormatException or InvalidWorkspaceException)
        {
            Assert.NotEmpty(error.Message);
            return false;
        }
    }

    private static byte[] Deleted(byte[] text, RandomStream random)
    {
        int start = (int)random.Below(text.Length);
        int length = 1 + (int)random.Below(Math.Min(20, text.Length - start));
        return [.. text[..start], .. text[(start + length)..]];
    }

    private static byte[] Replaced(byte[] text, RandomStream random)
    {
        byte[] result = [.. text];
        for (long i = random.Below(3); i >= 0; i--)
            result[random.Below(text.Length)] = (byte)random.Below(256);
        return result;
    }

    private static byte[] Swapped(byte[] text, List<Range> tokens, RandomStream random)
    {
        int first = (int)random.Below(tokens.Count - 1);
        int second = first + 1 + (int)random.Below(tokens.Count - first - 1);
        Range left = tokens[first];
        Range right = tokens[second];
        return [.. text[..left.Start], .. text[right], .. text[left.End..right.Start], .. text[left], .. text[right.End..]];
    }

    private static byte[] Replaced(byte[] text, List<Range> tokens, RandomStream random)
    {
        Range token = tokens[(int)random.Below(tokens.Count)];
        byte[] scalar = Encoding.ASCII.GetBytes(Scalars[random.Below(Scalars.Length)]);
        return [.. text[..token.Start], .. scalar, .. text[token.End..]];
    }

    /// <summary>Strings, numbers and words.</summary>
    private static List<Range> Tokens(byte[] text)
    {
        var tokens = new List<Range>();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !"[]{}:,"u8.Contains(text[i]))
                continue;
            if (i > start)
                tokens.Add(start..i);
            start = i + 1;
        }

        return tokens;
    }
}
