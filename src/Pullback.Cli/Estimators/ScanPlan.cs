using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Workspaces;
using Pullback.Statistics.Parameters;

namespace Pullback.Cli.Estimators;

/// <summary>Which parameters a scan runs over, where, and which are fitted.</summary>
/// <param name="Parameters">All parameters with the bounds of fits.</param>
/// <param name="Scanned">Numbers of the scanned parameters.</param>
/// <param name="Profiled">Numbers of those fitted at every point.</param>
/// <param name="Axes">The values of each scanned parameter; empty for a free list of points.</param>
/// <param name="Points">The free list of points, shape [point, parameter]; empty for axes.</param>
internal sealed record ScanPlan(ParameterSet Parameters, int[] Scanned, int[] Profiled, double[][] Axes, double[] Points)
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="InputException">They do not fit the estimator or each other.</exception>
    public static ScanPlan Read(VerbContext context, int parameters, string[] ranges, string? grid, string[] profiled, int mostPoints)
    {
        if ((grid is null) == (ranges.Length == 0)) throw new InputException("Say where to scan, either by --range A,B,N for each parameter or by the points of --grid FILE.");
        int[] fitted = [.. profiled.Select(text => Index(text, parameters)).Distinct().Order()];
        if (grid is not null)
        {
            if (fitted.Length > 0) throw new InputException("--profile: the points of --grid say where every parameter is. Use --range for scans with fitted parameters.");
            double[] points = EstimatorInput.Rows(context, grid, parameters, "parameters");
            if (points.Length == 0) throw new InputException($"{grid}: there are no points to scan; give at least one.");
            return new ScanPlan(Box(points, parameters), [.. Enumerable.Range(0, parameters)], [], [], points);
        }

        if (ranges.Length != parameters) throw new InputException($"--range: it is given {ranges.Length} times, but the estimator has {parameters} parameters. Give one range a,b,n for each, in their order.");
        double[][] values = [.. ranges.Select(ScanRange.Parse)];
        int[] scanned = [.. Enumerable.Range(0, parameters).Except(fitted)];
        if (scanned.Length == 0) throw new InputException("--profile: all parameters are fitted, so that none is left to scan. Leave one out.");
        double count = scanned.Aggregate(1.0, (product, k) => product * values[k].Length);
        if (count > mostPoints) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--range: the grid has {count} points, but at most {mostPoints} are scanned. Take fewer values of each parameter, or fit some with --profile."));
        var set = new ParameterSet(values.Select((v, k) => new Parameter(Name(k), 0.5 * (v[0] + v[^1]), v[0], v[^1])));
        return new ScanPlan(set, scanned, fitted, [.. scanned.Select(k => values[k])], []);
    }

    /// <summary>The name of a parameter in messages and figures.</summary>
    public static string Name(int parameter) => "theta" + parameter.ToString(CultureInfo.InvariantCulture);

    /// <summary>The values of the scanned parameters, the last one changing fastest; shape [point, scanned parameter].</summary>
    public double[] ScannedValues()
    {
        IEnumerable<double[]> rows = Axes.Aggregate((IEnumerable<double[]>)[[]], (before, axis) => before.SelectMany(row => axis.Select(value => (double[])[.. row, value])));
        return [.. rows.SelectMany(row => row)];
    }

    /// <summary>All points with the fitted parameters in the middle of their ranges; shape [point, parameter].</summary>
    public double[] StartPoints()
    {
        if (Axes.Length == 0) return Points;
        double[] values = ScannedValues();
        int count = values.Length / Scanned.Length;
        double[] points = new double[count * Parameters.Count];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < Parameters.Count; k++) points[(i * Parameters.Count) + k] = Parameters[k].Initial;
            for (int k = 0; k < Scanned.Length; k++) points[(i * Parameters.Count) + Scanned[k]] = values[(i * Scanned.Length) + k];
        }

        return points;
    }

    private static int Index(string text, int parameters) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < parameters
            ? index
            : throw new InputException($"--profile: found '{text}', but the number of a parameter is needed, from 0 to {parameters - 1}.");

    /// <summary>The box around points; a parameter with one value keeps it.</summary>
    private static ParameterSet Box(double[] points, int parameters) => new(Enumerable.Range(0, parameters).Select(k =>
    {
        double[] column = [.. points.Where((_, i) => i % parameters == k)];
        double low = column.Min(), high = column.Max();
        return new Parameter(Name(k), 0.5 * (low + high), low, high, low == high ? ParameterState.Fixed : ParameterState.Free);
    }));
}
