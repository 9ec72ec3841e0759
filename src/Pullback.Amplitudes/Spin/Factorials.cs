namespace Pullback.Amplitudes.Spin;

/// <summary>Factorials of the numbers that sums of spins come to.</summary>
internal static class Factorials
{
    private const int Largest = 170;
    private static readonly double[] Values = Table();

    /// <summary>n!.</summary>
    /// <param name="n">0 to 170.</param>
    public static double Of(int n) => Values[n];

    private static double[] Table()
    {
        double[] values = new double[Largest + 1];
        values[0] = 1;
        for (int n = 1; n <= Largest; n++) values[n] = n * values[n - 1];
        return values;
    }
}
