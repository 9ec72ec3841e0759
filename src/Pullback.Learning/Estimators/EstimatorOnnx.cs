using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Files.Onnx;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators;

/// <summary>Estimators as ONNX files, scaling included: inputs are the observables and parameters as the user has them.</summary>
public static class EstimatorOnnx
{
    /// <summary>Writes a ratio or score, in single precision.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="estimator">The estimator.</param>
    /// <remarks>
    /// Inputs <c>x</c> [event, observable] and, of ratios, <c>theta</c> or <c>theta0</c> and <c>theta1</c> [event, parameter]; output <c>log_likelihood_ratio</c>
    /// [event, 1] or <c>score</c> [event, parameter].
    /// </remarks>
    /// <exception cref="NotSupportedException">It is a density, or ONNX has no such activation.</exception>
    /// <exception cref="IOException">The file cannot be written; one that existed is unchanged.</exception>
    public static void Write(string path, Estimator estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        EstimatorDefinition definition = estimator.Definition;
        if (definition.Model is { } model)
            throw new NotSupportedException($"A {model.Form.ToString().ToLowerInvariant()} ratio is several networks with a formula around them, which is not written as ONNX. Write it as a file of Pullback.");
        var graph = new OnnxGraph("estimator", OnnxElement.Float32);
        var network = new NetworkNodes(graph, estimator);
        OnnxValue x = network.Scaled(graph.Input("x", definition.Observables), "x", estimator.ObservableScaling, definition.Features);
        switch (definition.Kind)
        {
            case EstimatorKind.Score:
                graph.Output("score", network.Apply(x), definition.Parameters);
                break;
            case EstimatorKind.ParameterizedRatio:
                OnnxValue theta = network.Scaled(graph.Input("theta", definition.Parameters), "theta", estimator.ParameterScaling, null);
                graph.Output("log_likelihood_ratio", network.Apply(graph.Concat(theta, x)), 1);
                break;
            case EstimatorKind.DoubleParameterizedRatio:
                OnnxValue first = network.Scaled(graph.Input("theta0", definition.Parameters), "theta0", estimator.ParameterScaling, null);
                OnnxValue second = network.Scaled(graph.Input("theta1", definition.Parameters), "theta1", estimator.ParameterScaling, null);
                graph.Output("log_likelihood_ratio", graph.Sub(network.Apply(graph.Concat(first, second, x)), network.Apply(graph.Concat(second, first, x))), 1);
                break;
            default:
                throw new NotSupportedException($"An estimator of kind {definition.Kind} is not written as an ONNX network; only ratios and scores are. Write it as a file of Pullback or of MadMiner.");
        }

        OnnxWriter.Write(path, graph.ToModel(new Dictionary<string, string> { ["estimator"] = definition.Kind.ToString() }));
    }

    /// <summary>Takes a multilayer perceptron of another program as the network of a ratio or score.</summary>
    /// <param name="path">The ONNX file; see <see cref="DenseNetworkFile.Read(string)"/> for what is read.</param>
    /// <param name="kind">What its output is: the score of each parameter, or one log ratio.</param>
    /// <param name="parameters">The number of parameters. Of ratios, the first inputs are the parameters (of doubly parameterized ones θ₀, then θ₁), the others observables.</param>
    /// <exception cref="InvalidDataException">The file is damaged, is no such network, or its inputs and outputs do not fit.</exception>
    public static Estimator Read(string path, EstimatorKind kind, int parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        DenseNetwork network = DenseNetworkFile.Read(path);
        int before = kind switch
        {
            EstimatorKind.Score => 0,
            EstimatorKind.ParameterizedRatio => parameters,
            EstimatorKind.DoubleParameterizedRatio => 2 * parameters,
            _ => throw new InvalidDataException($"'{path}': a network of dense layers is no estimator of kind {kind}. It can be a ratio or a score."),
        };
        if (network.Columns is not null) throw Fault(path, "it selects columns of its input, which estimators take as a whole. Leave the selection out, and select features when training");
        int outputs = kind == EstimatorKind.Score ? parameters : 1;
        if (network.Layers[^1].Outputs != outputs) throw Fault(path, string.Create(CultureInfo.InvariantCulture, $"it has {network.Layers[^1].Outputs} outputs, but an estimator of kind {kind} with {parameters} parameters has {outputs}"));
        int observables = network.InputColumns - before;
        if (observables < 1) throw Fault(path, string.Create(CultureInfo.InvariantCulture, $"it has {network.InputColumns} inputs, of which {before} are parameters, so that no observable is left"));
        if (network.Layers[^1].Activation != DenseActivation.Identity) throw Fault(path, "it ends with an activation, but an estimator's output has none. Cut the last operation off");
        DenseActivation[] hidden = [.. network.Layers.SkipLast(1).Select(layer => layer.Activation).Distinct()];
        if (hidden.Length > 1) throw Fault(path, $"its hidden layers have the activations {string.Join(", ", hidden.Select(a => a.Kind))}, but those of an estimator have one");
        double[] shift = network.Shift ?? new double[network.InputColumns];
        double[] scale = network.Scale ?? [.. Enumerable.Repeat(1.0, network.InputColumns)];
        if (Array.Exists(scale, s => s <= 0)) throw Fault(path, "it divides an input by a negative number");
        if (kind == EstimatorKind.DoubleParameterizedRatio && !(shift.AsSpan(0, parameters).SequenceEqual(shift.AsSpan(parameters, parameters)) && scale.AsSpan(0, parameters).SequenceEqual(scale.AsSpan(parameters, parameters))))
            throw Fault(path, "it scales both parameter points differently, but an estimator scales them alike");
        var definition = new EstimatorDefinition
        {
            Kind = kind,
            Observables = observables,
            Parameters = parameters,
            Hidden = [.. network.Layers.SkipLast(1).Select(layer => layer.Outputs)],
            Activation = hidden.Length == 0 ? Activation.Identity : Named(path, hidden[0]),
        };
        var weights = new List<double>();
        foreach (DenseLayer layer in network.Layers)
        {
            for (int i = 0; i < layer.Inputs; i++)
            {
                for (int o = 0; o < layer.Outputs; o++) weights.Add(layer.Weight[(o * layer.Inputs) + i]);
            }

            weights.AddRange(layer.Bias);
        }

        bool scaled = before > 0 && (network.Shift is not null || network.Scale is not null);
        return new Estimator(
            definition,
            [.. weights],
            new Scaling(shift[before..], scale[before..]),
            scaled ? new Scaling(shift[..parameters], scale[..parameters]) : null);
    }

    private static InvalidDataException Fault(string path, string what) => new($"'{path}' cannot be an estimator: {what}.");

    private static Activation Named(string path, DenseActivation activation) => activation.Kind switch
    {
        DenseActivationKind.Identity => Activation.Identity,
        DenseActivationKind.Tanh => Activation.Tanh,
        DenseActivationKind.Relu => Activation.Relu,
        DenseActivationKind.LeakyRelu when Math.Abs(activation.Alpha - 0.01) < 1e-6 => Activation.LeakyRelu,
        DenseActivationKind.LeakyRelu when Math.Abs(activation.Alpha - (11.0 / 48)) < 1e-6 => Activation.RandomizedLeakyRelu,
        DenseActivationKind.Elu when activation.Alpha == 1 => Activation.Elu,
        DenseActivationKind.Selu when activation == DenseActivation.Selu => Activation.Selu,
        DenseActivationKind.Sigmoid => Activation.Sigmoid,
        DenseActivationKind.Softplus => Activation.Softplus,
        DenseActivationKind.LogSigmoid => Activation.LogSigmoid,
        _ => throw Fault(path, string.Create(CultureInfo.InvariantCulture, $"its activation is {activation.Kind} with the constant {activation.Alpha:R}, which estimators do not have")),
    };

    /// <summary>The dense layers of an estimator as nodes of a graph; their weights stand in the file once.</summary>
    private sealed class NetworkNodes
    {
        private readonly OnnxGraph _graph;
        private readonly EstimatorDefinition _definition;
        private readonly List<(OnnxValue Weight, OnnxValue Bias)> _layers = [];

        public NetworkNodes(OnnxGraph graph, Estimator estimator)
        {
            _graph = graph;
            _definition = estimator.Definition;
            if (_definition.Kind == EstimatorKind.Likelihood) return;
            IReadOnlyList<WeightTensor> tensors = new EstimatorGraph(_definition, ElementType.Float64).Weights.Tensors;
            for (int layer = 0; 2 * layer < tensors.Count; layer++)
            {
                _layers.Add((Constant(tensors[2 * layer]), Constant(tensors[(2 * layer) + 1])));

                OnnxValue Constant(WeightTensor tensor) => graph.Constant(
                    tensor.Name, [.. Enumerable.Range(0, tensor.Parameter.Shape.Rank).Select(axis => tensor.Parameter.Shape[axis])], estimator.Weights.Slice(tensor.Offset, tensor.Length).ToArray());
            }
        }

        public OnnxValue Scaled(OnnxValue value, string name, Scaling? scaling, IReadOnlyList<int>? columns)
        {
            if (columns is not null) value = _graph.GatherColumns(value, [.. columns]);
            if (scaling is null) return value;
            double[] means = [.. columns?.Select(c => scaling.Means[c]) ?? scaling.Means], deviations = [.. columns?.Select(c => scaling.Deviations[c]) ?? scaling.Deviations];
            value = _graph.Sub(value, _graph.Constant(name + ".mean", [means.Length], means));
            return _graph.Div(value, _graph.Constant(name + ".deviation", [means.Length], deviations));
        }

        public OnnxValue Apply(OnnxValue value)
        {
            if (_definition.ActivatesTwice) value = Activate(value);
            for (int layer = 0; layer < _layers.Count; layer++)
            {
                value = _graph.Gemm(value, _layers[layer].Weight, _layers[layer].Bias);
                if (layer == _layers.Count - 1) break;
                value = Activate(value);
                if (_definition.ActivatesTwice) value = Activate(value);
            }

            return value;
        }

        private OnnxValue Activate(OnnxValue x) => _definition.Activation switch
        {
            Activation.Identity => x,
            Activation.Tanh => _graph.Tanh(x),
            Activation.Relu => _graph.Relu(x),
            Activation.LeakyRelu => _graph.LeakyRelu(x, 0.01f),
            Activation.RandomizedLeakyRelu => _graph.LeakyRelu(x, 11.0f / 48),
            Activation.Elu => _graph.Elu(x, 1),
            Activation.Selu => _graph.Selu(x, (float)DenseActivation.Selu.Alpha, (float)DenseActivation.Selu.Gamma),
            Activation.Sigmoid => _graph.Sigmoid(x),
            Activation.Softplus => _graph.Softplus(x),
            Activation.LogSigmoid => _graph.LogSigmoid(x),
            Activation.Swish => _graph.Mul(x, _graph.Sigmoid(x)),
            _ => throw new NotSupportedException($"The activation '{_definition.Activation}' has no counterpart in the ONNX networks that are written. Train with another one, such as tanh or relu."),
        };
    }
}
