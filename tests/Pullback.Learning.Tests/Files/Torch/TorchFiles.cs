using System.IO.Compression;
using System.Text;
using Pullback.Learning.Files.Torch;

namespace Pullback.Learning.Tests.Files.Torch;

/// <summary>Reference files, and archives made by hand.</summary>
internal static class TorchFiles
{
    /// <summary>A reference file.</summary>
    /// <param name="parts">Its place below tests/reference/estimators.</param>
    public static string Reference(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "reference", "estimators", .. parts]);

    /// <summary>The bytes of an archive.</summary>
    /// <param name="entries">Names and contents.</param>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The container around a pickle, with a storage <c>0</c> of six binary32 numbers 0, 1, … 5.</summary>
    /// <param name="pickle">The pickle.</param>
    public static byte[] Around(byte[] pickle) =>
        Zip(("root/data.pkl", pickle), ("root/data/0", [.. Enumerable.Range(0, 6).SelectMany(i => BitConverter.GetBytes((float)i))]), ("root/version", "3\n"u8.ToArray()));

    /// <summary>Reads an archive and expects it to be refused; every message names the file.</summary>
    public static string Refusal(byte[] bytes)
    {
        string message = Assert.Throws<InvalidDataException>(() => StateDictionaryReader.Read("some.pt", bytes)).Message;
        Assert.Contains("some.pt", message, StringComparison.Ordinal);
        return message;
    }

    /// <summary>A pickle of one tensor called <c>w</c> over the storage <c>0</c>.</summary>
    public static byte[] Tensor(int offset, int[] shape, int[] strides, string storage = "FloatStorage", int length = 6) =>
    [
        .. Begin(),
        .. Item("w", offset, shape, strides, storage, length),
        .. "u."u8,
    ];

    /// <summary>The beginning of a dictionary.</summary>
    public static byte[] Begin() => [0x80, 2, .. "ccollections\nOrderedDict\n)R("u8];

    /// <summary>A name and a tensor.</summary>
    public static byte[] Item(string name, int offset, int[] shape, int[] strides, string storage = "FloatStorage", int length = 6) =>
    [
        .. Text(name),
        .. "ctorch._utils\n_rebuild_tensor_v2\n(("u8,
        .. Text("storage"),
        .. Encoding.UTF8.GetBytes($"ctorch\n{storage}\n"),
        .. Text("0"),
        .. Text("cpu"),
        .. Integer(length),
        .. "tQ"u8,
        .. Integer(offset),
        (byte)'(', .. shape.SelectMany(Integer), (byte)'t',
        (byte)'(', .. strides.SelectMany(Integer), (byte)'t',
        0x89,
        .. "ccollections\nOrderedDict\n)RtR"u8,
    ];

    /// <summary>A text.</summary>
    public static byte[] Text(string text) => [(byte)'X', .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    /// <summary>An integer of four bytes.</summary>
    public static byte[] Integer(int value) => [(byte)'J', .. BitConverter.GetBytes(value)];
}
