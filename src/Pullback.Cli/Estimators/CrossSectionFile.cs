using Pullback.Cli.CommandLine;
using Pullback.Cli.Configuration;
using Pullback.Learning.Estimators.Limits;
using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Cli.Estimators;

/// <summary>Reads the cross section as a function of the parameters: a polynomial, a grid, or values at the points of a morphing basis.</summary>
internal static class CrossSectionFile
{
    /// <summary>What the file may hold, for help.</summary>
    public const string Schema = """
        the file of --cross-section (YAML or JSON), in units of which luminosity is the inverse:
          luminosity: 300000                              default 1
          monomials: [[0, 0], [1, 0], [2, 0]]             powers of each parameter
          coefficients: [0.5, 0.1, 0.02]                  a polynomial: one number for each monomial
        or, instead of coefficients, values at points that morphing extends (as many points as monomials, or more):
          points: [[0, 0], [1, 0], [-1, 0]]
          cross_sections: [0.5, 0.62, 0.42]
        or values on a grid, which cubic splines join, the last parameter changing fastest:
          axes: [[-1, 0, 1], [0, 2]]
          cross_sections: [[0.5, 0.7], [0.4, 0.6], [0.5, 0.8]]
        """;

    /// <summary>Reads a file.</summary>
    /// <param name="context">The call.</param>
    /// <param name="shown">The path as given.</param>
    public static IExpectedEvents Read(VerbContext context, string shown)
    {
        ConfigurationFile file = ConfigurationFile.Read(context.Host.Resolve(shown), shown);
        ConfigurationSection root = file.Root;
        double luminosity = root.Number("luminosity", 1, Bounds.Positive);
        double[][]? axes = Lists(root, "axes");
        double[][]? monomials = Lists(root, "monomials");
        double[][]? points = Lists(root, "points");
        double[]? values = Flat(root, "cross_sections");
        IReadOnlyList<double>? coefficients = root.OptionalNumbers("coefficients", Bounds.Finite);
        root.Finish();
        if ((axes is null) == (monomials is null)) root.Fail("monomials", "give either 'monomials' or 'axes'.");
        else if (axes is not null && values is null) root.Missing("cross_sections", "a number for each point of the grid");
        else if (axes is not null && (coefficients is not null || points is not null)) root.Fail("axes", "a grid has 'axes' and 'cross_sections', but no 'coefficients' or 'points'. Leave them out.");
        else if (monomials is not null && (coefficients is null) == (points is null || values is null)) root.Fail("monomials", "give either 'coefficients', or 'points' with 'cross_sections'.");
        root.Errors.ThrowIfAny();
        return EstimatorInput.Guard<IExpectedEvents>(() =>
        {
            if (axes is not null) return new GridExpectedEvents(axes, values!, luminosity);
            int parameters = monomials!.Length == 0 ? 1 : monomials[0].Length;
            var components = new MorphingComponents([.. monomials.SelectMany(row => Row(row, parameters, "monomials")).Select(Power)], parameters);
            return coefficients is not null
                ? new PolynomialExpectedEvents(components, [.. coefficients], luminosity)
                : PolynomialExpectedEvents.OfBasis(MorphingBasis.Of(components, [.. points!.SelectMany(row => Row(row, parameters, "points"))]), values!, luminosity);
        });
    }

    private static double[] Row(double[] row, int parameters, string key) =>
        row.Length == parameters ? row : throw new ArgumentException($"A row of '{key}' has {row.Length} numbers, but the first monomial has {parameters}; each needs one for each parameter.");

    private static int Power(double value) =>
        value == Math.Floor(value) && value is >= 0 and <= 100 ? (int)value : throw new ArgumentException(FormattableString.Invariant($"'monomials' has the power {value}; powers are whole numbers from 0 to 100."));

    private static double[][]? Lists(ConfigurationSection section, string key)
    {
        if (section.Node(key) is not { } node) return null;
        if (node is ConfigurationSequence list && list.Items.All(item => item is ConfigurationSequence))
            return [.. list.Items.Select(item => ((ConfigurationSequence)item).Items.Select(number => section.NumberOf(number, Bounds.Finite) ?? 0).ToArray())];
        section.Fail(key, "a list of lists of numbers is needed.");
        return null;
    }

    private static double[]? Flat(ConfigurationSection section, string key) => section.Node(key) is { } node ? [.. Numbers(section, node)] : null;

    private static IEnumerable<double> Numbers(ConfigurationSection section, ConfigurationNode node) =>
        node is ConfigurationSequence list ? list.Items.SelectMany(item => Numbers(section, item)) : [section.NumberOf(node, Bounds.Finite) ?? 0];
}
