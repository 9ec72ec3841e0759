using System.Globalization;
using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Data.Npy;
using Pullback.Learning.Estimators.Events;
using Pullback.Learning.Estimators.Sampling;

namespace Pullback.Cli.Estimators;

/// <summary>The parameter points of a sample as a configuration gives them: benchmarks of the event file, points, or draws from a prior.</summary>
/// <param name="Where">The place in the configuration, such as <c>theta0</c>.</param>
/// <param name="Benchmarks">Names of benchmarks.</param>
/// <param name="Points">Points, nuisance parameters last or left out.</param>
/// <param name="File">An npy file of points, absolute, or null.</param>
/// <param name="Priors">A prior for each parameter that has one.</param>
/// <param name="Count">How many points are drawn from the priors.</param>
internal sealed record SamplePoints(
    string Where, IReadOnlyList<string> Benchmarks, IReadOnlyList<double[]> Points, string? File, IReadOnlyDictionary<string, ParameterPrior> Priors, int Count)
{
    private const int DefaultCount = 1000;
    private static readonly string[] Forms = ["benchmarks", "points", "prior"];

    /// <summary>Reads a section; problems are noted.</summary>
    /// <param name="root">The configuration.</param>
    /// <param name="key">The key of the section.</param>
    /// <param name="folder">Relative paths start here.</param>
    public static SamplePoints Read(ConfigurationSection root, string key, string folder)
    {
        ConfigurationSection section = root.RequiredSection(key, "parameter points, as 'benchmarks', 'points' or 'prior'");
        string[] given = [.. Forms.Where(section.Has)];
        if (given.Length != 1 && root.Has(key))
            root.Fail(key, $"found {(given.Length == 0 ? "no points" : string.Join(" and ", given))}. Give one of {string.Join(", ", Forms)}.");
        var priors = new Dictionary<string, ParameterPrior>(StringComparer.Ordinal);
        if (section.OptionalSection("prior") is { } prior)
        {
            foreach (string name in prior.Entries.Select(e => e.Key))
            {
                if (Prior(prior, name) is { } value) priors[name] = value;
            }
        }

        string? file = null;
        var points = new List<double[]>();
        switch (section.Node("points"))
        {
            case null:
                break;
            case ConfigurationScalar:
                file = section.OptionalText("points") is { } path ? Path.Combine(folder, path) : null;
                break;
            case ConfigurationSequence list:
                foreach (ConfigurationNode item in list.Items)
                {
                    IReadOnlyList<ConfigurationNode> numbers = item is ConfigurationSequence point ? point.Items : [item];
                    double?[] values = [.. numbers.Select(n => section.NumberOf(n, Bounds.Finite))];
                    if (values.All(v => v is not null)) points.Add([.. values.Select(v => v!.Value)]);
                }

                break;
            default:
                section.Fail("points", "found a mapping, but a list of points or the path of an npy file is needed.");
                break;
        }

        int count = section.Has("prior") ? section.Integer("count", DefaultCount, minimum: 1, maximum: 100_000_000) : DefaultCount;
        return new SamplePoints(key, section.Has("benchmarks") ? section.Texts("benchmarks") : [], points, file, priors, count);
    }

    /// <summary>The points.</summary>
    /// <param name="setup">What the event file says.</param>
    /// <param name="nuisance">Whether points have nuisance parameters.</param>
    /// <param name="seed">The seed of the call.</param>
    /// <returns>Shape [point][parameter].</returns>
    /// <exception cref="InputException">The file has no such benchmark or parameter, or a point has another number of parameters.</exception>
    public IReadOnlyList<double[]> Resolve(MadMinerSetup setup, bool nuisance, ulong seed)
    {
        string[] names = Names(setup, nuisance);
        if (Benchmarks.Count > 0) return [.. Benchmarks.Select(name => Benchmark(setup, name, names.Length))];
        if (Priors.Count > 0) return Drawn(setup, names, seed);
        IReadOnlyList<double[]> points = File is null ? Points : FromFile(File);
        if (points.Count == 0) throw new InputException($"{Where}: there are no points. Give at least one.");
        return [.. points.Select((p, i) => Point(p, i, setup.Parameters.Count, names))];
    }

    /// <summary>The parameters of a point, in order.</summary>
    /// <param name="setup">What the event file says.</param>
    /// <param name="nuisance">Whether points have nuisance parameters.</param>
    public static string[] Names(MadMinerSetup setup, bool nuisance) =>
        [.. setup.Parameters.Select(p => p.Name), .. nuisance ? setup.NuisanceParameters.Select(n => n.Name) : []];

    private static ParameterPrior? Prior(ConfigurationSection prior, string name)
    {
        if (prior.Node(name) is ConfigurationScalar scalar) return prior.NumberOf(scalar, Bounds.Finite) is { } number ? new ParameterPrior(false, number, number) : null;
        IReadOnlyList<string> texts = prior.Texts(name);
        if (texts.Count == 3 && texts[0] is "flat" or "gaussian"
            && double.TryParse(texts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double first) && double.IsFinite(first)
            && double.TryParse(texts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double second) && double.IsFinite(second)
            && (texts[0] == "flat" ? first <= second : second >= 0))
        {
            return new ParameterPrior(texts[0] == "gaussian", first, second);
        }

        prior.Fail(name, "this is no prior. Write [flat, LOW, HIGH], [gaussian, MEAN, DEVIATION], or a number that is kept.");
        return null;
    }

    private double[] Benchmark(MadMinerSetup setup, string name, int width)
    {
        MadMinerBenchmark? found = setup.Benchmarks.FirstOrDefault(b => b.Name == name && !b.IsNuisance);
        if (found is null)
            throw new InputException($"{Where}: the event file has no benchmark '{name}' of the theory; it has {string.Join(", ", setup.Benchmarks.Where(b => !b.IsNuisance).Select(b => b.Name))}.");
        return [.. found.Values, .. new double[width - found.Values.Count]];
    }

    private IReadOnlyList<double[]> Drawn(MadMinerSetup setup, string[] names, ulong seed)
    {
        string? unknown = Priors.Keys.FirstOrDefault(name => !names.Contains(name));
        if (unknown is not null) throw new InputException($"{Where}.prior: the event file has no parameter '{unknown}'; it has {string.Join(", ", names)}{(setup.NuisanceParameters.Count > 0 ? ", and its nuisance parameters with 'nuisance: true'" : "")}.");
        var priors = new List<ParameterPrior>();
        for (int p = 0; p < names.Length; p++)
        {
            if (Priors.TryGetValue(names[p], out ParameterPrior prior)) priors.Add(prior);
            else if (p >= setup.Parameters.Count) priors.Add(new ParameterPrior(true, 0, 1));
            else throw new InputException($"{Where}.prior: the parameter '{names[p]}' has no prior. Give [flat, LOW, HIGH], [gaussian, MEAN, DEVIATION], or a number.");
        }

        return ParameterPrior.Draw(priors, Count, seed, Where);
    }

    private double[] Point(double[] point, int number, int parameters, string[] names)
    {
        if (point.Length == names.Length) return point;
        if (point.Length == parameters) return [.. point, .. new double[names.Length - parameters]];
        throw new InputException(string.Create(
            CultureInfo.InvariantCulture, $"{Where}: point {number} has {point.Length} numbers, but there are {names.Length} parameters: {string.Join(", ", names)}."));
    }

    private static IReadOnlyList<double[]> FromFile(string path)
    {
        using NpyArray array = NpyArray.Open(path);
        if (array.Shape.Count is not (1 or 2)) throw new InputException($"{path}: the array has {array.Shape.Count} dimensions, but points and their parameters are two.");
        double[] values = array.ToDoubles();
        int bad = Array.FindIndex(values, v => !double.IsFinite(v));
        int width = array.Shape.Count == 2 ? (int)array.Shape[1] : 1;
        if (bad >= 0) throw new InputException(FormattableString.Invariant($"{path}: row {bad / width} has {values[bad]} in column {bad % width}; only finite numbers are allowed."));
        return width == 0 ? [] : [.. values.Chunk(width)];
    }
}
