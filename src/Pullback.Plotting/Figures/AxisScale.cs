namespace Pullback.Plotting.Figures;

/// <summary>How values of an axis map to positions.</summary>
public enum AxisScale
{
    /// <summary>Position proportional to the value.</summary>
    Linear,

    /// <summary>Position proportional to the logarithm of the value; values must be positive.</summary>
    Logarithmic,
}
