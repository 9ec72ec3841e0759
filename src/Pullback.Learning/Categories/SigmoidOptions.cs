using System.Globalization;

namespace Pullback.Learning.Categories;

/// <summary>Options of <see cref="SigmoidModel"/>.</summary>
public sealed record SigmoidOptions : CategoryModelOptions
{
    /// <summary>The scores, in the order of the columns of the events.</summary>
    public required IReadOnlyList<SigmoidVariable> Variables { get; init; }

    /// <summary>The steepness of variables that have none of their own.</summary>
    /// <value>Default 5, per unit of the score, or per range if <see cref="RelativeSteepness"/>.</value>
    public double Steepness { get; init; } = 5.0;

    /// <summary>Whether a steepness is given in units of the inverse range of its variable instead of the score's own unit.</summary>
    /// <value>Default false.</value>
    public bool RelativeSteepness { get; init; }

    /// <summary>Whether the steepness is a parameter, one per variable.</summary>
    /// <value>Default true.</value>
    public bool TrainSteepness { get; init; } = true;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Variables.Count == 0) yield return "There are no variables; at least one is needed.";
        if (!(Steepness > 0 && double.IsFinite(Steepness)))
            yield return string.Create(CultureInfo.InvariantCulture, $"The steepness is {Steepness:R}, but must be finite and above 0.");
        foreach (string problem in Variables.SelectMany(v => v.Problems())) yield return problem;
        foreach (IGrouping<string, SigmoidVariable> twice in Variables.GroupBy(v => v.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"Variable '{twice.Key}' is given {twice.Count()} times.");
        if (Variables.Aggregate(1.0, (product, v) => product * v.Bins) > MostCategories)
            yield return string.Create(CultureInfo.InvariantCulture, $"The variables have more than {MostCategories} combinations of bins; use fewer bins.");
    }

    /// <inheritdoc/>
    public override CategoryModel Create() => new SigmoidModel(this);

    private const int MostCategories = 100_000;
}
