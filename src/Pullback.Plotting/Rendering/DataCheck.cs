using System.Globalization;
using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Rendering;

/// <summary>Checks of one series' data; every error names panel, series, array and index.</summary>
internal sealed class DataCheck(string panel, string series, Axis horizontal, Axis vertical)
{
    public void Horizontal(IReadOnlyList<double> values, string name) => OnAxis(values, name, horizontal, zeroIsFloor: false);

    public void Vertical(IReadOnlyList<double> values, string name) => OnAxis(values, name, vertical, zeroIsFloor: false);

    /// <summary>Counts and bands reach down to the floor of a logarithmic axis, so zero can be drawn there.</summary>
    public void VerticalFromFloor(IReadOnlyList<double> values, string name) => OnAxis(values, name, vertical, zeroIsFloor: true);

    public void Finite(IReadOnlyList<double> values, string name)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
                throw Error($"{name}[{i}] is {Number(values[i])}, but must be finite. Remove the point or replace the value before plotting.");
        }
    }

    public void NotNegative(IReadOnlyList<double> values, string name)
    {
        Finite(values, name);
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] < 0)
                throw Error($"{name}[{i}] is {Number(values[i])}, but a length must be zero or more.");
        }
    }

    public void Edges(IReadOnlyList<double> edges, string name, IReadOnlyList<double> contents, string contentsName)
    {
        if (edges.Count != contents.Count + 1)
            throw Error($"{name} has {edges.Count} values and {contentsName} has {contents.Count}, but n bins have n + 1 edges.");
        Increasing(edges, name);
        Horizontal(edges, name);
    }

    public void Increasing(IReadOnlyList<double> edges, string name)
    {
        Finite(edges, name);
        if (edges.Count < 2)
            throw Error($"{name} has {edges.Count} values, but one bin needs two edges.");
        for (int i = 1; i < edges.Count; i++)
        {
            if (edges[i] <= edges[i - 1])
                throw Error($"{name}[{i}] is {Number(edges[i])} after {Number(edges[i - 1])}, but bin edges must increase.");
        }
    }

    public void SameLength(IReadOnlyList<double>? values, string name, IReadOnlyList<double> like, string likeName)
    {
        if (values is not null && values.Count != like.Count)
            throw Error($"{name} has {values.Count} values and {likeName} has {like.Count}, but each point needs both.");
    }

    public void Ordered(IReadOnlyList<double> lower, string lowerName, IReadOnlyList<double> upper, string upperName)
    {
        for (int i = 0; i < lower.Count; i++)
        {
            if (lower[i] > upper[i])
                throw Error($"{lowerName}[{i}] is {Number(lower[i])}, above {upperName}[{i}], which is {Number(upper[i])}. Exchange them.");
        }
    }

    public FigureException Error(string what) => new($"{panel}, {series}: {what}");

    public static string Number(double value) => double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "infinity"
        : double.IsNegativeInfinity(value) ? "−infinity"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private void OnAxis(IReadOnlyList<double> values, string name, Axis axis, bool zeroIsFloor)
    {
        Finite(values, name);
        if (axis.Scale != AxisScale.Logarithmic)
            return;
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] < 0 || (values[i] == 0 && !zeroIsFloor))
            {
                string allowed = zeroIsFloor ? "zero or more" : "more than zero";
                throw Error($"{name}[{i}] is {Number(values[i])}, but the axis '{axis.Label}' is logarithmic and shows {allowed}. Use a linear axis or leave the point out.");
            }
        }
    }
}
