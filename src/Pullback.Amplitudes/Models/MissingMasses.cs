using Pullback.Amplitudes.Kinematics;

namespace Pullback.Amplitudes.Models;

/// <summary>Gives particles without a nominal mass the mean of what the first sample shows.</summary>
internal static class MissingMasses
{
    public static void Fill(AmplitudeModel model, AmplitudeEvents events)
    {
        foreach ((string particle, int group) in model.MissingMasses())
        {
            double sum = 0;
            for (int e = 0; e < events.Count; e++)
            {
                FourMomentum momentum = default;
                for (int f = 0; f < events.Finals; f++)
                {
                    if ((group >> f & 1) == 1) momentum += events[e][f];
                }

                sum += momentum.Mass;
            }

            if (events.Count > 0) model.SetMissingMass(particle, sum / events.Count);
        }
    }
}
