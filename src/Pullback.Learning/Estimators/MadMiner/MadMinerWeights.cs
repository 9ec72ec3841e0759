using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Estimators.Networks;
using Pullback.Learning.Files.Torch;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.MadMiner;

/// <summary>The weights of an estimator under the names of MadMiner's state dictionaries.</summary>
/// <remarks>
/// Dense layers are <c>layers.I.weight</c> of shape [output, input] with every second number left out if there is dropout; ratios repeat them as
/// <c>append.*</c>. Flows are <c>mades.K.Wx</c>, <c>.Ws.L</c>, <c>.bs.L</c>, <c>.Wm</c>, <c>.bm</c>, <c>.Wp</c>, <c>.bp</c> with weights of shape [input, output],
/// a mixture <c>made_mog.*</c> with <c>.Wa</c> and <c>.ba</c>. Morphing-aware ratios are <c>dsigma_component_estimators.B.layers.I.*</c> with
/// <c>log_sigma_ratio_components</c>, quadratic ones <c>dsigma_a.layers.I.*</c> and <c>dsigma_b.layers.I.*</c> with <c>sigma_a</c> and <c>sigma_b</c>.
/// </remarks>
public static class MadMinerWeights
{
    private static readonly Dictionary<string, string> Totals = new(StringComparer.Ordinal)
    {
        [MorphingRatioNetwork.CrossSections] = "log_sigma_ratio_components",
        [QuadraticRatioNetwork.LinearTotal] = "sigma_a",
        [QuadraticRatioNetwork.SquareTotal] = "sigma_b",
    };

    /// <summary>Takes the weights of an estimator from a state dictionary.</summary>
    /// <param name="graph">The estimator.</param>
    /// <param name="state">The dictionary.</param>
    /// <param name="file">The file it came from, for messages.</param>
    /// <returns>The flat vector of <see cref="EstimatorGraph.Weights"/>.</returns>
    /// <exception cref="InvalidDataException">A tensor is missing, has another shape, or is not finite.</exception>
    public static double[] Read(EstimatorGraph graph, StateDictionary state, string file)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(state);
        double[] weights = new double[graph.Weights.Length];
        foreach (WeightTensor tensor in graph.Weights.Tensors)
        {
            string name = NameOf(graph.Definition, tensor.Name);
            StateTensor stored = state.Find(name)
                ?? throw new InvalidDataException($"'{file}' has no tensor '{name}', which its settings ask for. It has: {string.Join(", ", state.Select(t => t.Name))}.");
            bool transposed = IsTransposed(graph.Definition, tensor.Name);
            int[] shape = [.. Enumerable.Range(0, tensor.Parameter.Shape.Rank).Select(axis => tensor.Parameter.Shape[axis])];
            if (transposed) Array.Reverse(shape);
            if (stored.Length != tensor.Length || stored.Shape[0] != shape[0] && stored.Shape[0] != 1)
            {
                throw new InvalidDataException(
                    $"'{file}' has '{name}' of shape [{string.Join(", ", stored.Shape)}], but its settings ask for [{string.Join(", ", shape)}]. Settings and weights are not of one estimator.");
            }

            double[] values = stored.ToDoubles();
            int bad = Array.FindIndex(values, v => !double.IsFinite(v));
            if (bad >= 0) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{file}' has {values[bad]} in '{name}' at {bad}. Its training failed; train it again."));
            Span<double> target = weights.AsSpan(tensor.Offset, tensor.Length);
            if (transposed) Transpose(values, shape[0], shape[1], target);
            else values.CopyTo(target);
        }

        return weights;
    }

    /// <summary>The state dictionary of an estimator, in single precision.</summary>
    /// <param name="definition">The shape of the estimator.</param>
    /// <param name="weights">The flat vector of <see cref="EstimatorGraph.Weights"/>.</param>
    /// <exception cref="NotSupportedException">A weight is too large for single precision.</exception>
    public static StateDictionary Write(EstimatorDefinition definition, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (!definition.ActivatesTwice) definition = definition with { Dropout = 0 };
        var tensors = new List<StateTensor>();
        foreach (WeightTensor tensor in new EstimatorGraph(definition, ElementType.Float64).Weights.Tensors)
        {
            string name = NameOf(definition, tensor.Name);
            int[] shape = [.. Enumerable.Range(0, tensor.Parameter.Shape.Rank).Select(axis => tensor.Parameter.Shape[axis])];
            double[] values = weights.Slice(tensor.Offset, tensor.Length).ToArray();
            if (IsTransposed(definition, tensor.Name))
            {
                double[] stored = new double[values.Length];
                Transpose(values, shape[0], shape[1], stored);
                values = stored;
                Array.Reverse(shape);
            }

            // The outputs of a mixture have an axis of their own for the components, and biases one for the events.
            if (name.StartsWith("made_mog.", StringComparison.Ordinal) && !tensor.Name.Contains("layer", StringComparison.Ordinal) && !tensor.Name.Contains("parameters", StringComparison.Ordinal))
                shape = [shape.Length == 2 ? shape[0] : 1, definition.Inputs, definition.Components];
            if (Array.Exists(values, v => !float.IsFinite((float)v))) throw new NotSupportedException($"A weight of '{name}' is too large for single precision, in which MadMiner keeps weights. Train again, with clipping or a smaller learning rate.");
            tensors.Add(StateTensor.Of(name, shape, Array.ConvertAll(values, v => (float)v)));
        }

        // A slip of the pen in the original registers the layers of ratios twice, and asks for both when it loads.
        if (definition.Kind == EstimatorKind.ParameterizedRatio) tensors.AddRange(tensors.ToArray().Select(t => t.WithName("append" + t.Name["layers".Length..])));
        return new StateDictionary(tensors);
    }

    /// <summary>The name of a weight tensor in MadMiner's dictionaries.</summary>
    /// <param name="definition">The shape of the estimator.</param>
    /// <param name="name">The name in <see cref="EstimatorGraph.Weights"/>.</param>
    public static string NameOf(EstimatorDefinition definition, string name)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(name);
        if (Totals.TryGetValue(name, out string? total)) return total;
        if (definition.Kind != EstimatorKind.Likelihood)
        {
            int layer = Number(name, "layer[");
            int index = definition.Dropout > 0 ? (2 * layer) + 1 : layer;
            return string.Create(CultureInfo.InvariantCulture, $"{NetworkOf(name)}layers.{index}.{name[(name.LastIndexOf('.') + 1)..]}");
        }

        int step = Number(name, "step[");
        bool mixture = definition.Components > 1 && step == definition.Steps - 1;
        string prefix = mixture ? "made_mog." : string.Create(CultureInfo.InvariantCulture, $"mades.{step}.");
        string rest = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        bool bias = rest.EndsWith(".bias", StringComparison.Ordinal);
        if (rest.StartsWith("layer[", StringComparison.Ordinal)) return string.Create(CultureInfo.InvariantCulture, $"{prefix}{(bias ? "bs" : "Ws")}.{Number(rest, "layer[")}");
        if (rest.StartsWith("parameters", StringComparison.Ordinal)) return prefix + "Wx";
        char letter = rest.StartsWith("mean", StringComparison.Ordinal) ? 'm' : rest.StartsWith("log-precision", StringComparison.Ordinal) ? 'p' : 'a';
        return $"{prefix}{(bias ? 'b' : 'W')}{letter}";
    }

    private static string NetworkOf(string name) => name[..name.IndexOf("layer[", StringComparison.Ordinal)] switch
    {
        "" => "",
        "linear." => "dsigma_a.",
        "square." => "dsigma_b.",
        _ => string.Create(CultureInfo.InvariantCulture, $"dsigma_component_estimators.{Number(name, "benchmark[")}."),
    };

    private static bool IsTransposed(EstimatorDefinition definition, string name) =>
        definition.Kind != EstimatorKind.Likelihood && name.EndsWith(".weight", StringComparison.Ordinal);

    private static int Number(string name, string before)
    {
        int start = name.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return int.Parse(name.AsSpan(start, name.IndexOf(']', start) - start), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static void Transpose(ReadOnlySpan<double> values, int rows, int columns, Span<double> target)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) target[(j * rows) + i] = values[(i * columns) + j];
        }
    }
}
