namespace Pullback.Numerics.Random;

/// <summary>Two random words to two independent standard normal numbers.</summary>
/// <remarks>
/// <c>z₀ = √(−2 ln u) cos 2πv, z₁ = √(−2 ln u) sin 2πv</c>. No rejection, so element i of a stream needs words 2⌊i/2⌋ and 2⌊i/2⌋ + 1 only.
/// Largest |z| is 8.57. Reference: [BoxMuller1958].
/// </remarks>
internal static class BoxMuller
{
    /// <summary>Both numbers of a pair.</summary>
    public static (double First, double Second) Pair(ulong word0, ulong word1)
    {
        double radius = Radius(word0);
        (double sine, double cosine) = Math.SinCos(Angle(word1));
        return (radius * cosine, radius * sine);
    }

    /// <summary>The first number of a pair.</summary>
    public static double First(ulong word0, ulong word1) => Pair(word0, word1).First;

    private static double Radius(ulong word) => Math.Sqrt(-2.0 * Math.Log(UnitInterval.Open(word)));

    private static double Angle(ulong word) => Math.Tau * UnitInterval.HalfOpen(word);
}
