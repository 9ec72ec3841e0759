namespace Pullback.Numerics.SpecialFunctions;

public static partial class SpecialMath
{
    /// <summary><c>ln Σᵢ exp(xᵢ)</c> without overflow.</summary>
    /// <remarks>
    /// <para>Domain: any values. Edges: -∞ for no values or only -∞; +∞ if one is +∞; NaN if one is NaN.</para>
    /// <para>Derivative: the softmax. Accuracy: 2 units in the last place of the larger of the result and the largest term, for sums in index order
    /// of up to a thousand terms (<c>LogSumExpTests</c>).</para>
    /// </remarks>
    /// <param name="values">Logarithms of the terms. Shape [term].</param>
    public static double LogSumExp(ReadOnlySpan<double> values)
    {
        double largest = double.NegativeInfinity;
        int where = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                return double.NaN;
            if (values[i] > largest)
                (largest, where) = (values[i], i);
        }

        if (!double.IsFinite(largest))
            return largest;
        // The largest term is one; the others are added to it by Log1P, so a small sum of them is not rounded away.
        double others = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            if (i != where)
                others += Exp(values[i] - largest);
        }

        return largest + Log1P(others);
    }

    /// <summary><c>xᵢ - ln Σⱼ exp(xⱼ)</c>: the logarithms of a softmax.</summary>
    /// <remarks>
    /// <para>Domain: finite values, or -∞ for terms that cannot occur. Edges: NaN where the largest value is not finite or one is NaN.</para>
    /// <para>Normalization: the exponentials of the results sum to one. Derivative: δᵢⱼ - exp(resultⱼ).</para>
    /// </remarks>
    /// <param name="values">Unnormalized logarithms. Shape [term].</param>
    /// <param name="destination">Results; may be the same memory as <paramref name="values"/>. Shape [term].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void LogSoftmax(ReadOnlySpan<double> values, Span<double> destination)
    {
        if (values.Length != destination.Length)
            throw new ArgumentException($"The destination has {destination.Length} elements, but there are {values.Length} values.", nameof(destination));
        double largest = double.NegativeInfinity;
        foreach (double value in values)
            largest = value > largest || double.IsNaN(value) ? value : largest;
        int where = -1;
        double others = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            if (where < 0 && values[i] == largest)
                where = i;
            else
                others += Exp(values[i] - largest);
        }

        // Two subtractions, so that the result for the largest value keeps its relative accuracy near zero.
        double log = Log1P(others);
        for (int i = 0; i < values.Length; i++)
            destination[i] = (values[i] - largest) - log;
    }
}
