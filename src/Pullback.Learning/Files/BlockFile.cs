using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pullback.Learning.Files;

/// <summary>A file of named blocks of bytes with a checksum: models and checkpoints. Written whole or not at all; never executed.</summary>
/// <remarks>
/// Layout, little-endian: <c>PULLBACK</c>, kind (length, UTF-8), version (int32), number of blocks (int32), for each block its name (length, UTF-8), its
/// length (int64) and its bytes; last the SHA-256 of everything before.
/// </remarks>
public static class BlockFile
{
    private const int ChecksumBytes = 32;
    private static readonly byte[] Magic = "PULLBACK"u8.ToArray();

    /// <summary>Writes a file next to its place and moves it there.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="kind">What the file is, such as <c>observable</c>.</param>
    /// <param name="version">The version of the blocks' meaning.</param>
    /// <param name="blocks">Names and contents.</param>
    /// <exception cref="IOException">The file cannot be written; one that existed is unchanged.</exception>
    public static void Write(string path, string kind, int version, IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        string temporary = path + ".partial";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            {
                void Put(ReadOnlySpan<byte> bytes)
                {
                    hash.AppendData(bytes);
                    stream.Write(bytes);
                }

                Put(Magic);
                Put(Text(kind));
                Put(Number(version));
                Put(Number(blocks.Count));
                foreach ((string name, ReadOnlyMemory<byte> content) in blocks)
                {
                    Put(Text(name));
                    Put(LongNumber(content.Length));
                    Put(content.Span);
                }

                stream.Write(hash.GetHashAndReset());
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="version">The newest version that is understood.</param>
    /// <returns>The blocks by name.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not such a file, or it is damaged.</exception>
    public static IReadOnlyDictionary<string, byte[]> Read(string path, string kind, int version)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length < Magic.Length + ChecksumBytes || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidDataException($"'{path}' is not a file of Pullback: it does not begin with the mark of one. Give a file that 'pullback' wrote ({kind}).");
        ReadOnlySpan<byte> body = bytes.AsSpan(0, bytes.Length - ChecksumBytes);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - ChecksumBytes)))
            throw new InvalidDataException($"'{path}' is damaged: its checksum does not fit its content. It was cut short or changed; write it again or use a copy.");

        // The checksum fits, so the lengths inside are the ones that were written.
        int position = Magic.Length;
        string found = ReadText(body, ref position);
        if (found != kind) throw new InvalidDataException($"'{path}' holds a {found}, but a {kind} is needed.");
        int foundVersion = ReadNumber(body, ref position);
        if (foundVersion > version)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{path}' has version {foundVersion}, but this program reads versions up to {version}. Use a newer program."));
        int count = ReadNumber(body, ref position);
        var blocks = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string name = ReadText(body, ref position);
            long length = BinaryPrimitives.ReadInt64LittleEndian(body[position..]);
            position += 8;
            blocks[name] = body.Slice(position, checked((int)length)).ToArray();
            position += (int)length;
        }

        return blocks;
    }

    private static byte[] Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return [.. Number(utf8.Length), .. utf8];
    }

    private static byte[] Number(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] LongNumber(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private static int ReadNumber(ReadOnlySpan<byte> body, ref int position)
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(body[position..]);
        position += 4;
        return value;
    }

    private static string ReadText(ReadOnlySpan<byte> body, ref int position)
    {
        int length = ReadNumber(body, ref position);
        string text = Encoding.UTF8.GetString(body.Slice(position, length));
        position += length;
        return text;
    }
}
