using Pullback.Autodiff;

namespace Pullback.Learning.Observables.Relaxed;

/// <summary>A selection with a smooth edge.</summary>
public static class SoftCut
{
    /// <summary>The weight of an event that passes above a threshold: <c>1/(1 + e^(−slope (x − c)))</c>.</summary>
    /// <param name="x">The variable, any shape.</param>
    /// <param name="threshold">The threshold c.</param>
    /// <param name="slope">The steepness, in one over the unit of x; above 0. A step as it grows.</param>
    public static Expr Above(Expr x, Expr threshold, Expr slope) => Op.Sigmoid(slope * (x - threshold));

    /// <summary>The weight of an event that passes below a threshold: <c>1/(1 + e^(slope (x − c)))</c>.</summary>
    /// <param name="x">The variable, any shape.</param>
    /// <param name="threshold">The threshold c.</param>
    /// <param name="slope">The steepness, in one over the unit of x; above 0.</param>
    public static Expr Below(Expr x, Expr threshold, Expr slope) => Op.Sigmoid(slope * (threshold - x));
}
