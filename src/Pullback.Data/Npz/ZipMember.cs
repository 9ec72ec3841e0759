namespace Pullback.Data.Npz;

/// <summary>An entry of a zip archive's directory.</summary>
/// <param name="Name">Full name in the archive.</param>
/// <param name="Method">Compression: 0 stored, 8 deflated.</param>
/// <param name="Encrypted">True if the data are encrypted.</param>
/// <param name="Checksum">CRC-32 of the uncompressed bytes.</param>
/// <param name="CompressedSize">Bytes in the archive.</param>
/// <param name="Size">Bytes after decompression.</param>
/// <param name="HeaderOffset">Position of the entry's own header in the file.</param>
internal sealed record ZipMember(string Name, int Method, bool Encrypted, uint Checksum, long CompressedSize, long Size, long HeaderOffset);
