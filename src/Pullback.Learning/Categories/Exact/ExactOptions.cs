using System.Globalization;
using Pullback.Learning.Categories.Losses;

namespace Pullback.Learning.Categories.Exact;

/// <summary>How the best categories of one score are searched.</summary>
public sealed record ExactOptions
{
    /// <summary>The largest number of cells: the table of intervals grows with its square.</summary>
    public const int MostCells = 20_000;

    /// <summary>The largest number of categories; every smaller number is solved by the way.</summary>
    /// <value>Default 5.</value>
    public int Categories { get; init; } = 5;

    /// <summary>The name of the score that is cut, or null where the events have one score only.</summary>
    /// <value>Default null.</value>
    public string? Score { get; init; }

    /// <summary>Where cuts may lie.</summary>
    /// <value>Default <see cref="ExactGrid.Uniform"/>.</value>
    public ExactGrid Grid { get; init; } = ExactGrid.Uniform;

    /// <summary>The number of cells of the grid. Does not matter for <see cref="ExactGrid.Distinct"/>.</summary>
    /// <value>Default 1500, which takes some tens of milliseconds; at most 20 000, which take some seconds.</value>
    public int Steps { get; init; } = 1500;

    /// <summary>The range in which cuts lie, or null for that of the scores.</summary>
    /// <value>Default null.</value>
    public ScoreRange? Range { get; init; }

    /// <summary>What becomes of events outside <see cref="Range"/>.</summary>
    /// <value>Default <see cref="OutsideScores.Include"/>.</value>
    public OutsideScores Outside { get; init; } = OutsideScores.Include;

    /// <summary>The significance of one category.</summary>
    /// <value>Default <see cref="AsimovForm.Smooth"/>.</value>
    public AsimovForm Form { get; init; } = AsimovForm.Smooth;

    /// <summary>
    /// The uncertainty of what a signal is told from, as a share of it, for <see cref="AsimovForm.WithUncertainty"/>; it adds in quadrature to that of the finite number of events.
    /// </summary>
    /// <value>Default 0: the finite number of events alone.</value>
    public double RelativeUncertainty { get; init; }

    /// <summary>What every category must have.</summary>
    /// <value>Default at least one background event.</value>
    public CategoryConstraints Constraints { get; init; } = new();

    /// <summary>
    /// The weights a of several signals in <c>Σ_l a_l Z_l²</c>, or null for 1 each. A signal that is not named has weight 0: it stays background of the others.
    /// </summary>
    /// <value>Default null.</value>
    public IReadOnlyDictionary<string, double>? SignalWeights { get; init; }

    /// <summary>Threads that share the work; 0 takes all cores. Never changes a result.</summary>
    /// <value>Default 0.</value>
    public int Threads { get; init; }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Categories < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The number of categories is {Categories}, but must be at least 1.");
        if (!Enum.IsDefined(Grid)) yield return $"The grid {Grid} does not exist.";
        if (!Enum.IsDefined(Outside)) yield return $"The treatment {Outside} of scores outside the range does not exist.";
        if (!Enum.IsDefined(Form)) yield return $"The significance {Form} does not exist.";
        if (Steps is < 1 or > MostCells) yield return string.Create(CultureInfo.InvariantCulture, $"The grid has {Steps} steps, but must have 1 to {MostCells}.");
        if (Grid == ExactGrid.Uniform && Categories > Steps)
            yield return string.Create(CultureInfo.InvariantCulture, $"A grid of {Steps} steps cannot make {Categories} categories; take more steps.");
        if (Range is { IsValid: false } range)
            yield return string.Create(CultureInfo.InvariantCulture, $"The range is from {range.Lower:R} to {range.Upper:R}, but must be finite and go upwards.");
        if (Range is null && Outside == OutsideScores.Refuse) yield return "Scores outside the range are to be refused, but no range is given.";
        if (!(RelativeUncertainty >= 0) || !double.IsFinite(RelativeUncertainty))
            yield return string.Create(CultureInfo.InvariantCulture, $"The relative uncertainty of the background is {RelativeUncertainty:R}, but must be finite and at least 0.");
        if (RelativeUncertainty > 0 && Form != AsimovForm.WithUncertainty)
            yield return "A relative uncertainty of the background is given, but the form of the significance takes none; choose the form with uncertainty.";
        if (Threads < 0) yield return string.Create(CultureInfo.InvariantCulture, $"The number of threads is {Threads}, but must be at least 1, or 0 for all cores.");
        foreach ((string signal, double weight) in SignalWeights ?? new Dictionary<string, double>())
        {
            if (!(weight >= 0) || !double.IsFinite(weight))
                yield return string.Create(CultureInfo.InvariantCulture, $"The weight of signal '{signal}' is {weight:R}, but must be finite and at least 0.");
        }

        if (SignalWeights is { } weights && weights.Values.All(w => w == 0)) yield return "The weights of all signals are 0; at least one must be above.";
        foreach (string problem in Constraints.Problems()) yield return problem;
    }

    /// <summary>What is wrong, including whether the options fit the events.</summary>
    /// <param name="data">The events.</param>
    public IReadOnlyList<string> Problems(CategoryData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        List<string> problems = [.. Problems(), .. data.Problems()];
        string scores = string.Join(", ", data.ScoreNames);
        if (Score is null && data.ScoreNames.Count > 1)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The events have {data.ScoreNames.Count} scores ({scores}), but exact categories are intervals of one; name it."));
        if (Score is { } name && !data.ScoreNames.Contains(name, StringComparer.Ordinal)) problems.Add($"The events have no score '{name}'; there are {scores}.");
        foreach (string unknown in (SignalWeights?.Keys ?? []).Except(data.Signals, StringComparer.Ordinal))
            problems.Add($"'{unknown}' has a weight as a signal, but is none; there are {string.Join(", ", data.Signals)}.");
        return problems;
    }
}
