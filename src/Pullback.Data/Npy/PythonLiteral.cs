using System.Globalization;
using System.Text;

namespace Pullback.Data.Npy;

/// <summary>Reads the few Python literals that an npy header is made of; it reads text and runs nothing.</summary>
/// <remarks>
/// A dictionary with string keys becomes a <see cref="Dictionary{TKey,TValue}"/>, a tuple or list a <c>List&lt;object?&gt;</c>, a string a
/// <see cref="string"/>, an integer a <see cref="long"/>, True and False a <see cref="bool"/>, None null. Anything else is a <see cref="FormatException"/>.
/// </remarks>
internal ref struct PythonLiteral
{
    private const int DeepestNesting = 16;
    private readonly ReadOnlySpan<char> _text;
    private int _position;

    private PythonLiteral(ReadOnlySpan<char> text)
    {
        _text = text;
        _position = 0;
    }

    /// <summary>Parses one literal that fills the text up to white space.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not one of the literals known here.</exception>
    public static object? Parse(ReadOnlySpan<char> text)
    {
        var parser = new PythonLiteral(text);
        var value = parser.Value(0);
        parser.SkipSpace();
        if (parser._position != text.Length) throw parser.Unexpected("the end");
        return value;
    }

    private object? Value(int depth)
    {
        if (depth > DeepestNesting) throw new FormatException("brackets are nested too deeply");
        SkipSpace();
        if (_position == _text.Length) throw Unexpected("a value");
        var first = _text[_position];
        return first switch
        {
            '{' => Dictionary(depth),
            '(' => Sequence(')', depth),
            '[' => Sequence(']', depth),
            '\'' or '"' => String(),
            '-' or (>= '0' and <= '9') => Integer(),
            _ => Word(),
        };
    }

    private Dictionary<string, object?> Dictionary(int depth)
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        _position++;
        while (!TryTake('}'))
        {
            SkipSpace();
            if (_position == _text.Length || _text[_position] is not ('\'' or '"')) throw Unexpected("a key in quotes");
            var key = String();
            if (!TryTake(':')) throw Unexpected("':'");
            if (!entries.TryAdd(key, Value(depth + 1))) throw new FormatException($"the key '{key}' appears twice");
            if (TryTake(',')) continue;
            if (!TryTake('}')) throw Unexpected("',' or '}'");
            break;
        }

        return entries;
    }

    private List<object?> Sequence(char close, int depth)
    {
        var items = new List<object?>();
        _position++;
        while (!TryTake(close))
        {
            items.Add(Value(depth + 1));
            if (TryTake(',')) continue;
            if (!TryTake(close)) throw Unexpected($"',' or '{close}'");
            break;
        }

        return items;
    }

    private string String()
    {
        var quote = _text[_position++];
        var content = new StringBuilder();
        while (true)
        {
            if (_position == _text.Length) throw new FormatException("a quoted text does not end");
            var character = _text[_position++];
            if (character == quote) return content.ToString();
            content.Append(character == '\\' ? Escape() : character);
        }
    }

    private char Escape()
    {
        if (_position == _text.Length) throw new FormatException("a quoted text does not end");
        var character = _text[_position++];
        return character switch
        {
            '\\' or '\'' or '"' => character,
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'x' => Hexadecimal(2),
            'u' => Hexadecimal(4),
            _ => throw new FormatException($"the escape '\\{character}' is not known"),
        };
    }

    private char Hexadecimal(int digits)
    {
        if (_position + digits > _text.Length
            || !ushort.TryParse(_text.Slice(_position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw new FormatException("an escape lacks its hexadecimal digits");
        }

        _position += digits;
        return (char)code;
    }

    private long Integer()
    {
        var start = _position++;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position])) _position++;
        var digits = _text[start.._position];
        if (_position < _text.Length && _text[_position] is ('L' or 'l')) _position++;
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw new FormatException($"the integer '{digits}' does not fit 64 bits");
        return value;
    }

    private object? Word()
    {
        var start = _position;
        while (_position < _text.Length && char.IsAsciiLetter(_text[_position])) _position++;
        return _text[start.._position] switch
        {
            "True" => true,
            "False" => false,
            "None" => null,
            _ => throw new FormatException($"'{_text[start..Math.Min(start + 20, _text.Length)]}' at position {start} is not a literal"),
        };
    }

    private bool TryTake(char expected)
    {
        SkipSpace();
        if (_position == _text.Length || _text[_position] != expected) return false;
        _position++;
        return true;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is (' ' or '\n' or '\t' or '\r')) _position++;
    }

    private readonly FormatException Unexpected(string expected) =>
        new(_position == _text.Length ? $"the text ends where {expected} should be" : $"'{_text[_position]}' at position {_position} stands where {expected} should be");
}
