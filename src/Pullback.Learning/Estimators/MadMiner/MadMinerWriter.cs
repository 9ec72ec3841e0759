using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pullback.Autodiff;
using Pullback.Data.Npy;
using Pullback.Learning.Files.Torch;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.MadMiner;

/// <summary>Writes estimators and ensembles so that MadMiner loads them.</summary>
/// <remarks>
/// Weights are rounded to single precision. For doubly parameterized ratios and densities MadMiner does not scale parameters when it evaluates, so their scaling is
/// taken into the first layer and no scaling of parameters is written: MadMiner then returns the right ratio. Its density stays that of scaled observables.
/// </remarks>
public static class MadMinerWriter
{
    /// <summary>Writes one estimator.</summary>
    /// <param name="prefix">The path that all files begin with.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="overwrite">Whether files of that prefix may be replaced.</param>
    /// <returns>The files.</returns>
    /// <exception cref="NotSupportedException">MadMiner has no such estimator; the message says what to change.</exception>
    /// <exception cref="IOException">A file exists already, or cannot be written; none is left half written.</exception>
    public static IReadOnlyList<string> Write(string prefix, Estimator estimator, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(estimator);
        return Place([(prefix, estimator)], [], overwrite);
    }

    /// <summary>Writes an ensemble into a folder, members as <c>estimator_0</c> and so on.</summary>
    /// <param name="folder">The folder; made if it does not exist.</param>
    /// <param name="ensemble">The ensemble.</param>
    /// <param name="overwrite">Whether files of an ensemble there may be replaced.</param>
    /// <returns>The files.</returns>
    /// <exception cref="NotSupportedException">MadMiner has no such estimator; the message says what to change.</exception>
    /// <exception cref="IOException">A file exists already, or cannot be written; none is left half written.</exception>
    public static IReadOnlyList<string> WriteEnsemble(string folder, EstimatorEnsemble ensemble, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(ensemble);
        var summary = new JsonObject { ["estimator_type"] = MadMinerSettings.NameOf(ensemble.Members[0].Definition.Kind), ["n_estimators"] = ensemble.Members.Count };
        return Place(
            [.. ensemble.Members.Select((member, i) => (Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"estimator_{i}")), member))],
            [(Path.Combine(folder, "ensemble.json"), path => File.WriteAllText(path, summary.ToJsonString()))],
            overwrite);
    }

    // Everything is written beside its place first, so that a failure leaves what was there.
    private static List<string> Place(IReadOnlyList<(string Prefix, Estimator Estimator)> estimators, IReadOnlyList<(string Path, Action<string> Write)> others, bool overwrite)
    {
        List<(string Path, Action<string> Write)> files = [.. estimators.SelectMany(e => Files(e.Prefix, e.Estimator)), .. others];
        if (!overwrite && files.FirstOrDefault(file => File.Exists(file.Path)).Path is { } taken) throw new IOException($"'{taken}' exists already. Choose another name, or ask to replace it.");
        foreach ((string prefix, _) in estimators) Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(prefix))!);
        var partial = new List<string>();
        try
        {
            foreach ((string path, Action<string> write) in files)
            {
                partial.Add(path + ".partial");
                write(path + ".partial");
            }

            foreach ((string path, _) in files) File.Move(path + ".partial", path, overwrite: true);
        }
        finally
        {
            foreach (string path in partial) File.Delete(path);
        }

        // What an earlier estimator of the same name had and this one has not would be read with it.
        List<string> written = [.. files.Select(file => file.Path)];
        foreach ((string prefix, _) in estimators)
        {
            foreach (string ending in (string[])["_theta_means.npy", "_theta_stds.npy", "_nuisance_profile_matrix.npy", "_nuisance_project_matrix.npy"])
            {
                if (!written.Contains(prefix + ending)) File.Delete(prefix + ending);
            }
        }

        return written;
    }

    private static IEnumerable<(string Path, Action<string> Write)> Files(string prefix, Estimator estimator)
    {
        EstimatorDefinition definition = estimator.Definition;
        string settings = MadMinerSettings.Write(definition);
        bool folds = definition.Kind is EstimatorKind.DoubleParameterizedRatio or EstimatorKind.Likelihood;
        StateDictionary state = MadMinerWeights.Write(definition, folds ? Folded(estimator) : estimator.Weights.ToArray());
        yield return (prefix + "_settings.json", path => File.WriteAllText(path, settings, new UTF8Encoding(false)));
        yield return (prefix + "_state_dict.pt", path => StateDictionaryWriter.Write(path, state));
        yield return Vector("_x_means", estimator.ObservableScaling.Means);
        yield return Vector("_x_stds", estimator.ObservableScaling.Deviations);
        if (!folds && estimator.ParameterScaling is { } theta)
        {
            yield return Vector("_theta_means", theta.Means);
            yield return Vector("_theta_stds", theta.Deviations);
        }

        if (estimator.Nuisance is not { } nuisance) yield break;
        yield return Matrix("_nuisance_profile_matrix", nuisance.Profile);
        yield return Matrix("_nuisance_project_matrix", nuisance.Project);

        (string, Action<string>) Vector(string name, IReadOnlyList<double> values) => (prefix + name + ".npy", path => NpyWriter.Write<double>(path, values.ToArray(), values.Count));
        (string, Action<string>) Matrix(string name, double[,] values) =>
            (prefix + name + ".npy", path => NpyWriter.Write<double>(path, values.Cast<double>().ToArray(), values.GetLength(0), values.GetLength(1)));
    }

    // W'θ = Wθ/s, b' = b − W θ̄/s for every product that parameters enter.
    private static double[] Folded(Estimator estimator)
    {
        double[] weights = estimator.Weights.ToArray();
        if (estimator.ParameterScaling is not { } scaling || estimator.AsMadMiner) return weights;
        var list = new EstimatorGraph(estimator.Definition, ElementType.Float64).Weights;
        int parameters = estimator.Definition.Parameters;
        bool two = estimator.Definition.Kind == EstimatorKind.DoubleParameterizedRatio;
        for (int t = 0; t < list.Tensors.Count; t++)
        {
            WeightTensor matrix = list.Tensors[t];
            bool first = two ? matrix.Name == "layer[0].weight" : matrix.Name.EndsWith("parameters.weight", StringComparison.Ordinal);
            if (!first) continue;
            string step = matrix.Name[..matrix.Name.IndexOf('.', StringComparison.Ordinal)];
            WeightTensor bias = list.Tensors.First(b => b.Name == (two ? "layer[0].bias" : step + ".layer[0].bias"));
            int width = matrix.Parameter.Shape[1];
            for (int p = 0; p < (two ? 2 : 1) * parameters; p++)
            {
                for (int h = 0; h < width; h++)
                {
                    ref double weight = ref weights[matrix.Offset + (p * width) + h];
                    weight /= scaling.Deviations[p % parameters];
                    weights[bias.Offset + h] -= weight * scaling.Means[p % parameters];
                }
            }
        }

        return weights;
    }
}
