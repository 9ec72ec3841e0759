namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>A correction of log ratios, fitted on held-out events and applied afterwards.</summary>
public interface IRatioCalibration
{
    /// <summary>The corrected log ratio.</summary>
    /// <param name="logRatio">ln r as estimated; may be infinite.</param>
    /// <returns>Finite.</returns>
    double Apply(double logRatio);
}
