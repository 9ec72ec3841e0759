using System.Text;
using System.Text.Json;

namespace Pullback.HistFactory.Json;

/// <summary>A JSON text and where its errors are.</summary>
internal readonly ref struct JsonSource
{
    private readonly string _name;

    /// <summary>Takes a text; a byte order mark is left out.</summary>
    /// <param name="name">What error messages call it.</param>
    /// <param name="utf8">The text in UTF-8.</param>
    public JsonSource(string name, ReadOnlySpan<byte> utf8)
    {
        _name = name;
        Text = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
    }

    /// <summary>The text without a byte order mark.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Refuses texts that are empty, compressed or in UTF-16.</summary>
    public void CheckEncoding()
    {
        if (Text.Trim(" \t\r\n"u8).IsEmpty)
            throw ErrorAt(0, "the text is empty. Check that the file was written or fetched completely.");
        if (Text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || Text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw ErrorAt(0, "the text is in UTF-16, but JSON is in UTF-8. Save it as UTF-8.");
        if (Text.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || Text.StartsWith("PK\u0003\u0004"u8))
            throw ErrorAt(0, "the file is compressed. Unpack it first.");
    }

    /// <summary>The error at a byte of the text.</summary>
    public JsonFormatException ErrorAt(long offset, string problem, Exception? innerException = null)
    {
        ReadOnlySpan<byte> before = Text[..(int)Math.Min(offset, Text.Length)];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        int column = 1;
        foreach (byte unit in before[lineStart..])
            column += (unit & 0xC0) == 0x80 ? 0 : 1;
        return new JsonFormatException(_name, before.Count((byte)'\n') + 1, column, problem, innerException);
    }

    /// <summary>The error that the reader's exception means.</summary>
    public JsonFormatException ErrorFrom(JsonException problem)
    {
        int offset = OffsetOf(problem);
        int start = offset;
        while (start > 0 && IsWord(Text[start - 1]))
            start--;
        int end = offset;
        while (end < Text.Length && IsWord(Text[end]))
            end++;
        string word = Encoding.ASCII.GetString(Text[start..end]);
        if (word is "NaN" or "Infinity" or "-Infinity")
            return ErrorAt(start, $"found {word}, but HistFactory needs finite numbers. Replace it; Python writes it for an undefined or overflowing number.", problem);
        if (EndsEarly(out int open))
            return ErrorAt(Text.Length, $"the text ends too early{(open > 0 ? $", with {open} of its brackets still open" : "")}. Write or fetch the file again.", problem);
        return ErrorAt(problem.Message.Contains("literal", StringComparison.Ordinal) ? start : offset, FirstSentence(problem.Message), problem);
    }

    private static bool IsWord(byte unit) => unit is (byte)'-' or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z');

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..(end + 1)];
    }

    private int OffsetOf(JsonException problem)
    {
        int offset = 0;
        for (long line = problem.LineNumber ?? 0; line > 0; line--)
            offset += Text[offset..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(offset + (problem.BytePositionInLine ?? 0), Text.Length);
    }

    /// <summary>Whether more text could have made this one valid.</summary>
    private bool EndsEarly(out int open)
    {
        open = 0;
        var reader = new Utf8JsonReader(Text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonTree.MaximumDepth + 1 }));
        try
        {
            while (reader.Read())
            {
                open += reader.TokenType switch
                {
                    JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                    JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                    _ => 0,
                };
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return true;
    }
}
