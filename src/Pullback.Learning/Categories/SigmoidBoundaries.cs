using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Categories;

/// <summary>The intervals of one score in which each bin has the largest share.</summary>
internal static class SigmoidBoundaries
{
    public static IReadOnlyList<CategoryInterval> Of(SigmoidValues values)
    {
        double[] cuts = values.Cuts[0];
        double steepness = values.Steepness[0];
        int bins = cuts.Length + 1;

        // Far enough on both sides that every exponent is limited and the outer bins hold everything.
        double reach = (2.0 * SigmoidModel.LargestExponent / Math.Abs(steepness)) + values.Layout.Ranges[0].Width;
        double LogShare(int bin, double x)
        {
            double a = bin == 0 ? double.PositiveInfinity : Exponent(x, bin - 1);
            double b = bin == bins - 1 ? double.NegativeInfinity : Exponent(x, bin);
            return -SpecialMath.Softplus(-a) - SpecialMath.Softplus(b) + Math.Log(-SpecialMath.Expm1(b - a));
        }

        double Exponent(double x, int cut) => steepness * (x - cuts[cut]);
        var crossings = new List<double>();
        for (int left = 0; left < bins; left++)
        {
            for (int right = left + 1; right < bins; right++)
            {
                double difference(double x) => LogShare(right, x) - LogShare(left, x);
                if (Rise(difference, cuts[0] - reach, cuts[^1] + reach) is { } crossing) crossings.Add(crossing);
            }
        }

        return Envelope.Of(crossings, bins, LogShare);
    }

    // Where a rising function passes zero, to the last bit.
    private static double? Rise(Func<double, double> function, double lower, double upper)
    {
        if (!(function(lower) < 0 && function(upper) > 0)) return null;
        while (true)
        {
            double middle = lower + (0.5 * (upper - lower));
            if (!(middle > lower && middle < upper)) return upper;
            if (function(middle) < 0) lower = middle;
            else upper = middle;
        }
    }
}
