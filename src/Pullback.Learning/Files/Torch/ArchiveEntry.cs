namespace Pullback.Learning.Files.Torch;

/// <summary>An entry of a zip archive.</summary>
/// <param name="Name">Full name, with the root folder.</param>
/// <param name="Method">Compression: 0 stored, 8 deflated.</param>
/// <param name="Encrypted">True if the bytes are encrypted.</param>
/// <param name="Checksum">CRC-32 of the unpacked bytes.</param>
/// <param name="PackedSize">Bytes in the archive.</param>
/// <param name="Size">Bytes after unpacking.</param>
/// <param name="HeaderOffset">Place of the entry's own header.</param>
internal sealed record ArchiveEntry(string Name, int Method, bool Encrypted, uint Checksum, long PackedSize, long Size, long HeaderOffset);
