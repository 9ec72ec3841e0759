using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pullback.HistFactory.Json;

/// <summary>Reads JSON text into a tree.</summary>
internal ref struct JsonTreeReader
{
    private readonly JsonSource _source;
    private readonly StringTable _strings = new();
    private readonly NumberCollector _numbers = new();
    private readonly List<JsonTree> _items = [];
    private readonly List<JsonMember> _members = [];
    private Utf8JsonReader _reader;

    private JsonTreeReader(JsonSource source)
    {
        _source = source;
        _reader = new Utf8JsonReader(source.Text, new JsonReaderOptions { MaxDepth = JsonTree.MaximumDepth + 1 });
    }

    /// <summary>Reads a whole text.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <param name="name">What error messages call it.</param>
    public static JsonTree Read(ReadOnlySpan<byte> utf8, string name)
    {
        var source = new JsonSource(name, utf8);
        source.CheckEncoding();
        var reader = new JsonTreeReader(source);
        try
        {
            reader._reader.Read();
            JsonTree tree = reader.ReadValue();
            reader._reader.Read();
            return tree;
        }
        catch (JsonException problem)
        {
            throw source.ErrorFrom(problem);
        }
    }

    private JsonTree ReadValue() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(),
        JsonTokenType.StartArray => ReadArray(),
        JsonTokenType.String => new JsonString(ReadString()),
        JsonTokenType.Number => ReadNumber(),
        JsonTokenType.True => JsonBoolean.True,
        JsonTokenType.False => JsonBoolean.False,
        _ => JsonNull.Instance,
    };

    private JsonObject ReadObject()
    {
        CheckDepth();
        int start = _members.Count;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            string name = ReadString();
            _reader.Read();
            JsonTree value = ReadValue();
            _members.Add(new JsonMember(name, value));
        }

        JsonMember[] members = [.. System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_members)[start..]];
        _members.RemoveRange(start, members.Length);
        return new JsonObject(members);
    }

    private JsonArray ReadArray()
    {
        CheckDepth();
        int start = _numbers.Count;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.Number)
        {
            double value = ReadNumber(out bool isInteger, out string? digits);
            _numbers.Add(value, isInteger, digits);
        }

        JsonNumbers numbers = _numbers.TakeFrom(start);
        return _reader.TokenType == JsonTokenType.EndArray ? new JsonArray(numbers) : ReadMixedArray(numbers);
    }

    /// <summary>Goes on with an array in which something other than a number stands.</summary>
    private JsonArray ReadMixedArray(JsonNumbers beginning)
    {
        int start = _items.Count;
        for (int i = 0; i < beginning.Count; i++)
            _items.Add(beginning.At(i));
        do
            _items.Add(ReadValue());
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray);
        JsonTree[] items = [.. System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items)[start..]];
        _items.RemoveRange(start, items.Length);
        return new JsonArray(items);
    }

    private string ReadString()
    {
        try
        {
            return _reader.ValueIsEscaped ? _reader.GetString()! : _strings.Get(_reader.ValueSpan);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            throw _source.ErrorAt(
                _reader.TokenStartIndex,
                _reader.ValueIsEscaped
                    ? "the string holds half of a surrogate pair or bytes that are no UTF-8. Write such characters as UTF-8."
                    : "the string holds bytes that are no UTF-8. Save the text as UTF-8.",
                problem);
        }
    }

    private JsonNumber ReadNumber()
    {
        double value = ReadNumber(out bool isInteger, out string? digits);
        return new JsonNumber(value, isInteger, digits);
    }

    private double ReadNumber(out bool isInteger, out string? digits)
    {
        ReadOnlySpan<byte> text = _reader.ValueSpan;
        isInteger = text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        digits = null;
        if (isInteger && text.Length <= 15 && Utf8Parser.TryParse(text, out long integer, out _))
            return integer;
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            throw _source.ErrorAt(_reader.TokenStartIndex, $"the number {Shortened(text)} is beyond the largest double, 1.8e308, but HistFactory needs finite numbers.");
        if (isInteger && Math.Abs(value) >= JsonNumbers.LargestPlainInteger)
            digits = Encoding.ASCII.GetString(text);
        return value;
    }

    private readonly void CheckDepth()
    {
        if (_reader.CurrentDepth >= JsonTree.MaximumDepth)
        {
            throw _source.ErrorAt(
                _reader.TokenStartIndex,
                $"objects and arrays are nested more than {JsonTree.MaximumDepth} levels deep, but a workspace needs 8. Check that this is the right file.");
        }
    }

    private static string Shortened(ReadOnlySpan<byte> text) =>
        text.Length <= 40 ? Encoding.ASCII.GetString(text) : $"{Encoding.ASCII.GetString(text[..20])}... ({text.Length} characters)";
}
