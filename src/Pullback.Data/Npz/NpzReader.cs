using System.Buffers;
using System.IO.Compression;
using Pullback.Data.Files;
using Pullback.Data.Npy;

namespace Pullback.Data.Npz;

/// <summary>An npz archive: npy arrays by name, stored or deflated, zip64 included.</summary>
/// <remarks>
/// A stored array stays in the file and is read on demand. A deflated one is unpacked once, into memory up to a limit and beyond it
/// into a temporary file. The checksum of an array is verified when it is opened.
/// </remarks>
public sealed class NpzReader : IDisposable
{
    /// <summary>Unpacked arrays up to this size are held in memory unless another limit is given: 256 MiB.</summary>
    public const long DefaultMemoryLimit = 1L << 28;

    private const long LargestDeflateRatio = 1032;
    private const int PieceLength = 1 << 17;
    private readonly FileBytes _file;
    private readonly Dictionary<string, ZipMember> _members = new(StringComparer.Ordinal);

    private NpzReader(FileBytes file)
    {
        _file = file;
        var names = new List<string>();
        foreach (var member in ZipDirectory.Read(file))
        {
            if (!member.Name.EndsWith(".npy", StringComparison.Ordinal)) continue;
            var name = member.Name[..^4];
            if (!_members.TryAdd(name, member))
                throw new DataFormatException(file.Name, $"two arrays are called '{name}'", "every name once", "Write the archive again; appending to it keeps the old array");
            names.Add(name);
        }

        Names = names;
    }

    /// <summary>Names of the arrays, in the order of the archive.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens an archive and reads its directory.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFileException">The file is missing or cannot be opened.</exception>
    /// <exception cref="DataFormatException">The file is not a zip archive or is damaged.</exception>
    public static NpzReader Open(string path)
    {
        var file = new FileBytes(path);
        try
        {
            return new NpzReader(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens one array. It must be disposed before the archive is.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="memoryLimit">Largest unpacked size, in bytes, that is held in memory.</param>
    /// <param name="scratchFolder">Folder for larger ones; null for the system's folder for temporary files.</param>
    /// <exception cref="ColumnException">There is no array of that name; the message lists those that exist.</exception>
    /// <exception cref="DataFormatException">The array is encrypted, damaged, or of a kind that is not read.</exception>
    public NpyArray OpenArray(string name, long memoryLimit = DefaultMemoryLimit, string? scratchFolder = null) => NpyArray.Open(OpenBytes(name, memoryLimit, scratchFolder));

    /// <summary>Opens the npy file of an array, whatever it holds. It must be disposed before the archive is.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="memoryLimit">Largest unpacked size, in bytes, that is held in memory.</param>
    /// <param name="scratchFolder">Folder for larger ones; null for the system's folder for temporary files.</param>
    internal ByteSource OpenBytes(string name, long memoryLimit = DefaultMemoryLimit, string? scratchFolder = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_members.TryGetValue(name, out var member))
        {
            var nearest = NearestName.Find(name, Names);
            throw new ColumnException(
                _file.Name, $"the archive has no array '{name}'", Names.Count == 0 ? "the archive has no arrays" : NearestName.List(Names), nearest is null ? "" : $"The nearest is '{nearest}'");
        }

        var where = $"{_file.Name}, array '{name}'";
        if (member.Encrypted) throw new DataFormatException(where, "the array is encrypted", "arrays stored or deflated without encryption", "Write the archive without a password");
        var section = new SectionBytes(where, _file, ZipDirectory.DataOffset(_file, member), member.CompressedSize);
        return member.Method switch
        {
            0 => Stored(section, member),
            8 => Inflated(section, member, memoryLimit, scratchFolder),
            _ => throw new DataFormatException(where, $"the array is compressed with method {member.Method}", "stored (numpy.savez) and deflated (numpy.savez_compressed)"),
        };
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static SectionBytes Stored(SectionBytes section, ZipMember member)
    {
        if (member.Size != member.CompressedSize) throw Damaged(section, "its two sizes differ although it is not compressed");
        using var stream = section.AsStream();
        Copy(section, stream, member, (_, _) => { });
        return section;
    }

    private static ByteSource Inflated(SectionBytes section, ZipMember member, long memoryLimit, string? scratchFolder)
    {
        if (member.Size / LargestDeflateRatio > member.CompressedSize + 1) throw Damaged(section, $"it claims {member.Size} bytes, more than its {member.CompressedSize} packed bytes can hold");
        using var stream = new DeflateStream(section.AsStream(), CompressionMode.Decompress);
        if (member.Size <= Math.Min(memoryLimit, Array.MaxLength))
        {
            var bytes = new byte[member.Size];
            Copy(section, stream, member, (piece, position) => piece.CopyTo(bytes.AsSpan((int)position)));
            return new MemoryBytes(section.Name, bytes);
        }

        var scratch = new ScratchFile(scratchFolder);
        try
        {
            Copy(section, stream, member, (piece, _) => scratch.Append(piece));
            return scratch.Named(section.Name);
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    private static void Copy(SectionBytes section, Stream stream, ZipMember member, Receive receive)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            var checksum = default(Crc32);
            long position = 0;
            while (true)
            {
                var count = stream.Read(buffer, 0, PieceLength);
                if (count == 0) break;
                if (count > member.Size - position) throw Damaged(section, $"it unpacks to more than the {member.Size} bytes it claims");
                var piece = buffer.AsSpan(0, count);
                checksum.Append(piece);
                receive(piece, position);
                position += count;
            }

            if (position != member.Size) throw Damaged(section, $"it unpacks to {position} bytes instead of the {member.Size} it claims");
            if (checksum.Value != member.Checksum) throw Damaged(section, "its checksum is wrong");
        }
        catch (InvalidDataException failure)
        {
            throw new DataFormatException(section.Name, "its compressed data are damaged", "", "Copy or write the archive again", failure);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static DataFormatException Damaged(SectionBytes section, string found) => new(section.Name, $"the array is damaged: {found}", "", "Copy or write the archive again");

    private delegate void Receive(ReadOnlySpan<byte> piece, long position);
}
