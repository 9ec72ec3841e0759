using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pullback.Learning.Files.Torch;

/// <summary>Writes weights so that <c>torch.load</c> returns them as an <c>OrderedDict</c>, ready for <c>load_state_dict</c>.</summary>
/// <remarks>
/// The container of <see cref="StateDictionaryReader"/>, stored, with the numbers at multiples of 64 bytes and <c>version</c> 3. Tensors over one array share a storage,
/// such as the doubled names <c>layers.*</c> and <c>append.*</c> of ratio estimators. The same dictionary under the same name gives the same bytes.
/// </remarks>
public static class StateDictionaryWriter
{
    private const long LargestContent = 0xFFFF_0000;
    private const int MostStorages = 60_000;

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists. Its name without ending becomes the root folder inside.</param>
    /// <param name="dictionary">The tensors.</param>
    /// <exception cref="ArgumentException">The tensors have 4 GiB or more, or more than 60 000 different storages.</exception>
    /// <exception cref="IOException">The file cannot be written; one that existed is unchanged.</exception>
    public static void Write(string path, StateDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        (int[] numbers, List<StateTensor> storages) = Share(dictionary);
        long bytes = storages.Sum(tensor => tensor.Data.LongLength + 256) + dictionary.Sum(tensor => 512L + (3L * tensor.Name.Length));
        if (bytes > LargestContent || storages.Count > MostStorages)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The {storages.Count} storages of the state dictionary have {bytes} bytes; a file holds up to {MostStorages} storages and {LargestContent} bytes. Write several files."),
                nameof(dictionary));
        }

        byte[] pickle = PickleWriter.Write(dictionary, numbers);
        string root = Root(path);
        WholeFile.Write(path, stream =>
        {
            var archive = new ArchiveWriter(stream);
            archive.Add($"{root}/data.pkl", pickle);
            for (int i = 0; i < storages.Count; i++) archive.Add(string.Create(CultureInfo.InvariantCulture, $"{root}/data/{i}"), storages[i].Data);
            archive.Add($"{root}/version", "3\n"u8);
            archive.Finish();
        });
    }

    private static (int[] Numbers, List<StateTensor> Storages) Share(StateDictionary dictionary)
    {
        var known = new Dictionary<(ElementKind Kind, DataIdentity Data), int>();
        var storages = new List<StateTensor>();
        int[] numbers = new int[dictionary.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            StateTensor tensor = dictionary[i];
            var key = (tensor.Kind, new DataIdentity(tensor.Data));
            if (!known.TryGetValue(key, out numbers[i]))
            {
                numbers[i] = storages.Count;
                known.Add(key, numbers[i]);
                storages.Add(tensor);
            }
        }

        return (numbers, storages);
    }

    private static string Root(string path)
    {
        string stem = Path.GetFileNameWithoutExtension(path);
        return stem.Length > 0 && stem.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? stem : "archive";
    }

    /// <summary>An array by identity, not by content.</summary>
    private readonly struct DataIdentity(byte[] data) : IEquatable<DataIdentity>
    {
        private readonly byte[] _data = data;

        // Empty arrays are often one object; sharing their storage means nothing and costs nothing.
        public bool Equals(DataIdentity other) => ReferenceEquals(_data, other._data);

        public override bool Equals(object? obj) => obj is DataIdentity other && Equals(other);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(_data);
    }
}
