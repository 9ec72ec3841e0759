using System.Buffers.Binary;

namespace Pullback.Learning.Files.Onnx;

/// <summary>Writes ONNX files: container version 8, operator set 17.</summary>
/// <remarks>Reference: the messages and field numbers of onnx.proto3. The same graph gives the same bytes.</remarks>
internal static class OnnxWriter
{
    private const string Batch = "batch";

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="model">Its content.</param>
    /// <exception cref="IOException">The file cannot be written; one that existed is unchanged.</exception>
    public static void Write(string path, OnnxModel model)
    {
        byte[] bytes = ToBytes(model);
        WholeFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] ToBytes(OnnxModel model)
    {
        var writer = new ProtoWriter();
        writer.Integer(1, model.IrVersion);
        writer.Text(2, "Pullback");
        writer.Message(7, graph => Graph(graph, model));
        writer.Message(8, opset => opset.Integer(2, model.Opset));
        foreach ((string key, string value) in model.Metadata)
        {
            writer.Message(14, entry =>
            {
                entry.Text(1, key);
                entry.Text(2, value);
            });
        }

        return writer.ToArray();
    }

    private static void Graph(ProtoWriter writer, OnnxModel model)
    {
        foreach (OnnxNode node in model.Nodes) writer.Message(1, inner => Node(inner, node));
        writer.Text(2, model.Name);
        foreach (OnnxTensor tensor in model.Initializers) writer.Message(5, inner => Tensor(inner, tensor));
        foreach (OnnxPort port in model.Inputs) writer.Message(11, inner => Port(inner, port));
        foreach (OnnxPort port in model.Outputs) writer.Message(12, inner => Port(inner, port));
    }

    private static void Node(ProtoWriter writer, OnnxNode node)
    {
        foreach (string input in node.Inputs) writer.Text(1, input);
        foreach (string output in node.Outputs) writer.Text(2, output);
        writer.Text(3, node.Name);
        writer.Text(4, node.Operation);
        foreach (OnnxAttribute attribute in node.Attributes) writer.Message(5, inner => Attribute(inner, attribute));
        if (node.Domain.Length > 0) writer.Text(7, node.Domain);
    }

    private static void Attribute(ProtoWriter writer, OnnxAttribute attribute)
    {
        writer.Text(1, attribute.Name);
        if (attribute.Single is { } single)
        {
            writer.Single(2, single);
            writer.Integer(20, 1);
        }
        else if (attribute.Integer is { } integer)
        {
            writer.Integer(3, integer);
            writer.Integer(20, 2);
        }
        else if (attribute.Text is { } text)
        {
            writer.Text(4, text);
            writer.Integer(20, 3);
        }
        else if (attribute.Tensor is { } tensor)
        {
            writer.Message(5, inner => Tensor(inner, tensor));
            writer.Integer(20, 4);
        }
        else if (attribute.Singles.Length > 0)
        {
            foreach (double number in attribute.Singles) writer.Single(7, (float)number);
            writer.Integer(20, 6);
        }
        else
        {
            foreach (long number in attribute.Integers) writer.Integer(8, number);
            writer.Integer(20, 7);
        }
    }

    private static void Tensor(ProtoWriter writer, OnnxTensor tensor)
    {
        foreach (int dimension in tensor.Shape) writer.Integer(1, dimension);
        writer.Integer(2, (long)tensor.Element);
        writer.Text(8, tensor.Name);
        writer.Bytes(9, Raw(tensor));
    }

    private static byte[] Raw(OnnxTensor tensor)
    {
        int size = tensor.Element.Size();
        byte[] bytes = new byte[size * (tensor.Numbers.Length + tensor.Integers.Length)];
        for (int i = 0; i < tensor.Numbers.Length; i++)
        {
            if (size == 4) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), (float)tensor.Numbers[i]);
            else BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * i), tensor.Numbers[i]);
        }

        Span<byte> integer = stackalloc byte[8];
        for (int i = 0; i < tensor.Integers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(integer, tensor.Integers[i]);
            integer[..size].CopyTo(bytes.AsSpan(size * i));
        }

        return bytes;
    }

    private static void Port(ProtoWriter writer, OnnxPort port)
    {
        writer.Text(1, port.Name);
        writer.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, (long)port.Element);
            tensor.Message(2, shape =>
            {
                foreach (long? dimension in port.Dimensions ?? [])
                {
                    shape.Message(1, inner =>
                    {
                        if (dimension is { } known) inner.Integer(1, known);
                        else inner.Text(2, Batch);
                    });
                }
            });
        }));
    }
}
