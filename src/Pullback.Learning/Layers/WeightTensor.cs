using Pullback.Autodiff;

namespace Pullback.Learning.Layers;

/// <summary>A parameter of a graph and its place in the flat vector of all weights.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Name">Its name.</param>
/// <param name="Offset">The position of its first element.</param>
/// <param name="IsTrained">Whether an optimizer changes it; false for stored statistics.</param>
public readonly record struct WeightTensor(Expr Parameter, string Name, int Offset, bool IsTrained = true)
{
    /// <summary>The number of elements.</summary>
    public int Length => Parameter.Shape.Length;
}
