using System.Buffers;
using System.Text;

namespace Pullback.HistFactory.Json;

/// <summary>Writes trees as text in UTF-8.</summary>
internal sealed class JsonTextWriter
{
    private readonly JsonTextStyle _style;
    private readonly byte[] _itemSeparator;
    private readonly byte[] _nameSeparator;
    private readonly ArrayBufferWriter<byte> _text = new(1024);
    private int _level;

    /// <summary>Starts with no text.</summary>
    /// <param name="style">How the text is written.</param>
    public JsonTextWriter(JsonTextStyle style)
    {
        _style = style;
        _itemSeparator = Encoding.ASCII.GetBytes(style.ItemSeparator);
        _nameSeparator = Encoding.ASCII.GetBytes(style.NameSeparator);
    }

    /// <summary>The text written so far.</summary>
    public ReadOnlyMemory<byte> Written => _text.WrittenMemory;

    /// <summary>Appends a tree.</summary>
    public void Write(JsonTree tree)
    {
        switch (tree)
        {
            case JsonObject record:
                WriteObject(record);
                break;
            case JsonArray { Numbers: { } numbers }:
                WriteNumbers(numbers);
                break;
            case JsonArray array:
                WriteArray(array);
                break;
            case JsonString text:
                WriteString(text.Value);
                break;
            case JsonNumber number:
                WriteNumber(number.Value, number.IsInteger, number.Digits);
                break;
            case JsonBoolean boolean:
                _text.Write(boolean.Value ? "true"u8 : "false"u8);
                break;
            default:
                _text.Write("null"u8);
                break;
        }
    }

    private void WriteObject(JsonObject record)
    {
        Open('{');
        IEnumerable<JsonMember> members = _style.Sorted ? record.Members.OrderBy(member => member.Name, CodePointComparer.Instance) : record.Members;
        int index = 0;
        foreach (JsonMember member in members)
        {
            StartItem(index++);
            WriteString(member.Name);
            _text.Write(_nameSeparator);
            Write(member.Value);
        }

        Close('}', index);
    }

    private void WriteArray(JsonArray array)
    {
        Open('[');
        for (int i = 0; i < array.Count; i++)
        {
            StartItem(i);
            Write(array[i]);
        }

        Close(']', array.Count);
    }

    private void WriteNumbers(JsonNumbers numbers)
    {
        Open('[');
        for (int i = 0; i < numbers.Count; i++)
        {
            StartItem(i);
            WriteNumber(numbers[i], numbers.IsInteger(i), numbers.DigitsOf(i));
        }

        Close(']', numbers.Count);
    }

    private void WriteNumber(double value, bool isInteger, string? digits)
    {
        if (digits is not null)
            Encoding.ASCII.GetBytes(digits, _text);
        else
            _text.Advance(NumberText.Write(value, isInteger, _text.GetSpan(NumberText.MaximumLength)));
    }

    private void Open(char bracket)
    {
        WriteByte((byte)bracket);
        _level++;
    }

    private void StartItem(int index)
    {
        if (index > 0)
            _text.Write(_itemSeparator);
        BreakLine();
    }

    private void Close(char bracket, int count)
    {
        _level--;
        if (count > 0)
            BreakLine();
        WriteByte((byte)bracket);
    }

    private void BreakLine()
    {
        if (_style.Indent < 0)
            return;
        int length = 1 + (_style.Indent * _level);
        Span<byte> line = _text.GetSpan(length)[..length];
        line.Fill((byte)' ');
        line[0] = (byte)'\n';
        _text.Advance(length);
    }

    private void WriteString(string value)
    {
        WriteByte((byte)'"');
        ReadOnlySpan<char> rest = value;
        while (true)
        {
            int plain = 0;
            while (plain < rest.Length && !NeedsEscape(rest[plain]))
                plain++;
            Encoding.UTF8.GetBytes(rest[..plain], _text);
            if (plain == rest.Length)
                break;
            WriteEscaped(rest[plain]);
            rest = rest[(plain + 1)..];
        }

        WriteByte((byte)'"');
    }

    private bool NeedsEscape(char symbol) => symbol < ' ' || symbol == '"' || symbol == '\\' || (_style.Ascii && symbol > '~');

    private void WriteEscaped(char symbol)
    {
        string text = symbol switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\b' => "\\b",
            '\f' => "\\f",
            _ => $"\\u{(int)symbol:x4}",
        };
        Encoding.ASCII.GetBytes(text, _text);
    }

    private void WriteByte(byte value)
    {
        _text.GetSpan(1)[0] = value;
        _text.Advance(1);
    }
}
