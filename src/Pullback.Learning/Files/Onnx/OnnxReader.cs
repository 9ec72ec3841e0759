using System.Buffers.Binary;
using System.Globalization;

namespace Pullback.Learning.Files.Onnx;

/// <summary>Reads the parts of an ONNX file that a network of dense layers needs; everything else is passed over.</summary>
/// <remarks>Tensors in other files, sparse tensors and number types other than <see cref="OnnxElement"/> are refused. Nothing nests deeper than the format's own messages.</remarks>
internal static class OnnxReader
{
    private const long External = 1;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="InvalidDataException">The file is damaged, cut short, or has tensors that are not read.</exception>
    public static OnnxModel Read(string path, byte[] bytes)
    {
        if (bytes.Length == 0) throw new InvalidDataException($"'{path}' is empty. Copy the file again or export it again.");
        OnnxModel? model = null;
        long irVersion = 0, opset = 0;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new ProtoReader(path, bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: irVersion = reader.Integer(); break;
                case 7: model = Graph(path, reader.Message()); break;
                case 8:
                    (string domain, long version) = Opset(reader.Message());
                    if (domain is "" or "ai.onnx") opset = version;
                    break;
                case 14:
                    (string key, string value) = Property(reader.Message());
                    metadata[key] = value;
                    break;
                default: reader.Skip(); break;
            }
        }

        if (model is null) throw new InvalidDataException($"'{path}' holds no graph: it is not an ONNX file, or it is cut short. Export the network again.");
        return model with { IrVersion = irVersion, Opset = opset, Metadata = metadata };
    }

    private static OnnxModel Graph(string path, ProtoReader reader)
    {
        string name = "";
        var nodes = new List<OnnxNode>();
        var initializers = new List<OnnxTensor>();
        var inputs = new List<OnnxPort>();
        var outputs = new List<OnnxPort>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: nodes.Add(Node(path, reader.Message())); break;
                case 2: name = reader.Text(); break;
                case 5: initializers.Add(Tensor(path, reader.Message())); break;
                case 11: inputs.Add(Port(reader.Message())); break;
                case 12: outputs.Add(Port(reader.Message())); break;
                case 15: throw new InvalidDataException($"'{path}' has sparse constants, which are not read. Export the network with dense weights.");
                default: reader.Skip(); break;
            }
        }

        return new OnnxModel { Name = name, Nodes = nodes, Initializers = initializers, Inputs = inputs, Outputs = outputs };
    }

    private static OnnxNode Node(string path, ProtoReader reader)
    {
        string name = "", operation = "", domain = "";
        List<string> inputs = [], outputs = [];
        var attributes = new List<OnnxAttribute>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: inputs.Add(reader.Text()); break;
                case 2: outputs.Add(reader.Text()); break;
                case 3: name = reader.Text(); break;
                case 4: operation = reader.Text(); break;
                case 5: attributes.Add(Attribute(path, reader.Message())); break;
                case 7: domain = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new OnnxNode(name, operation, domain == "ai.onnx" ? "" : domain, [.. inputs], [.. outputs], [.. attributes]);
    }

    private static OnnxAttribute Attribute(string path, ProtoReader reader)
    {
        var attribute = new OnnxAttribute("");
        var singles = new List<double>();
        var integers = new List<long>();
        float? single = null;
        long? integer = null;
        long type = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: attribute = attribute with { Name = reader.Text() }; break;
                case 2: single = reader.Single(); break;
                case 3: integer = reader.Integer(); break;
                case 4: attribute = attribute with { Text = reader.Text() }; break;
                case 5: attribute = attribute with { Tensor = Tensor(path, reader.Message()) }; break;
                case 7: reader.AddSingles(singles); break;
                case 8: reader.AddIntegers(integers); break;
                case 20: type = reader.Integer(); break;
                default: reader.Skip(); break;
            }
        }

        // A number that is zero may be left out; the type says that it was meant.
        if (type == 1) single ??= 0;
        if (type == 2) integer ??= 0;
        return attribute with { Single = single, Integer = integer, Singles = [.. singles], Integers = [.. integers] };
    }

    private static OnnxTensor Tensor(string path, ProtoReader reader)
    {
        string name = "";
        var shape = new List<long>();
        var numbers = new List<double>();
        var integers = new List<long>();
        ReadOnlySpan<byte> raw = [];
        bool hasRaw = false;
        long type = 0, location = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.AddIntegers(shape); break;
                case 2: type = reader.Integer(); break;
                case 4: reader.AddSingles(numbers); break;
                case 5 or 7: reader.AddIntegers(integers); break;
                case 8: name = reader.Text(); break;
                case 9:
                    raw = reader.Bytes();
                    hasRaw = true;
                    break;
                case 10: reader.AddDoubles(numbers); break;
                case 14: location = reader.Integer(); break;
                default: reader.Skip(); break;
            }
        }

        if (location == External)
            throw new InvalidDataException($"'{path}': the constant '{name}' keeps its numbers in another file, which is not read. Save the network as one file (onnx.save with save_as_external_data=False).");
        if (type > int.MaxValue || !Enum.IsDefined((OnnxElement)type) || type == 0)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{path}': the constant '{name}' has ONNX's number type {type}, but 1 (float), 6 (int32), 7 (int64), 9 (bool) and 11 (double) are read. Export the network in single or double precision."));
        }

        var element = (OnnxElement)type;
        if (hasRaw) Raw(element, raw, numbers, integers);
        long count = 1;
        foreach (long dimension in shape)
        {
            if (dimension is < 0 or > int.MaxValue || (dimension > 0 && count > int.MaxValue / dimension)) throw reader.Damaged($"the constant '{name}' has an impossible shape");
            count *= dimension;
        }

        bool real = element is OnnxElement.Float32 or OnnxElement.Float64;
        int found = real ? numbers.Count : integers.Count;
        if (found != count || (hasRaw && raw.Length != count * element.Size()))
            throw reader.Damaged($"the constant '{name}' of shape ({string.Join(", ", shape)}) needs {count} numbers, but there are {found}");
        return new OnnxTensor(name, [.. shape.Select(dimension => (int)dimension)], element, real ? [.. numbers] : [], real ? [] : [.. integers]);
    }

    private static void Raw(OnnxElement element, ReadOnlySpan<byte> raw, List<double> numbers, List<long> integers)
    {
        numbers.Clear();
        integers.Clear();
        int size = element.Size();
        for (int i = 0; i + size <= raw.Length; i += size)
        {
            switch (element)
            {
                case OnnxElement.Float32: numbers.Add(BinaryPrimitives.ReadSingleLittleEndian(raw[i..])); break;
                case OnnxElement.Float64: numbers.Add(BinaryPrimitives.ReadDoubleLittleEndian(raw[i..])); break;
                case OnnxElement.Int32: integers.Add(BinaryPrimitives.ReadInt32LittleEndian(raw[i..])); break;
                case OnnxElement.Int64: integers.Add(BinaryPrimitives.ReadInt64LittleEndian(raw[i..])); break;
                default: integers.Add(raw[i]); break;
            }
        }
    }

    private static OnnxPort Port(ProtoReader reader)
    {
        string name = "";
        OnnxElement element = OnnxElement.None;
        long?[]? dimensions = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: (element, dimensions) = Type(reader.Message()); break;
                default: reader.Skip(); break;
            }
        }

        return new OnnxPort(name, element, dimensions);
    }

    private static (OnnxElement Element, long?[]? Dimensions) Type(ProtoReader reader)
    {
        OnnxElement element = OnnxElement.None;
        long?[]? dimensions = null;
        while (reader.Next())
        {
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }

            ProtoReader tensor = reader.Message();
            while (tensor.Next())
            {
                switch (tensor.Field)
                {
                    case 1: element = (OnnxElement)(int)Math.Clamp(tensor.Integer(), 0, int.MaxValue); break;
                    case 2: dimensions = Dimensions(tensor.Message()); break;
                    default: tensor.Skip(); break;
                }
            }
        }

        return (element, dimensions);
    }

    private static long?[] Dimensions(ProtoReader reader)
    {
        var dimensions = new List<long?>();
        while (reader.Next())
        {
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }

            long? value = null;
            ProtoReader dimension = reader.Message();
            while (dimension.Next())
            {
                if (dimension.Field == 1) value = dimension.Integer();
                else dimension.Skip();
            }

            dimensions.Add(value);
        }

        return [.. dimensions];
    }

    private static (string Domain, long Version) Opset(ProtoReader reader)
    {
        string domain = "";
        long version = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: domain = reader.Text(); break;
                case 2: version = reader.Integer(); break;
                default: reader.Skip(); break;
            }
        }

        return (domain, version);
    }

    private static (string Key, string Value) Property(ProtoReader reader)
    {
        string key = "", value = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return (key, value);
    }
}
