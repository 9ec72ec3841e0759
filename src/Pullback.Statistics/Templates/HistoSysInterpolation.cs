namespace Pullback.Statistics.Templates;

/// <summary>How a histogram variation is interpolated between its down (alpha = -1), nominal (0) and up (+1) templates.</summary>
public enum HistoSysInterpolation
{
    /// <summary>A polynomial inside |alpha| &lt; 1, linear outside, with continuous second derivative: pyhf's default.</summary>
    Code4P,

    /// <summary>Piecewise linear with a kink at alpha = 0.</summary>
    Code0,
}
