using System.Buffers.Binary;
using System.Globalization;
using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace Pullback.Learning.Estimators.Events;

/// <summary>Datasets of an HDF5 file, read with errors that name the file and the dataset.</summary>
internal sealed class Hdf5File : IDisposable
{
    // Deflate cannot make data smaller than by this factor.
    private const long LargestCompression = 1032;
    private readonly NativeFile _file;
    private readonly GuardedStream _stream;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, NativeDataset> _datasets = new(StringComparer.Ordinal);
    private readonly long _bytes;

    private Hdf5File(string path, NativeFile file, GuardedStream stream, long bytes)
    {
        _stream = stream;
        Path = path;
        _file = file;
        _bytes = bytes;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">It is no HDF5 file, or shorter than its header says.</exception>
    public static Hdf5File Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: the file does not exist. Check the path.", path);
        long bytes = CheckHeader(path);
        var stream = new GuardedStream(File.OpenRead(path));
        stream.Begin();
        try
        {
            return new Hdf5File(path, H5File.Open(stream), stream, bytes);
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            stream.Dispose();
            throw Damaged(path, "the file cannot be opened", failure);
        }
    }

    /// <summary>Whether there is a dataset.</summary>
    public bool Has(string name) => Guard(name, () => _file.LinkExists(name));

    /// <summary>The dimensions of a dataset; empty for a single number.</summary>
    public long[] Shape(string name) => Guard(name, () => Dataset(name).Space.Dimensions.Select(d => checked((long)d)).ToArray());

    /// <summary>Texts without trailing spaces and zeros, of any number of dimensions, row-major.</summary>
    public string[] Texts(string name) => Guard(name, () =>
    {
        NativeDataset dataset = Dataset(name);
        if (dataset.Type.Class is not (H5DataTypeClass.String or H5DataTypeClass.VariableLength)) throw Wrong(name, dataset, "texts");
        CheckSize(name, dataset);
        return Total(dataset) == 0 ? [] : dataset.Read<string[]>().Select(t => (t ?? string.Empty).TrimEnd('\0', ' ')).ToArray();
    });

    /// <summary>Numbers as doubles.</summary>
    public double[] Doubles(string name) => Guard(name, () =>
    {
        NativeDataset dataset = Dataset(name);
        CheckSize(name, dataset);
        return Doubles(name, dataset, new AllSelection(), checked((int)Total(dataset)));
    });

    /// <summary>Integers.</summary>
    public long[] Integers(string name) => Guard(name, () =>
    {
        NativeDataset dataset = Dataset(name);
        CheckSize(name, dataset);
        return Integers(name, dataset, new AllSelection(), checked((int)Total(dataset)));
    });

    /// <summary>Consecutive rows as doubles.</summary>
    public double[] Rows(string name, long first, int count, int width) => Guard(name, () =>
        count == 0 || width == 0
            ? []
            : Doubles(name, Dataset(name), new HyperslabSelection(2, [(ulong)first, 0], [(ulong)count, (ulong)width]), checked(count * width)));

    /// <summary>Consecutive integers.</summary>
    public long[] Slice(string name, long first, int count) => Guard(name, () =>
        count == 0 ? [] : Integers(name, Dataset(name), new HyperslabSelection((ulong)first, (ulong)count), count));

    /// <summary>The error that a dataset is not as it must be.</summary>
    public InvalidDataException Error(string name, string found, string advice = "") => Problem($"{Path}, dataset '{name}'", found, advice, null);

    /// <summary>Checks the numbers of a dataset before it is read in pieces.</summary>
    public void Check(string name) => Guard(name, () =>
    {
        CheckSize(name, Dataset(name));
        return true;
    });

    public void Dispose()
    {
        _file.Dispose();
        _stream.Dispose();
    }

    private static bool IsDamage(Exception failure) => failure is not (InvalidDataException or OutOfMemoryException or FileNotFoundException);

    private static InvalidDataException Damaged(string where, string found, Exception failure) =>
        Problem(where, $"{found}: {failure.Message.TrimEnd('.')}", "The file is damaged, or uses a feature that is not read; copy or write it anew", failure);

    private static InvalidDataException Problem(string where, string found, string advice, Exception? failure) =>
        new($"{where}: {found}.{(advice.Length > 0 ? $" {advice}." : string.Empty)}", failure);

    /// <summary>Compares the length of the file with the end that its superblock names.</summary>
    private static long CheckHeader(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[64];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];
        if (read < signature.Length || !head[..signature.Length].SequenceEqual(signature))
            throw Problem(path, "this is no HDF5 file: it does not begin with the HDF5 signature", "Give an event file that MadMiner wrote", null);
        int position = head[8] switch { 0 => 40, 1 => 44, 2 or 3 => 28, _ => -1 };
        int widthAt = head[8] < 2 ? 13 : 9;
        if (position < 0 || head[widthAt] != 8)
        {
            throw Problem(
                path, string.Create(CultureInfo.InvariantCulture, $"the HDF5 superblock has version {head[8]} and addresses of {head[widthAt]} bytes, but versions 0 to 3 with 8 bytes are read"), "", null);
        }

        ulong end = read < head.Length ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(head[position..]);
        if (end > (ulong)stream.Length)
        {
            string expected = read < head.Length ? "its header needs more" : string.Create(CultureInfo.InvariantCulture, $"its header says {end}");
            throw Problem(path, string.Create(CultureInfo.InvariantCulture, $"the file is cut off: it has {stream.Length} bytes, but {expected}"), "Copy it again", null);
        }

        return stream.Length;
    }

    private static long Total(NativeDataset dataset)
    {
        long total = 1;
        foreach (ulong dimension in dataset.Space.Dimensions) total = checked(total * (long)dimension);
        return total;
    }

    private T Guard<T>(string name, Func<T> read)
    {
        try
        {
            lock (_lock)
            {
                _stream.Begin();
                return read();
            }
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            throw Damaged($"{Path}, dataset '{name}'", "it cannot be read", failure);
        }
    }

    private NativeDataset Dataset(string name)
    {
        if (_datasets.TryGetValue(name, out NativeDataset? known)) return known;
        if (!_file.LinkExists(name)) throw Error(name, "it is missing", "Give an event file that MadMiner wrote");
        if (_file.Get(name) is not NativeDataset dataset) throw Error(name, "it is a group, but must be a dataset");
        return _datasets[name] = dataset;
    }

    /// <summary>A damaged header must not ask for more memory than the file can fill.</summary>
    private void CheckSize(string name, NativeDataset dataset)
    {
        double claimed = (double)dataset.Type.Size;
        foreach (ulong dimension in dataset.Space.Dimensions) claimed *= dimension;
        double limit = dataset.Layout.Class == H5DataLayoutClass.Chunked ? (double)_bytes * LargestCompression : _bytes;
        if (claimed > limit)
        {
            throw Error(
                name, string.Create(CultureInfo.InvariantCulture, $"it claims {claimed:G6} bytes, but the file has {_bytes}"), "The file is damaged; copy or write it anew");
        }
    }

    private InvalidDataException Wrong(string name, NativeDataset dataset, string wanted) => Error(
        name, string.Create(CultureInfo.InvariantCulture, $"its numbers are of the type {dataset.Type.Class} with {dataset.Type.Size} bytes, but {wanted} are needed"));

    private double[] Doubles(string name, NativeDataset dataset, Selection selection, int count)
    {
        if (dataset.Type.Class == H5DataTypeClass.FixedPoint) return Array.ConvertAll(Integers(name, dataset, selection, count), i => (double)i);
        if (dataset.Type.Class != H5DataTypeClass.FloatingPoint) throw Wrong(name, dataset, "numbers");
        return dataset.Type.Size switch
        {
            8 => Values<double>(dataset, selection, count),
            4 => Array.ConvertAll(Values<float>(dataset, selection, count), f => (double)f),
            _ => throw Wrong(name, dataset, "numbers of 4 or 8 bytes"),
        };
    }

    private long[] Integers(string name, NativeDataset dataset, Selection selection, int count)
    {
        if (dataset.Type.Class != H5DataTypeClass.FixedPoint) throw Wrong(name, dataset, "integers");
        return (dataset.Type.Size, dataset.Type.FixedPoint.IsSigned) switch
        {
            (8, true) => Values<long>(dataset, selection, count),
            (8, false) => Array.ConvertAll(Values<ulong>(dataset, selection, count), i => checked((long)i)),
            (4, true) => Array.ConvertAll(Values<int>(dataset, selection, count), i => (long)i),
            (4, false) => Array.ConvertAll(Values<uint>(dataset, selection, count), i => (long)i),
            (2, true) => Array.ConvertAll(Values<short>(dataset, selection, count), i => (long)i),
            (2, false) => Array.ConvertAll(Values<ushort>(dataset, selection, count), i => (long)i),
            (1, true) => Array.ConvertAll(Values<sbyte>(dataset, selection, count), i => (long)i),
            (1, false) => Array.ConvertAll(Values<byte>(dataset, selection, count), i => (long)i),
            _ => throw Wrong(name, dataset, "integers of 1 to 8 bytes"),
        };
    }

    private static T[] Values<T>(NativeDataset dataset, Selection selection, int count)
        where T : unmanaged
    {
        var values = new T[count];
        if (count == 0) return values;
        if (dataset.Space.Dimensions.Length == 0) return [dataset.Read<T>()];
        dataset.Read<T[]>(values, selection, null, [(ulong)count]);
        return values;
    }
}
