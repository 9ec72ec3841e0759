using System.Globalization;

namespace Pullback.Learning.Files.Torch;

/// <summary>Reads the weights that <c>torch.save(model.state_dict(), path)</c> wrote, without running anything that the file names.</summary>
/// <remarks>
/// <para>A zip archive with the entries <c>root/data.pkl</c> (a pickle of names, shapes and strides), <c>root/data/0</c>, … (the numbers) and <c>root/version</c>,
/// as PyTorch writes since 1.6. Checkpoints that keep the dictionary under <c>state_dict</c> are read too. Views with strides and offsets become row-major tensors;
/// tensors that are the same view of one storage share their data.</para>
/// <para>Sizes are checked before memory is taken: a tensor never has more numbers than its storage, and all together at most sixteen times those of their storages.</para>
/// </remarks>
public static class StateDictionaryReader
{
    private const long ViewFactor = 16;
    private const long ViewAllowance = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, usually ending in <c>.pt</c> or <c>.pth</c>.</param>
    /// <returns>The tensors in the order of the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, is a pickle of torch before 1.6, holds a whole module, a script, or numbers in big-endian order; the message says where and what to do.
    /// </exception>
    public static StateDictionary Read(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > Array.MaxLength)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{path}' has {length} bytes, more than the {Array.MaxLength} that are read. Save the tensors in several files."));
        return Read(path, File.ReadAllBytes(path));
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    internal static StateDictionary Read(string path, byte[] bytes)
    {
        RefuseOtherKinds(path, bytes);
        var archive = new Archive(path, bytes);
        string root = Root(path, archive);
        CheckVersion(path, archive, root);
        CheckByteOrder(path, archive, root);
        string pickle = root + "data.pkl";
        object value = new PickleReader($"'{path}', entry '{pickle}'", archive.Unpack(archive.Find(pickle)!)).Read();
        return Build(path, archive, root, Dictionary(path, value));
    }

    private static void RefuseOtherKinds(string path, byte[] bytes)
    {
        if (bytes is [0x80, >= 1 and <= 5, ..])
        {
            throw new InvalidDataException(
                $"'{path}' is a bare pickle: written by torch before 1.6, with _use_new_zipfile_serialization=False, or by pickle itself. Load it with torch there and write it again with torch.save of torch 1.6 or later.");
        }

        if (bytes.Length == 0) throw new InvalidDataException($"'{path}' is empty. Copy the file again, or write it again with torch.save.");
    }

    private static string Root(string path, Archive archive)
    {
        string[] roots = [.. archive.Names.Where(name => name == "data.pkl" || name.EndsWith("/data.pkl", StringComparison.Ordinal)).Select(name => name[..^"data.pkl".Length])];
        if (roots.Length != 1)
        {
            string found = roots.Length == 0 ? "no entry 'data.pkl'" : $"{roots.Length} entries 'data.pkl'";
            throw new InvalidDataException($"'{path}' is a zip archive with {found}, but a file of torch.save has one. Give a file written by torch.save(model.state_dict(), path).");
        }

        if (archive.Find(roots[0] + "constants.pkl") is not null)
            throw new InvalidDataException($"'{path}' is a TorchScript program, not a file of weights. Load it with torch.jit.load and write torch.save(model.state_dict(), path).");
        return roots[0];
    }

    private static void CheckVersion(string path, Archive archive, string root)
    {
        ArchiveEntry entry = archive.Find(root + "version") ?? archive.Find(root + ".data/version")
            ?? throw new InvalidDataException($"'{path}' has no entry '{root}version', which torch.save always writes. Copy the file again, or write it again.");
        string text = Text(path, archive, entry);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int version) || version is < 1 or > 10)
            throw new InvalidDataException($"'{path}' has the container version '{text}', but 1 to 10 are read. Write the file with a torch of another version.");
    }

    private static void CheckByteOrder(string path, Archive archive, string root)
    {
        if (archive.Find(root + "byteorder") is not { } entry) return;
        string order = Text(path, archive, entry);
        if (order != "little")
            throw new InvalidDataException($"'{path}' holds its numbers in the byte order '{order}', but only 'little' is read. Load it with torch on a little-endian machine and write it again.");
    }

    private static string Text(string path, Archive archive, ArchiveEntry entry) =>
        entry.Size <= 64
            ? System.Text.Encoding.UTF8.GetString(archive.Unpack(entry)).Trim()
            : throw new InvalidDataException($"'{path}' is damaged: the entry '{entry.Name}' has {entry.Size} bytes where a word is expected. Copy the file again, or write it again with torch.save.");

    private static PickleDictionary Dictionary(string path, object value)
    {
        if (value is not PickleDictionary dictionary)
            throw new InvalidDataException($"'{path}' holds {Describe(value)}, but a dictionary of tensors is needed. Write torch.save(model.state_dict(), path).");
        return dictionary.Find("state_dict") is PickleDictionary inner ? inner : dictionary;
    }

    private static StateDictionary Build(string path, Archive archive, string root, PickleDictionary dictionary)
    {
        var loader = new TensorLoader(path, archive, root);
        var tensors = new List<StateTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((object key, object value) in dictionary.Items)
        {
            if (key is not string name) throw new InvalidDataException($"'{path}': a key of the state dictionary is {Describe(key)}, but the names of tensors are texts. Write torch.save(model.state_dict(), path).");
            if (name == "_metadata") continue;
            if (value is not PickleTensor tensor)
            {
                throw new InvalidDataException(
                    $"'{path}': the entry '{Shorten(name)}' is {Describe(value)}, but every entry must be a tensor. Write torch.save(model.state_dict(), path), or keep the state dictionary under the key 'state_dict'.");
            }

            if (!names.Add(name)) throw new InvalidDataException($"'{path}': two tensors are called '{Shorten(name)}'. The file is damaged; write it again with torch.save.");
            tensors.Add(loader.Load(name, tensor));
        }

        return new StateDictionary(tensors);
    }

    private static string Describe(object value) => value switch
    {
        PickleTensor => "a tensor",
        PickleDictionary => "a dictionary",
        PickleTuple => "a tuple",
        PickleList => "a list",
        PickleInteger => "an integer",
        PickleStorage => "a storage",
        string => "a text",
        PickleCallable or ElementKind => "a class",
        _ => "a value without numbers",
    };

    private static string Shorten(string text) => text.Length <= 120 ? text : text[..120] + "…";

    /// <summary>Copies views of storages; each storage is unpacked once, each view copied once.</summary>
    private sealed class TensorLoader(string path, Archive archive, string root)
    {
        private readonly Dictionary<string, byte[]> _storages = new(StringComparer.Ordinal);
        private readonly Dictionary<string, byte[]> _views = new(StringComparer.Ordinal);
        private long _storageBytes;
        private long _viewBytes;

        public StateTensor Load(string name, PickleTensor tensor)
        {
            byte[] storage = Storage(name, tensor.Storage);
            string view = string.Create(
                CultureInfo.InvariantCulture,
                $"{tensor.Storage.Kind} {tensor.Offset} {string.Join(',', tensor.Shape)} {string.Join(',', tensor.Strides)} {tensor.Storage.Key}");
            if (!_views.TryGetValue(view, out byte[]? data))
            {
                long count = 1;
                foreach (int dimension in tensor.Shape) count = dimension == 0 ? 0 : count * dimension;
                if (Array.IndexOf(tensor.Shape, 0) >= 0) count = 0;
                _viewBytes += count * tensor.Storage.Kind.Size();
                if (_viewBytes > ViewAllowance + (ViewFactor * _storageBytes))
                    throw new InvalidDataException($"'{path}': the tensors up to '{Shorten(name)}' are views that hold more than {ViewFactor} times the numbers of their storages. Clone the tensors before they are saved.");
                data = StridedCopy.RowMajor(storage, tensor, (int)count);
                _views.Add(view, data);
            }

            return new StateTensor(name, tensor.Shape, tensor.Storage.Kind, data);
        }

        private byte[] Storage(string name, PickleStorage storage)
        {
            string entryName = $"{root}data/{storage.Key}";
            ArchiveEntry entry = archive.Find(entryName)
                ?? throw new InvalidDataException($"'{path}': the tensor '{Shorten(name)}' needs the entry '{Shorten(entryName)}', which the archive does not have. Copy the file again, or write it again with torch.save.");
            if ((Int128)storage.Length * storage.Kind.Size() != entry.Size)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{path}': the tensor '{Shorten(name)}' needs {storage.Length} numbers of {storage.Kind.Size()} bytes, but the entry '{entryName}' has {entry.Size} bytes. Copy the file again, or write it again with torch.save."));
            }

            if (!_storages.TryGetValue(entryName, out byte[]? bytes))
            {
                bytes = archive.Unpack(entry);
                _storages.Add(entryName, bytes);
                _storageBytes += bytes.Length;
            }

            return bytes;
        }
    }
}
