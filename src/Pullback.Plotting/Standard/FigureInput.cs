using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;

namespace Pullback.Plotting.Standard;

/// <summary>What the ready-made figures ask of their input.</summary>
internal static class FigureInput
{
    public static void Finite(double value, string what)
    {
        if (!double.IsFinite(value))
            throw new FigureException($"{what} is {DataCheck.Number(value)}, but must be finite.");
    }

    public static void Finite(IReadOnlyList<double> values, string what)
    {
        for (int i = 0; i < values.Count; i++)
            Finite(values[i], $"{what}[{i}]");
    }

    public static void NotNegative(double value, string what)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new FigureException($"{what} is {DataCheck.Number(value)}, but must be zero or more.");
    }

    public static void Increasing(IReadOnlyList<double> values, string what)
    {
        Finite(values, what);
        for (int i = 1; i < values.Count; i++)
        {
            if (values[i] <= values[i - 1])
                throw new FigureException($"{what}[{i}] is {DataCheck.Number(values[i])} after {DataCheck.Number(values[i - 1])}, but the values must increase. Sort the points.");
        }
    }

    public static void SameCount(int count, string what, int expected, string expectedWhat)
    {
        if (count != expected)
            throw new FigureException($"{what} has {count} values, but {expectedWhat} has {expected}; each point needs one.");
    }
}
