using System.Text.Json;
using Pullback.Autodiff;
using Pullback.Data.Npy;
using Pullback.Learning.Files.Torch;

namespace Pullback.Learning.Estimators.MadMiner;

/// <summary>Reads estimators and ensembles that MadMiner saved. Nothing in them is executed.</summary>
public static class MadMinerFiles
{
    /// <summary>Reads one estimator.</summary>
    /// <param name="prefix">The path that <c>_settings.json</c>, <c>_state_dict.pt</c> and the scalings begin with.</param>
    /// <param name="asMadMiner">Whether to repeat what MadMiner returns where it is wrong.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or they do not belong together.</exception>
    /// <exception cref="Data.EventDataException">A scaling is not a file of numbers.</exception>
    public static Estimator Read(string prefix, bool asMadMiner = false)
    {
        string settings = prefix + "_settings.json";
        if (!File.Exists(settings)) throw new FileNotFoundException($"There is no '{settings}'. Give the path that MadMiner saved the estimator under, without '_settings.json', or the folder of an ensemble.", settings);
        EstimatorDefinition definition = MadMinerSettings.Read(settings);

        // What features select is all that a network knows of observables; the scaling has the full length.
        Scaling? observables = Scaling(prefix + "_x");
        if (observables is not null) definition = definition with { Observables = observables.Means.Count };
        if (definition.Features is { } features && features.Any(f => f < 0 || f >= definition.Observables))
            throw new InvalidDataException($"'{settings}' selects the features [{string.Join(", ", features)}], but there are {definition.Observables} observables.");
        string weights = prefix + "_state_dict.pt";
        StateDictionary state = StateDictionaryReader.Read(weights);

        // The settings of a quadratic ratio are those of any other; its weights tell.
        if (definition.Kind == EstimatorKind.ParameterizedRatio && definition.Model is null && state.Any(t => t.Name.StartsWith("dsigma_a.", StringComparison.Ordinal)))
            definition = definition with { Model = RatioModel.Quadratic };
        try
        {
            double[] values = MadMinerWeights.Read(new EstimatorGraph(definition, ElementType.Float64), state, weights);
            return new Estimator(definition, values, observables ?? Estimators.Scaling.None(definition.Observables), Scaling(prefix + "_theta"), Nuisance(prefix)) { AsMadMiner = asMadMiner };
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The files '{prefix}_*' do not belong together: {e.Message}", e);
        }
    }

    /// <summary>Reads an ensemble.</summary>
    /// <param name="folder">The folder with <c>ensemble.json</c>.</param>
    /// <param name="asMadMiner">Whether to repeat what MadMiner returns where it is wrong.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or they do not belong together.</exception>
    public static EstimatorEnsemble ReadEnsemble(string folder, bool asMadMiner = false)
    {
        string path = Path.Combine(folder, "ensemble.json");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            int count = document.RootElement.GetProperty("n_estimators").GetInt32();
            return new EstimatorEnsemble([.. Enumerable.Range(0, count).Select(i => Read(Path.Combine(folder, $"estimator_{i}"), asMadMiner))]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' is not an ensemble of MadMiner: {e.Message}", e);
        }
    }

    private static Scaling? Scaling(string prefix)
    {
        if (!File.Exists(prefix + "_means.npy") || !File.Exists(prefix + "_stds.npy")) return null;
        return new Scaling(Vector(prefix + "_means.npy"), Vector(prefix + "_stds.npy"));
    }

    private static NuisanceMatrices? Nuisance(string prefix)
    {
        string profile = prefix + "_nuisance_profile_matrix.npy";
        string project = prefix + "_nuisance_project_matrix.npy";
        return File.Exists(profile) && File.Exists(project) ? new NuisanceMatrices(Matrix(profile), Matrix(project)) : null;
    }

    private static double[] Vector(string path)
    {
        using NpyArray array = NpyArray.Open(path);
        return array.ToDoubles();
    }

    private static double[,] Matrix(string path)
    {
        using NpyArray array = NpyArray.Open(path);
        if (array.Shape.Count != 2) throw new InvalidDataException($"'{path}' has {array.Shape.Count} dimensions, but a matrix has two.");
        double[] values = array.ToDoubles();
        double[,] matrix = new double[array.Shape[0], array.Shape[1]];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
        return matrix;
    }
}
