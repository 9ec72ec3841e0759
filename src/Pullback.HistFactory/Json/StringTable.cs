using System.Text;

namespace Pullback.HistFactory.Json;

/// <summary>Gives one string for equal bytes: the names in a workspace repeat thousands of times.</summary>
internal sealed class StringTable
{
    private const int LongestKept = 64;

    private Entry[] _entries = new Entry[256];
    private int _count;

    /// <summary>The string of bytes without escapes.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <exception cref="ArgumentException">The bytes are no UTF-8.</exception>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestKept)
            return Decode(utf8);
        var hash = new HashCode();
        hash.AddBytes(utf8);
        int code = hash.ToHashCode();
        int slot = code & (_entries.Length - 1);
        while (_entries[slot].Bytes is { } bytes)
        {
            if (_entries[slot].Hash == code && utf8.SequenceEqual(bytes))
                return _entries[slot].Text;
            slot = (slot + 1) & (_entries.Length - 1);
        }

        var entry = new Entry(code, utf8.ToArray(), Decode(utf8));
        _entries[slot] = entry;
        if (++_count > _entries.Length / 2)
            Grow();
        return entry.Text;
    }

    private static string Decode(ReadOnlySpan<byte> utf8) => Strict.GetString(utf8);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private void Grow()
    {
        Entry[] old = _entries;
        _entries = new Entry[2 * old.Length];
        foreach (Entry entry in old.Where(entry => entry.Bytes is not null))
        {
            int slot = entry.Hash & (_entries.Length - 1);
            while (_entries[slot].Bytes is not null)
                slot = (slot + 1) & (_entries.Length - 1);
            _entries[slot] = entry;
        }
    }

    private readonly record struct Entry(int Hash, byte[] Bytes, string Text);
}
