namespace Pullback.Statistics.HypothesisTests;

/// <summary>A test statistic built from the profile likelihood ratio.</summary>
/// <remarks>
/// <para>A tilde form differs from its plain form by the lower bound 0 of the parameter of interest in the free fit, which is a property of the model, and by its
/// asymptotic distribution.</para>
/// <para>Reference: [Cowan2011, eqs. 8-16].</para>
/// </remarks>
public enum TestStatistic
{
    /// <summary>One-sided, for upper limits, with the parameter of interest bounded by 0: <c>-2 ln lambda(mu)</c> if <c>mu_hat &lt;= mu</c>, else 0.</summary>
    QMuTilde,

    /// <summary>One-sided, for upper limits.</summary>
    QMu,

    /// <summary>For discovery: <c>-2 ln lambda(0)</c> if <c>mu_hat >= 0</c>, else 0.</summary>
    Q0,

    /// <summary>Two-sided: <c>-2 ln lambda(mu)</c>, with the parameter of interest bounded by 0.</summary>
    TMuTilde,

    /// <summary>Two-sided: <c>-2 ln lambda(mu)</c>.</summary>
    TMu,
}
