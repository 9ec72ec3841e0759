namespace Pullback.Amplitudes.Parameters;

/// <summary>A real parameter of an amplitude.</summary>
public sealed class AmplitudeParameter
{
    internal AmplitudeParameter(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its own value; what is shared or follows another is asked of <see cref="AmplitudeParameters.Value"/>.</summary>
    public double Value { get; internal set; }

    /// <summary>Whether a fit moves it.</summary>
    public bool IsFree { get; internal set; }

    /// <summary>The least value in fits.</summary>
    public double Lower { get; internal set; } = double.NegativeInfinity;

    /// <summary>The greatest value in fits.</summary>
    public double Upper { get; internal set; } = double.PositiveInfinity;

    /// <summary>The parameter it is one with; null if it has its own value.</summary>
    public string? Same { get; internal set; }

    /// <summary>The parameter it follows; null if it follows none.</summary>
    public LinearRelation? Relation { get; internal set; }
}
