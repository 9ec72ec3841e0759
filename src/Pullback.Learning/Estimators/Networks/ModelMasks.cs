using Pullback.Autodiff;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>The dropout masks of one of several networks of the same shape.</summary>
internal static class ModelMasks
{
    /// <summary>The masks of a network.</summary>
    /// <param name="masks">Those of all networks in turn; null leaves dropout out.</param>
    /// <param name="network">The number of the network.</param>
    /// <param name="layers">The number of hidden layers of each.</param>
    public static IReadOnlyList<Expr>? Of(IReadOnlyList<Expr>? masks, int network, int layers) => masks is null ? null : [.. masks.Skip(network * layers).Take(layers)];
}
