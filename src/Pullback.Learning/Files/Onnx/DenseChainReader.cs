using System.Globalization;

namespace Pullback.Learning.Files.Onnx;

/// <summary>Follows the one chain of operations from the input of a graph to its output.</summary>
internal sealed class DenseChainReader
{
    private const long FirstOpset = 7;
    private const int MostNodes = 10_000;
    private const long WeightAllowance = 1 << 22;
    private const long WeightFactor = 16;

    private const string Supported =
        "Gemm, MatMul, Add, Sub, Mul, Div and Neg with constants, Gather and Slice of input columns, Scaler, Tanh, Relu, LeakyRelu, Elu, Selu, Sigmoid, Softplus, Log behind Sigmoid, "
        + "and Identity, Flatten, Dropout, Cast, Reshape, Constant where they change nothing";

    private readonly string _path;
    private readonly OnnxModel _model;
    private readonly Dictionary<string, OnnxTensor> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _consumers = new(StringComparer.Ordinal);
    private readonly HashSet<int> _done = [];

    /// <summary>A reader of a model.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="model">Its content.</param>
    public DenseChainReader(string path, OnnxModel model)
    {
        _path = path;
        _model = model;
    }

    /// <summary>The network.</summary>
    /// <exception cref="InvalidDataException">The graph is not one chain of operations that are read.</exception>
    public DenseNetwork Read()
    {
        if (_model.Opset < FirstOpset)
            throw Fault(string.Create(CultureInfo.InvariantCulture, $"the operator set has version {_model.Opset}, but 7 and later are read. Export the network with a newer opset_version"));
        if (_model.Nodes.Count > MostNodes) throw Fault(string.Create(CultureInfo.InvariantCulture, $"the graph has {_model.Nodes.Count} operations, but up to {MostNodes} are read. Export the layers alone"));
        foreach (OnnxTensor tensor in _model.Initializers) AddConstant(tensor.Name, tensor);
        GatherConstants();
        OnnxPort input = Input();
        if (_model.Outputs.Count != 1) throw Fault($"the graph has {_model.Outputs.Count} outputs, but one is read. Export the network with one output");
        for (int i = 0; i < _model.Nodes.Count; i++)
        {
            foreach (string name in _model.Nodes[i].Inputs.Distinct(StringComparer.Ordinal)) Consumers(name).Add(i);
        }

        var chain = new DenseChain((int?)input.Dimensions?[^1], WeightAllowance + (WeightFactor * _model.Initializers.Sum(tensor => (long)tensor.Numbers.Length)));
        string current = input.Name;
        while (current != _model.Outputs[0].Name) current = Step(chain, current);
        if (Consumers(current).Count > 0) throw Fault(_model.Nodes[Consumers(current)[0]], "works on the output of the graph, which must be the end of the chain");
        int rest = Enumerable.Range(0, _model.Nodes.Count).FirstOrDefault(i => !_done.Contains(i), -1);
        if (rest >= 0) throw Fault(_model.Nodes[rest], "does not belong to the chain from the input to the output");
        (DenseNetwork? network, string? fault) = chain.Finish();
        return network is null ? throw Fault(fault!) : network with { Metadata = _model.Metadata };
    }

    private static long[] Numbers(OnnxNode node, string name, long[] otherwise) => node.Attribute(name) is { Integers: { Length: > 0 } values } ? values : otherwise;

    private static double Number(OnnxNode node, string name, double otherwise) => node.Attribute(name)?.Single ?? otherwise;

    private static long Integer(OnnxNode node, string name, long otherwise) => node.Attribute(name)?.Integer ?? otherwise;

    private static double[] Transposed(double[] values, int rows, int columns)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) result[(j * rows) + i] = values[(i * columns) + j];
        }

        return result;
    }

    private List<int> Consumers(string name)
    {
        if (!_consumers.TryGetValue(name, out List<int>? list)) _consumers.Add(name, list = []);
        return list;
    }

    private void AddConstant(string name, OnnxTensor tensor)
    {
        if (!_constants.TryAdd(name, tensor)) throw Fault($"two constants are called '{name}'. Export the network again");
    }

    // Nodes come after those they read from, so that one pass finds constants made from constants.
    private void GatherConstants()
    {
        for (int i = 0; i < _model.Nodes.Count; i++)
        {
            OnnxNode node = _model.Nodes[i];
            if (node.Domain.Length > 0 || node.Outputs.Length != 1) continue;
            OnnxTensor? made = node.Operation switch
            {
                "Constant" => Constant(node),
                "Identity" when node.Inputs.Length == 1 => _constants.GetValueOrDefault(node.Inputs[0]),
                "Transpose" when node.Inputs.Length == 1 => TransposedConstant(node),
                _ => null,
            };
            if (made is null) continue;
            AddConstant(node.Outputs[0], made);
            _done.Add(i);
        }
    }

    private OnnxTensor Constant(OnnxNode node)
    {
        OnnxAttribute attribute = node.Attributes.Length == 1 ? node.Attributes[0] : throw Fault(node, "has no single value");
        return attribute switch
        {
            { Tensor: { } tensor } => tensor,
            { Single: { } single } => new OnnxTensor("", [], OnnxElement.Float32, [single], []),
            { Integer: { } integer } => new OnnxTensor("", [], OnnxElement.Int64, [], [integer]),
            { Singles: { Length: > 0 } singles } => new OnnxTensor("", [singles.Length], OnnxElement.Float32, singles, []),
            { Integers: { Length: > 0 } integers } => new OnnxTensor("", [integers.Length], OnnxElement.Int64, [], integers),
            _ => throw Fault(node, "has a value that is not a tensor of numbers"),
        };
    }

    private OnnxTensor? TransposedConstant(OnnxNode node)
    {
        if (_constants.GetValueOrDefault(node.Inputs[0]) is not { Shape.Length: 2, Numbers.Length: > 0 } tensor) return null;
        if (!Numbers(node, "perm", [1, 0]).SequenceEqual([1L, 0L])) return tensor;
        return tensor with { Shape = [tensor.Shape[1], tensor.Shape[0]], Numbers = Transposed(tensor.Numbers, tensor.Shape[0], tensor.Shape[1]) };
    }

    private OnnxPort Input()
    {
        OnnxPort[] inputs = [.. _model.Inputs.Where(port => !_constants.ContainsKey(port.Name))];
        if (inputs.Length != 1) throw Fault($"the graph has {inputs.Length} inputs ({string.Join(", ", inputs.Select(port => port.Name))}), but one of shape [batch, columns] is read. Export the network with one input");
        OnnxPort input = inputs[0];
        if (input.Element is not (OnnxElement.None or OnnxElement.Float32 or OnnxElement.Float64)) throw Fault($"the input '{input.Name}' has ONNX's number type {(int)input.Element}, but 1 (float) and 11 (double) are read");
        if (input.Dimensions is { } dimensions && (dimensions.Length != 2 || dimensions[1] is <= 0 or > int.MaxValue))
            throw Fault($"the input '{input.Name}' has the shape [{string.Join(", ", dimensions.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "?"))}], but [batch, columns] is read. Flatten the events before export");
        return input;
    }

    private string Step(DenseChain chain, string current)
    {
        List<int> consumers = Consumers(current);
        if (consumers.Count == 0) throw Fault($"the value '{current}' leads nowhere, and not to the output '{_model.Outputs[0].Name}'. Export the network again");
        if (consumers.Count > 1) throw Fault(_model.Nodes[consumers[1]], $"reads the value '{current}', which node '{_model.Nodes[consumers[0]].Name}' reads too: the graph branches");
        OnnxNode node = _model.Nodes[consumers[0]];
        if (!_done.Add(consumers[0])) throw Fault(node, "reads a value that depends on its own");
        if (node.Outputs.Length == 0 || node.Outputs[0].Length == 0) throw Fault(node, "has no output");
        if (node.Outputs.Skip(1).Any(name => name.Length > 0 && (Consumers(name).Count > 0 || name == _model.Outputs[0].Name))) throw Fault(node, "has more outputs than the one that is read");
        if (node.Domain is not ("" or "ai.onnx.ml") || (node.Domain.Length > 0 && node.Operation != "Scaler")) throw Fault(node, $"belongs to the operator set '{node.Domain}'");
        return Apply(chain, node, current);
    }

    private string Apply(DenseChain chain, OnnxNode node, string current)
    {
        switch (node.Operation)
        {
            case "Gemm": Check(node, Gemm(chain, node, current)); break;
            case "MatMul": Check(node, MatMul(chain, node, current)); break;
            case "Add": Check(node, chain.Add(Other(chain, node, current).Values)); break;
            case "Sub": Check(node, Sub(chain, node, current)); break;
            case "Mul": Check(node, chain.Multiply(Other(chain, node, current).Values)); break;
            case "Div":
                (double[] divisor, bool dataFirst) = Other(chain, node, current);
                Check(node, dataFirst ? chain.Divide(divisor) : "divides a constant by the data");
                break;
            case "Neg": return Negated(chain, node);
            case "Scaler": Check(node, chain.Add(Array.ConvertAll(Attribute(node, "offset"), value => -value)) ?? chain.Multiply(Attribute(node, "scale"))); break;
            case "Gather": Check(node, Gather(chain, node, current)); break;
            case "Slice": Check(node, Slice(chain, node, current)); break;
            case "Tanh": Check(node, chain.Activate(DenseActivation.Tanh)); break;
            case "Relu": Check(node, chain.Activate(DenseActivation.Relu)); break;
            case "Softplus": Check(node, chain.Activate(DenseActivation.Softplus)); break;
            case "LeakyRelu": Check(node, chain.Activate(DenseActivation.LeakyRelu(Number(node, "alpha", 0.01)))); break;
            case "Elu": Check(node, chain.Activate(DenseActivation.Elu(Number(node, "alpha", 1.0)))); break;
            case "Selu":
                Check(node, chain.Activate(new DenseActivation(DenseActivationKind.Selu, Number(node, "alpha", DenseActivation.Selu.Alpha), Number(node, "gamma", DenseActivation.Selu.Gamma))));
                break;
            case "Sigmoid":
                OnnxNode? log = Follower(node, "Log");
                Check(node, chain.Activate(log is null ? DenseActivation.Sigmoid : DenseActivation.LogSigmoid));
                return (log ?? node).Outputs[0];
            default: PassThrough(chain, node, current); break;
        }

        return node.Outputs[0];
    }

    private void PassThrough(DenseChain chain, OnnxNode node, string current)
    {
        bool unchanged = node.Operation switch
        {
            "Identity" => true,
            "Flatten" => Integer(node, "axis", 1) is 1 or -1,
            "Cast" => Integer(node, "to", 0) is (long)OnnxElement.Float32 or (long)OnnxElement.Float64,
            "Dropout" => IsInference(node, current),
            "Reshape" => KeepsShape(chain, node, current),
            _ => throw Fault(node, "is not an operation that is read"),
        };
        if (!unchanged) throw Fault(node, "changes the values or their shape, which is not read");
    }

    // The third input switches training on; older versions have none.
    private bool IsInference(OnnxNode node, string current) =>
        node.Inputs[0] == current && (node.Inputs.Length < 3 || node.Inputs[2].Length == 0 || _constants.GetValueOrDefault(node.Inputs[2]) is { Integers: [0] });

    private bool KeepsShape(DenseChain chain, OnnxNode node, string current) =>
        node.Inputs is [var data, var shape] && data == current && _constants.GetValueOrDefault(shape) is { Integers: [var rows, var columns] }
        && ((rows == -1 && (columns == chain.Width || columns == 0)) || (rows == 0 && (columns is -1 or 0 || columns == chain.Width)));

    // −softplus(−x) is the logarithm of the sigmoid.
    private string Negated(DenseChain chain, OnnxNode node)
    {
        if (Follower(node, "Softplus") is { } softplus)
        {
            if (Follower(softplus, "Neg") is { } outer)
            {
                Check(node, chain.Activate(DenseActivation.LogSigmoid));
                return outer.Outputs[0];
            }

            _done.Remove(_consumers[node.Outputs[0]][0]);
        }

        Check(node, chain.Multiply([-1.0]));
        return node.Outputs[0];
    }

    // The only reader of a node's output, if it is of an operation; it is then done.
    private OnnxNode? Follower(OnnxNode node, string operation)
    {
        if (node.Outputs[0] == _model.Outputs[0].Name || Consumers(node.Outputs[0]) is not [var only] || _model.Nodes[only] is not { Inputs.Length: 1, Outputs.Length: 1, Domain: "" } next || next.Operation != operation) return null;
        return _done.Add(only) ? next : null;
    }

    private string? Gemm(DenseChain chain, OnnxNode node, string current)
    {
        if (node.Inputs.Length < 2 || node.Inputs[0] != current) return "has the data as weight or bias";
        if (Integer(node, "transA", 0) != 0) return "transposes the data (transA)";
        bool transposed = Integer(node, "transB", 0) != 0;
        (int rows, int columns, double[] factor) = Matrix(node, node.Inputs[1]);
        (int inputs, int outputs) = transposed ? (columns, rows) : (rows, columns);
        double alpha = Number(node, "alpha", 1.0);
        double[] weight = transposed ? [.. factor] : Transposed(factor, rows, columns);
        for (int i = 0; i < weight.Length && alpha != 1.0; i++) weight[i] *= alpha;
        double[] bias = new double[outputs];
        if (node.Inputs.Length > 2 && node.Inputs[2].Length > 0)
        {
            double beta = Number(node, "beta", 1.0);
            double[] values = Row(node, node.Inputs[2]);
            if (values.Length != 1 && values.Length != outputs) return $"has {values.Length} biases for {outputs} outputs";
            for (int i = 0; i < outputs; i++) bias[i] = beta * values[values.Length == 1 ? 0 : i];
        }

        return chain.Linear(inputs, outputs, weight, bias);
    }

    private string? MatMul(DenseChain chain, OnnxNode node, string current)
    {
        if (node.Inputs.Length != 2 || node.Inputs[0] != current) return "has the data as its second factor";
        (int inputs, int outputs, double[] factor) = Matrix(node, node.Inputs[1]);
        return chain.Linear(inputs, outputs, Transposed(factor, inputs, outputs), new double[outputs]);
    }

    private string? Sub(DenseChain chain, OnnxNode node, string current)
    {
        (double[] values, bool dataFirst) = Other(chain, node, current);
        return dataFirst ? chain.Add(Array.ConvertAll(values, value => -value)) : chain.Multiply([-1.0]) ?? chain.Add(values);
    }

    private string? Gather(DenseChain chain, OnnxNode node, string current)
    {
        if (node.Inputs.Length != 2 || node.Inputs[0] != current || Integer(node, "axis", 0) is not (1 or -1)) return "does not gather columns";
        if (_constants.GetValueOrDefault(node.Inputs[1]) is not { Shape.Length: 1, Integers: { } indices }) return "has columns that are not a constant list";
        int width = chain.Width ?? 0;
        return chain.Select(Array.ConvertAll(indices, index => (int)Math.Clamp(index < 0 ? index + width : index, -1, int.MaxValue)));
    }

    private string? Slice(DenseChain chain, OnnxNode node, string current)
    {
        if (node.Inputs.Length == 0 || node.Inputs[0] != current) return "does not slice the data";
        if (chain.Width is not { } width) return "slices an input of unknown width";
        long[]? starts = SliceList(node, 1, "starts"), ends = SliceList(node, 2, "ends"), axes = SliceList(node, 3, "axes"), steps = node.Inputs.Length > 4 ? SliceList(node, 4, "steps") : [1];
        if (starts is not [var start] || ends is not [var end] || axes is not [1 or -1] || steps is not [1]) return "does not slice one run of columns with constant bounds";
        long first = Math.Clamp(start < 0 ? start + width : start, 0, width);
        long last = Math.Clamp(end < 0 ? end + width : end, 0, width);
        return chain.Select([.. Enumerable.Range((int)first, (int)Math.Max(0, last - first))]);
    }

    private long[]? SliceList(OnnxNode node, int input, string attribute) =>
        node.Inputs.Length > input ? _constants.GetValueOrDefault(node.Inputs[input])?.Integers : node.Attribute(attribute)?.Integers;

    private double[] Attribute(OnnxNode node, string name) => node.Attribute(name) is { Singles: { Length: > 0 } values } ? values : throw Fault(node, $"has no numbers '{name}'");

    // The constant that meets the data, and whether the data come first.
    private (double[] Values, bool DataFirst) Other(DenseChain chain, OnnxNode node, string current)
    {
        if (node.Inputs.Length != 2) throw Fault(node, $"has {node.Inputs.Length} inputs instead of 2");
        bool dataFirst = node.Inputs[0] == current;
        string other = node.Inputs[dataFirst ? 1 : 0];
        if (other == current) throw Fault(node, "combines the data with themselves");
        double[] values = Row(node, other);
        return (values, dataFirst);
    }

    private double[] Row(OnnxNode node, string name)
    {
        OnnxTensor tensor = Constant(node, name);
        bool row = tensor.Shape.Length <= 2 && (tensor.Numbers.Length == 1 || tensor.Shape[^1] == tensor.Numbers.Length);
        return row ? tensor.Numbers : throw Fault(node, $"has the constant '{name}' of shape ({string.Join(", ", tensor.Shape)}), but one number or one for each column is read");
    }

    private (int Rows, int Columns, double[] Values) Matrix(OnnxNode node, string name)
    {
        OnnxTensor tensor = Constant(node, name);
        return tensor.Shape is [var rows, var columns] ? (rows, columns, tensor.Numbers) : throw Fault(node, $"has weights '{name}' of shape ({string.Join(", ", tensor.Shape)}), but a matrix is read");
    }

    private OnnxTensor Constant(OnnxNode node, string name) =>
        _constants.GetValueOrDefault(name) is { Element: OnnxElement.Float32 or OnnxElement.Float64 } tensor ? tensor : throw Fault(node, $"reads '{name}', which is not a constant of real numbers: weights that depend on data are not read");

    private void Check(OnnxNode node, string? fault)
    {
        if (fault is not null) throw Fault(node, fault);
    }

    private InvalidDataException Fault(OnnxNode node, string found) =>
        new($"'{_path}', node '{(node.Name.Length > 0 ? node.Name : string.Join(", ", node.Outputs))}' ({node.Operation}): {found}. A multilayer perceptron is read as one chain of: {Supported}. Export the layers alone, in inference form.");

    private InvalidDataException Fault(string found) => new($"'{_path}': {found}.");
}
