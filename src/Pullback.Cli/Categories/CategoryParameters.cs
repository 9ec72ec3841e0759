using System.Globalization;
using Pullback.Cli.Configuration;
using Pullback.Learning.Categories;

namespace Pullback.Cli.Categories;

/// <summary>Reads parameters of a model under the names that gato-hep gives its variables.</summary>
internal static class CategoryParameters
{
    /// <summary>
    /// Mixtures: <c>mixture_logits</c> [category], <c>means</c> [category, score], <c>unconstrained_L</c> [category, score, score]. Sigmoid categories: <c>boundaries</c>, raw numbers for
    /// each score, and <c>steepness</c>, one number for each score, where it is trained. Problems are noted.
    /// </summary>
    /// <returns>Shape [parameter].</returns>
    public static double[] Read(ConfigurationSection section, CategoryModelOptions options)
    {
        var values = new List<double>();
        if (options is GaussianMixtureOptions mixture)
        {
            int k = mixture.Categories, d = mixture.Dimensions;
            values.AddRange(Numbers(section, "mixture_logits", k));
            values.AddRange(Numbers(section, "means", k * d));
            values.AddRange(Numbers(section, "unconstrained_L", k * d * d));
        }
        else
        {
            var sigmoid = (SigmoidOptions)options;
            values.AddRange(Numbers(section, "boundaries", sigmoid.Variables.Sum(variable => variable.Bins - 1)));
            if (sigmoid.TrainSteepness) values.AddRange(Numbers(section, "steepness", sigmoid.Variables.Count));
        }

        return [.. values];
    }

    private static double[] Numbers(ConfigurationSection section, string key, int count)
    {
        var values = new List<double>();
        if (section.Node(key) is not { } node)
        {
            section.Missing(key, string.Create(CultureInfo.InvariantCulture, $"{count} numbers, nested in any way"));
            return new double[count];
        }

        Flatten(section, node, values);
        if (values.Count == count) return [.. values];
        section.Fail(key, string.Create(CultureInfo.InvariantCulture, $"found {values.Count} numbers, but the model needs {count}."));
        return new double[count];
    }

    private static void Flatten(ConfigurationSection section, ConfigurationNode node, List<double> values)
    {
        if (node is ConfigurationSequence list)
        {
            foreach (ConfigurationNode item in list.Items) Flatten(section, item, values);
        }
        else
        {
            values.Add(section.NumberOf(node, Bounds.Finite) ?? double.NaN);
        }
    }
}
