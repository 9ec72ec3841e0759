using System.Globalization;

namespace Pullback.Learning.Categories.Exact;

/// <summary>The best categories for every number of them.</summary>
/// <param name="Score">The name of the score that is cut.</param>
/// <param name="Signals">The names of the signals, in the order of the numbers.</param>
/// <param name="Cells">The number of cells of the grid.</param>
/// <param name="Solutions">The solutions by rising number of categories; numbers that the constraints forbid are left out.</param>
public sealed record ExactResult(string Score, IReadOnlyList<string> Signals, int Cells, IReadOnlyList<ExactSolution> Solutions)
{
    /// <summary>The constraints in words.</summary>
    internal string Constraints { get; init; } = "";

    /// <summary>The largest number of categories that was asked for and can be made.</summary>
    public int Most => Solutions[^1].Categories.Count;

    /// <summary>The solution of the largest objective; of equal ones the one with fewer categories.</summary>
    public ExactSolution Best => Solutions.MaxBy(s => s.Objective)!;

    /// <summary>The best categories of a number.</summary>
    /// <param name="categories">The number.</param>
    /// <exception cref="ArgumentException">There is no solution of that many categories.</exception>
    public ExactSolution Of(int categories) =>
        Solutions.FirstOrDefault(s => s.Categories.Count == categories) ?? throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"There is no solution with {categories} categories on {Cells} cells in which each has {Constraints}; there are solutions with {string.Join(", ", Solutions.Select(s => s.Categories.Count))}."),
            nameof(categories));
}
