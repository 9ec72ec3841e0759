using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pullback.Learning.Files;

namespace Pullback.Learning.Categories;

/// <summary>A model of categories with trained parameters: applies to new events, stored in one file.</summary>
public sealed class TrainedCategories
{
    private const string Kind = "categories";
    private const int Version = 1;
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    private readonly double[] _parameters;

    /// <summary>Joins a definition and its parameters.</summary>
    /// <param name="definition">What the categories are.</param>
    /// <param name="parameters">Shape [parameter]; copied.</param>
    /// <exception cref="ArgumentException">The number of parameters or of scores is not the model's, or a number is not finite.</exception>
    public TrainedCategories(CategoryDefinition definition, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Model = definition.Model.Create();
        CategoryModel.CheckTemperature(definition.Temperature);
        if (parameters.Length != Model.ParameterCount)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The model has {Model.ParameterCount} parameters, found {parameters.Length}."), nameof(parameters));
        if (definition.ScoreNames.Count != Model.Dimensions)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The model has {Model.Dimensions} scores, but {definition.ScoreNames.Count} are named."), nameof(definition));
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!double.IsFinite(parameters[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Parameter '{Model.ParameterNames[i]}' is {parameters[i]}, but must be finite."), nameof(parameters));
        }

        _parameters = parameters.ToArray();
    }

    /// <summary>What the categories are.</summary>
    public CategoryDefinition Definition { get; }

    /// <summary>The model.</summary>
    public CategoryModel Model { get; }

    /// <summary>The trained parameters. Shape [parameter].</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>The category of each event.</summary>
    /// <param name="scores">Row-major. Shape [event, score].</param>
    /// <returns>Shape [event].</returns>
    /// <exception cref="ArgumentException">The number of values is not a multiple of the number of scores.</exception>
    public int[] Assign(ReadOnlySpan<double> scores) => Model.Assign(_parameters, scores, Definition.Temperature);

    /// <summary>Each event's probability of each category, at the trained temperature.</summary>
    /// <param name="scores">Row-major. Shape [event, score].</param>
    /// <returns>Row-major. Shape [event, category].</returns>
    /// <exception cref="ArgumentException">The number of values is not a multiple of the number of scores.</exception>
    public double[] Probabilities(ReadOnlySpan<double> scores)
    {
        double[] probabilities = new double[scores.Length / Model.Dimensions * Model.Categories];
        Model.Probabilities(_parameters, scores, Definition.Temperature, probabilities);
        return probabilities;
    }

    /// <summary>The intervals of the score that belong to each category. One score only.</summary>
    /// <exception cref="InvalidOperationException">The model has more than one score.</exception>
    public IReadOnlyList<CategoryInterval> Boundaries() => Model.Boundaries(_parameters, Definition.Temperature);

    /// <summary>Writes the categories whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    public void Save(string path) => BlockFile.Write(
        path, Kind, Version, [("definition", JsonSerializer.SerializeToUtf8Bytes(Definition, Json)), ("parameters", MemoryMarshal.AsBytes<double>(_parameters).ToArray())]);

    /// <summary>Reads categories.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It holds no categories, or it is damaged.</exception>
    public static TrainedCategories Load(string path)
    {
        IReadOnlyDictionary<string, byte[]> blocks = BlockFile.Read(path, Kind, Version);
        CategoryDefinition definition = JsonSerializer.Deserialize<CategoryDefinition>(blocks["definition"], Json)
            ?? throw new InvalidDataException($"'{path}' has an empty definition. Train the categories again.");
        return new TrainedCategories(definition, MemoryMarshal.Cast<byte, double>((ReadOnlySpan<byte>)blocks["parameters"]));
    }
}
