using Pullback.Amplitudes.Decays;

namespace Pullback.Amplitudes.Models;

/// <summary>Finds the lineshapes of a model, each once.</summary>
internal static class ModelShapes
{
    public static IReadOnlyList<ShapeInstance> Of(AmplitudeModel model)
    {
        var shapes = new List<ShapeInstance>();
        foreach (DecayChain chain in model.Chains)
        {
            foreach (Decay decay in chain.Decays.Skip(1))
            {
                if (shapes.Exists(s => s.Decay == decay)) continue;
                shapes.Add(new ShapeInstance(decay, model.Tree.Group(chain, decay.Core.Name), model.Tree.Group(chain, decay.First.Name), model.Tree.Group(chain, decay.Second.Name), 3));
            }
        }

        return shapes;
    }
}
