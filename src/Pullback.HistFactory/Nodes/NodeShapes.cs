using Pullback.Autodiff;

namespace Pullback.HistFactory.Nodes;

/// <summary>Checks of the shapes of nodes' inputs.</summary>
internal static class NodeShapes
{
    public static void Require(string function, string name, Shape shape, int length)
    {
        if (shape != Shape.Of(length)) throw new ArgumentException($"{function}: {name} has shape {shape}, but must be a vector of {length} numbers.", name);
    }

    public static NotSupportedException NoSecondDerivative(string function) => new(
        $"{function}: its derivative, a second derivative of a closed form, is not a node. Write the likelihood in the graph and use Op.ArgMin for second derivatives.");
}
