namespace Pullback.HistFactory.Inference;

/// <summary>What one nuisance parameter does to the parameter of interest.</summary>
/// <param name="Name">The nuisance parameter.</param>
/// <param name="Value">Its fitted value.</param>
/// <param name="Pull">Its fitted value less its auxiliary datum, in units of its uncertainty before the fit; NaN without an auxiliary measurement.</param>
/// <param name="Constraint">Its uncertainty after the fit over that before it; NaN without an auxiliary measurement.</param>
/// <param name="Up">The change of the fitted parameter of interest when the nuisance parameter is held one uncertainty after the fit above its fitted value; NaN if that fit failed.</param>
/// <param name="Down">The same below.</param>
/// <param name="PrefitUp">The change when it is held one uncertainty before the fit above; NaN without an auxiliary measurement.</param>
/// <param name="PrefitDown">The same below.</param>
public sealed record Impact(string Name, double Value, double Pull, double Constraint, double Up, double Down, double PrefitUp, double PrefitDown)
{
    /// <summary>The larger size of the two changes.</summary>
    public double Size => Math.Max(Math.Abs(double.IsNaN(Up) ? 0.0 : Up), Math.Abs(double.IsNaN(Down) ? 0.0 : Down));
}
