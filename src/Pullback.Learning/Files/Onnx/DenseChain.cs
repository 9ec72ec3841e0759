namespace Pullback.Learning.Files.Onnx;

/// <summary>A perceptron in the making: selections and scalings are gathered until a layer takes them in.</summary>
/// <remarks>Between layers, the next layer sees <c>h' = (h − shift) / scale</c>. A scaling right behind a layer, before its activation, changes that layer's weights instead.</remarks>
internal sealed class DenseChain
{
    private const int LargestUnitMatrix = 1024;
    private readonly List<DenseLayer> _layers = [];
    private readonly long _mostWeights;
    private int? _inputColumns;
    private int? _width;
    private int[]? _columns;
    private double[] _shift = [0.0];
    private double[] _scale = [1.0];
    private bool _scaled;
    private double[]? _inputShift;
    private double[]? _inputScale;
    private bool _open;
    private long _weights;

    /// <summary>A chain from an input.</summary>
    /// <param name="inputColumns">Columns of the input; null if the file does not say.</param>
    /// <param name="mostWeights">How many weights all layers together may have: a file may use a constant again, but not without end.</param>
    public DenseChain(int? inputColumns, long mostWeights)
    {
        _mostWeights = mostWeights;
        _inputColumns = inputColumns;
        _width = inputColumns;
    }

    /// <summary>Columns at the current place; null if not known yet.</summary>
    public int? Width => _width;

    /// <summary>True if nothing but selections and scalings came yet.</summary>
    public bool AtInput => _layers.Count == 0;

    /// <summary>Selects columns of the input.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Select(int[] columns)
    {
        if (!AtInput) return "columns are selected behind a layer, but only those of the input can be";
        if (_width is not { } width) return "columns are selected from an input of unknown width";
        if (columns.Length == 0 || Array.Exists(columns, column => column < 0 || column >= width)) return $"the columns selected do not lie within the {width} that there are";
        _columns = Array.ConvertAll(columns, column => _columns is null ? column : _columns[column]);
        if (_shift.Length > 1) _shift = Array.ConvertAll(columns, column => _shift[column]);
        if (_scale.Length > 1) _scale = Array.ConvertAll(columns, column => _scale[column]);
        _width = columns.Length;
        return null;
    }

    /// <summary>Adds constants.</summary>
    /// <param name="values">One for every column, or one for all.</param>
    public string? Add(double[] values)
    {
        if (Fit(values.Length) is { } fault) return fault;
        if (_open)
        {
            double[] bias = _layers[^1].Bias;
            for (int i = 0; i < bias.Length; i++) bias[i] += At(values, i);
            return null;
        }

        _shift = Combine(_shift, Combine(values, _scale, (value, scale) => value * scale), (shift, step) => shift - step);
        _scaled = true;
        return null;
    }

    /// <summary>Multiplies by constants.</summary>
    /// <param name="values">One for every column, or one for all.</param>
    public string? Multiply(double[] values) => Rescale(values, (number, value) => number * value, (scale, value) => scale / value);

    /// <summary>Divides by constants.</summary>
    /// <param name="values">One for every column, or one for all.</param>
    public string? Divide(double[] values) => Rescale(values, (number, value) => number / value, (scale, value) => scale * value);

    /// <summary>Appends a layer without activation.</summary>
    /// <param name="inputs">Columns that it takes.</param>
    /// <param name="outputs">Columns that it makes.</param>
    /// <param name="weight">Shape [output, input].</param>
    /// <param name="bias">Shape [output].</param>
    public string? Linear(int inputs, int outputs, double[] weight, double[] bias)
    {
        if (_width is { } width && width != inputs) return $"the weights take {inputs} columns, but {width} arrive";
        if (inputs == 0 || outputs == 0) return "the weights are empty";
        _weights += weight.Length;
        if (_weights > _mostWeights) return $"the layers have more than {_mostWeights} weights, many times the constants of the file";
        _width = inputs;
        _inputColumns ??= inputs;
        TakeIn(outputs, weight, bias);
        _layers.Add(new DenseLayer(inputs, outputs, weight, bias, DenseActivation.Identity));
        _width = outputs;
        _open = true;
        return null;
    }

    /// <summary>Appends an activation.</summary>
    public string? Activate(DenseActivation activation)
    {
        if (!_open && Unit() is { } fault) return fault;
        _layers[^1] = _layers[^1] with { Activation = activation };
        _open = false;
        return null;
    }

    /// <summary>The network; null with a reason if there is no layer.</summary>
    public (DenseNetwork? Network, string? Fault) Finish()
    {
        if (_layers.Count == 0) return (null, "the graph has no dense layer");
        if (_scaled && Unit() is { } fault) return (null, fault);
        foreach (DenseLayer layer in _layers)
        {
            if (!layer.Weight.Concat(layer.Bias).All(double.IsFinite)) return (null, "a weight is not a finite number");
        }

        if (_inputShift?.All(double.IsFinite) == false || _inputScale?.All(scale => double.IsFinite(scale) && scale != 0.0) == false) return (null, "a shift or scale of the input is not a finite number other than 0");
        return (new DenseNetwork { InputColumns = _inputColumns!.Value, Columns = _columns, Shift = _inputShift, Scale = _inputScale, Layers = _layers }, null);
    }

    private static double At(double[] values, int i) => values.Length == 1 ? values[0] : values[i];

    private static double[] Combine(double[] a, double[] b, Func<double, double, double> of)
    {
        double[] result = new double[Math.Max(a.Length, b.Length)];
        for (int i = 0; i < result.Length; i++) result[i] = of(At(a, i), At(b, i));
        return result;
    }

    private string? Rescale(double[] values, Func<double, double, double> number, Func<double, double, double> scale)
    {
        if (Fit(values.Length) is { } fault) return fault;
        if (Array.Exists(values, value => value == 0.0)) return "a factor or divisor is 0";
        if (_open)
        {
            DenseLayer layer = _layers[^1];
            for (int i = 0; i < layer.Outputs; i++)
            {
                double value = At(values, i);
                layer.Bias[i] = number(layer.Bias[i], value);
                for (int j = 0; j < layer.Inputs; j++) layer.Weight[(i * layer.Inputs) + j] = number(layer.Weight[(i * layer.Inputs) + j], value);
            }

            return null;
        }

        _scale = Combine(_scale, values, scale);
        _scaled = true;
        return null;
    }

    private string? Fit(int count)
    {
        if (count == 1) return null;
        if (count == 0 || (_width is { } width && width != count)) return $"{count} constants meet {_width} columns; one for each or a single one is needed";
        _width = count;
        if (AtInput && _columns is null) _inputColumns ??= count;
        return null;
    }

    // A layer that changes nothing, so that scalings and activations have one to stand on.
    private string? Unit()
    {
        if (_width is not { } width) return "an activation or scaling acts on an input of unknown width";
        if (width > LargestUnitMatrix) return $"an activation or scaling without a layer before it acts on {width} columns, more than {LargestUnitMatrix}";
        double[] weight = new double[width * width];
        for (int i = 0; i < width; i++) weight[(i * width) + i] = 1.0;
        return Linear(width, width, weight, new double[width]);
    }

    private void TakeIn(int outputs, double[] weight, double[] bias)
    {
        int width = _width!.Value;
        double[] shift = Combine(_shift, new double[width], (value, _) => value);
        double[] scale = Combine(_scale, new double[width], (value, _) => value);
        bool scaled = _scaled;
        _shift = [0.0];
        _scale = [1.0];
        _scaled = false;
        if (!scaled) return;
        if (AtInput)
        {
            _inputShift = Array.TrueForAll(shift, value => value == 0.0) ? null : shift;
            _inputScale = Array.TrueForAll(scale, value => value == 1.0) ? null : scale;
            return;
        }

        for (int i = 0; i < outputs; i++)
        {
            for (int j = 0; j < width; j++)
            {
                ref double w = ref weight[(i * width) + j];
                w /= scale[j];
                bias[i] -= w * shift[j];
            }
        }
    }
}
