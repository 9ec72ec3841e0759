using Pullback.Learning.Estimators.Diagnostics;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Estimators.Diagnostics;

/// <summary>Events of x ~ N(θ, 1) and x ~ N(0, 1), for which <c>ln r = θ x − ½ θ²</c> is exact.</summary>
internal static class NormalSamples
{
    public const double Theta = 0.5;

    /// <summary>Events of a mean, with recorded seed.</summary>
    public static double[] Draw(int events, double mean, ulong seed)
    {
        double[] x = new double[events];
        new RandomStream(seed, "normal samples").FillNormal(x);
        for (int e = 0; e < events; e++) x[e] += mean;
        return x;
    }

    public static double[] LogRatios(double[] x, double theta = Theta) => [.. x.Select(v => (theta * v) - (0.5 * theta * theta))];

    /// <summary>As many events of each class; a factor other than one on ln r spoils the calibration.</summary>
    public static LabelledRatios Labelled(int each, ulong seed, double factor = 1, double[]? weights = null)
    {
        double[] x = [.. Draw(each, Theta, seed), .. Draw(each, 0, seed + 1_000_000)];
        return new LabelledRatios([.. LogRatios(x).Select(v => factor * v)], [.. x.Select((_, e) => e < each ? 0.0 : 1.0)], weights);
    }
}
