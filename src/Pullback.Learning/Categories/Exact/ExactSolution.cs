namespace Pullback.Learning.Categories.Exact;

/// <summary>The best categories of a given number.</summary>
/// <param name="Cuts">The cuts from left to right; an event on a cut belongs to the category above. Shape [category − 1].</param>
/// <param name="Categories">The categories from left to right.</param>
/// <param name="Significances"><c>Z_l = √Σ_k z_lk²</c>. Shape [signal].</param>
/// <param name="Objective"><c>Σ_l a_l Z_l²</c>, which is as large as it can be.</param>
public sealed record ExactSolution(IReadOnlyList<double> Cuts, IReadOnlyList<ExactCategory> Categories, IReadOnlyList<double> Significances, double Objective)
{
    /// <summary>The category of a score.</summary>
    /// <param name="score">Any number but NaN.</param>
    public int CategoryOf(double score)
    {
        int category = 0;
        while (category < Cuts.Count && score >= Cuts[category]) category++;
        return category;
    }

    /// <summary>The categories of events.</summary>
    /// <param name="scores">Shape [event].</param>
    /// <returns>Shape [event].</returns>
    public int[] Assign(ReadOnlySpan<double> scores)
    {
        int[] categories = new int[scores.Length];
        for (int e = 0; e < categories.Length; e++) categories[e] = CategoryOf(scores[e]);
        return categories;
    }
}
