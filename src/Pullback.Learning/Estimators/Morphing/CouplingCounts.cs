namespace Pullback.Learning.Estimators.Morphing;

/// <summary>How many couplings a process has at its production vertex, at its decay vertex and at both.</summary>
/// <param name="Decay">Couplings of the decay only.</param>
/// <param name="Production">Couplings of the production only.</param>
/// <param name="Same">Couplings that appear in production and decay.</param>
public sealed record CouplingCounts(int Decay = 0, int Production = 0, int Same = 0)
{
    /// <summary>All couplings.</summary>
    public int Total => checked(Decay + Production + Same);

    /// <summary>The number of components without a limit on powers, and so the smallest number of points that morphing needs.</summary>
    /// <remarks>
    /// <c>S(S+1)(S+2)(S+3+4(P+D))/24 + [S(S+1)P(P+1) + S(S+1)D(D+1) + P(P+1)D(D+1)]/4 + S P D (S+P+D+3)/2</c> with S, P, D couplings of both, of the
    /// production and of the decay. The formula holds for two vertices; where one vertex has no couplings at all, the number is that of the monomials
    /// of the other, <c>n(n+1)/2</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no coupling, or a number is negative.</exception>
    public int MinimalBasis
    {
        get
        {
            Check();
            if (Same == 0 && (Decay == 0 || Production == 0)) return Total * (Total + 1) / 2;
            int s = Same * (Same + 1);
            int p = Production * (Production + 1);
            int d = Decay * (Decay + 1);
            return checked((s * (Same + 2) * (Same + 3 + (4 * (Production + Decay))) / 24)
                + (((s * p) + (s * d) + (p * d)) / 4)
                + (Same * Production * Decay * (Total + 3) / 2));
        }
    }

    internal void Check()
    {
        if (Decay < 0 || Production < 0 || Same < 0)
            throw new ArgumentException(MorphingComponents.Invariant($"There are {Decay} decay, {Production} production and {Same} shared couplings, but no number may be negative."));
        if (Total == 0) throw new ArgumentException("There is no coupling, but morphing needs at least one.");
    }
}
