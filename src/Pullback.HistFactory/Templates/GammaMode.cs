namespace Pullback.HistFactory.Templates;

/// <summary>How the uncertainty of the background enters the likelihood. The two forms agree for one bin and differ for more; one is never used for the other.</summary>
public enum GammaMode
{
    /// <summary>The background has no uncertainty of its own.</summary>
    None,

    /// <summary>
    /// One gamma scales the background of all bins and every bin constrains it: <c>prod_i Pois(F_i | gamma F_i)</c> with <c>F_i = (b_i/u_i)^2</c>.
    /// This is the model of neos 0.0.1.
    /// </summary>
    Shared,

    /// <summary>One gamma per bin, <c>Pois(tau_b | gamma_b tau_b)</c> with <c>tau_b = (b_b/u_b)^2</c>: pyhf's <c>shapesys</c> and its <c>uncorrelated_background</c>.</summary>
    PerBin,
}
