using Pullback.Autodiff;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>A mass between the least and the greatest possible one that stands for a nominal mass out of reach.</summary>
internal static class EffectiveMass
{
    /// <summary><c>m_min + k(1 + tanh((2m₀ − (m_max + m_min))/(4k)))</c> with <c>k = (m_max − m_min)/2</c>.</summary>
    public static Expr Of(Expr nominal, Expr least, Expr most)
    {
        Expr k = (most - least) / 2.0;
        return least + (k * (1.0 + Op.Tanh(((2.0 * nominal) - (most + least)) / (4.0 * k))));
    }
}
