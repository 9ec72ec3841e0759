namespace Pullback.Statistics.Minimization;

/// <summary>When <see cref="BoundedNewton"/> stops.</summary>
public sealed record NewtonOptions
{
    /// <summary>The options used when none are given.</summary>
    public static NewtonOptions Default { get; } = new();

    /// <summary>The largest number of accepted steps.</summary>
    /// <value>Default 200; a HistFactory fit takes 4 to 13.</value>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Limit on <c>max |g_i| / sqrt(H_ii)</c> over the free variables: the distance to the minimum in units of each variable's conditional uncertainty.</summary>
    /// <value>Default 1e-10. Implicit derivatives inherit this relative accuracy.</value>
    public double ScaledGradientTolerance { get; init; } = 1e-10;

    /// <summary>Limit on the estimated distance to the minimum <c>g' H^-1 g / 2</c>, relative to <c>max(1, |f|)</c>, that still counts as converged when rounding stops the descent first.</summary>
    /// <value>Default 1e-14.</value>
    public double EdmTolerance { get; init; } = 1e-14;
}
