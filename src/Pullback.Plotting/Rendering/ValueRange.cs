namespace Pullback.Plotting.Rendering;

/// <summary>Least, largest and least positive of the values seen.</summary>
internal sealed class ValueRange
{
    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    public double LeastPositive { get; private set; } = double.PositiveInfinity;

    public bool IsEmpty => Minimum > Maximum;

    public void Add(double value)
    {
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
        if (value > 0)
            LeastPositive = Math.Min(LeastPositive, value);
    }

    /// <summary>Adds the end of an uncertainty: it widens the range, but does not set the floor of a logarithmic axis.</summary>
    public void AddEnd(double value)
    {
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
    }

    public void Add(IReadOnlyList<double> values)
    {
        for (int i = 0; i < values.Count; i++)
            Add(values[i]);
    }
}
