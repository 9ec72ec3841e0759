using System.Text.Json;
using System.Text.Json.Nodes;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.MadMiner;

/// <summary>The settings file of an estimator of MadMiner, <c>PREFIX_settings.json</c>.</summary>
public static class MadMinerSettings
{
    private static readonly Dictionary<string, Activation> Activations = new(StringComparer.Ordinal)
    {
        ["tanh"] = Activation.Tanh,
        ["relu"] = Activation.Relu,

        // The original applies a rectifier under this name, so its weights were trained with one.
        ["sigmoid"] = Activation.Relu,
        ["lrelu"] = Activation.LeakyRelu,
        ["rrelu"] = Activation.RandomizedLeakyRelu,
        ["elu"] = Activation.Elu,
        ["selu"] = Activation.Selu,
        ["log_sigmoid"] = Activation.LogSigmoid,
        ["softplus"] = Activation.Softplus,
    };

    private static readonly Dictionary<string, EstimatorKind> Kinds = new(StringComparer.Ordinal)
    {
        ["parameterized_ratio"] = EstimatorKind.ParameterizedRatio,
        ["double_parameterized_ratio"] = EstimatorKind.DoubleParameterizedRatio,
        ["score"] = EstimatorKind.Score,
        ["likelihood"] = EstimatorKind.Likelihood,
    };

    /// <summary>Reads a settings file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not such a file, or it asks for what does not exist.</exception>
    public static EstimatorDefinition Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            return Definition(document.RootElement, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{path}' is not a settings file of MadMiner: {e.Message}", e);
        }
    }

    /// <summary>The settings of an estimator, as MadMiner reads them.</summary>
    /// <param name="definition">The shape of the estimator.</param>
    /// <exception cref="NotSupportedException">MadMiner has no such estimator; the message says what to change.</exception>
    public static string Write(EstimatorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        bool density = definition.Kind == EstimatorKind.Likelihood;
        if (definition.Model is { } model)
            throw new NotSupportedException($"MadMiner cannot load {model.Form.ToString().ToLowerInvariant()} ratios, those that it saved itself included. Write it as a file of Pullback.");
        if (definition.BatchNormalization is not null)
            throw new NotSupportedException("MadMiner's files do not hold the means and variances of batch normalisation. Train the density without, or write it as a file of Pullback.");
        string? activation = Activations.Where(a => a.Key != "sigmoid" && a.Value == definition.Activation).Select(a => a.Key).FirstOrDefault();
        if (activation is null)
            throw new NotSupportedException($"MadMiner has no activation '{definition.Activation}' (what it calls sigmoid is a rectifier). Train with one of: {string.Join(", ", Activations.Values.Distinct())}.");
        if (density && definition.Reverse && definition.Steps > 1 && definition.Inputs > 1)
            throw new NotSupportedException("MadMiner's flows never reverse the order of the observables, so that it would read this density as another one. Train it with 'reverse: false' under 'network'.");
        var settings = new JsonObject
        {
            ["n_observables"] = definition.Inputs,
            ["n_parameters"] = definition.Parameters,
            ["features"] = definition.Features is { } features ? new JsonArray([.. features.Select(f => JsonValue.Create(f))]) : null,
            ["n_hidden"] = new JsonArray([.. definition.Hidden.Select(h => JsonValue.Create(h))]),
            ["activation"] = activation,

            // Without its layout of dropout, a network is written as the one that evaluation uses.
            ["dropout_prob"] = definition.ActivatesTwice ? definition.Dropout : 0.0,
            ["estimator_type"] = NameOf(definition.Kind),
        };
        if (definition.Kind == EstimatorKind.Score) settings["nuisance_mode_default"] = "keep";
        if (density)
        {
            settings["n_components"] = definition.Components;
            settings["batch_norm"] = null;
            settings["n_mades"] = definition.Steps;
        }

        return settings.ToJsonString();
    }

    /// <summary>The name of a kind in MadMiner's files.</summary>
    /// <param name="kind">The kind.</param>
    public static string NameOf(EstimatorKind kind) => Kinds.First(k => k.Value == kind).Key;

    private static EstimatorDefinition Definition(JsonElement root, string path)
    {
        string kind = Required(root, "estimator_type", path).GetString()!;
        if (!Kinds.TryGetValue(kind, out EstimatorKind found)) throw new InvalidDataException($"'{path}' has the estimator_type '{kind}'. Allowed are: {string.Join(", ", Kinds.Keys)}.");
        string activation = Required(root, "activation", path).GetString()!;
        if (!Activations.TryGetValue(activation, out Activation act)) throw new InvalidDataException($"'{path}' has the activation '{activation}'. Allowed are: {string.Join(", ", Activations.Keys)}.");
        double dropout = root.TryGetProperty("dropout_prob", out JsonElement d) ? d.GetDouble() : 0;
        if (root.TryGetProperty("batch_norm", out JsonElement norm) && !IsNone(norm))
            throw new InvalidDataException($"'{path}' describes a flow with batch normalisation, whose means and variances MadMiner does not save: it cannot be restored. Train it again without.");
        return new EstimatorDefinition
        {
            Kind = found,
            Observables = Positive(root, "n_observables", path),
            Parameters = Positive(root, "n_parameters", path),
            Features = root.TryGetProperty("features", out JsonElement features) && !IsNone(features) ? Indices(features) : null,
            Hidden = Indices(Required(root, "n_hidden", path)),
            Activation = act,
            Dropout = dropout > 1e-9 ? dropout : 0,
            ActivatesTwice = dropout > 1e-9 && found != EstimatorKind.Likelihood,
            Steps = found == EstimatorKind.Likelihood ? Positive(root, "n_mades", path) : 1,
            Components = found == EstimatorKind.Likelihood ? Positive(root, "n_components", path) : 1,
            Reverse = false,
            Model = root.TryGetProperty("components", out JsonElement components) ? Morphing(components, Required(root, "morphing_matrix", path)) : null,
        };
    }

    private static RatioModel Morphing(JsonElement components, JsonElement matrix) => new()
    {
        Form = RatioForm.Morphing,
        Powers = [.. components.EnumerateArray().SelectMany(Indices)],

        // MadMiner calculates with the matrix in single precision.
        Matrix = [.. matrix.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => (double)(float)value.GetDouble())],
    };

    private static bool IsNone(JsonElement value) => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString() == "None");

    private static int[] Indices(JsonElement value) => [.. value.EnumerateArray().Select(v => v.GetInt32())];

    private static int Positive(JsonElement root, string key, string path)
    {
        int value = Required(root, key, path).GetInt32();
        return value > 0 ? value : throw new InvalidDataException($"'{path}' has {key} {value}; it must be at least 1.");
    }

    private static JsonElement Required(JsonElement root, string key, string path) =>
        root.TryGetProperty(key, out JsonElement value) ? value : throw new InvalidDataException($"'{path}' has no '{key}'. Files of MadMiner before 0.3 lack it; save the estimator again with a later version.");
}
