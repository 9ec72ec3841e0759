namespace Pullback.Learning.Categories;

/// <summary>How far the soft assignment, which training sees, is from the hard one, which an analysis uses.</summary>
public static class AssignmentBias
{
    private const double SmallestYield = 1e-8;

    /// <summary><c>(hard_k − soft_k) / max(hard_k, 1e-8)</c> of the nominal yields of all processes together.</summary>
    /// <remarks>Reference: [GatoHep2026].</remarks>
    /// <param name="hard">The hard yields.</param>
    /// <param name="soft">The soft yields.</param>
    /// <returns>Shape [category].</returns>
    public static double[] Of(YieldTable hard, YieldTable soft)
    {
        ArgumentNullException.ThrowIfNull(hard);
        ArgumentNullException.ThrowIfNull(soft);
        string[] processes = [.. hard.Columns.Select(c => c.Process).Distinct(StringComparer.Ordinal)];
        return [.. hard.Nominal(processes).Zip(soft.Nominal(processes), (h, s) => (h - s) / Math.Max(h, SmallestYield))];
    }
}
