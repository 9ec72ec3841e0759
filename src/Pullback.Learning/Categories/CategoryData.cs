using System.Globalization;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories;

/// <summary>The events that categories are trained or evaluated on.</summary>
public sealed record CategoryData
{
    /// <summary>How the names of signal processes begin, where they are not given.</summary>
    public const string SignalPrefix = "signal";

    /// <summary>The largest magnitude of a score or weight: sums of squares of larger ones would overflow.</summary>
    public const double LargestMagnitude = 1e100;

    /// <summary>The names of the scores.</summary>
    public required IReadOnlyList<string> ScoreNames { get; init; }

    /// <summary>The expression of input columns that made each score, or null where it is a column itself; kept with a model so that it applies to new files.</summary>
    /// <value>Default null: every score is a column.</value>
    public IReadOnlyList<string?>? ScoreExpressions { get; init; }

    /// <summary>The events of every process and variation; the features of a set are the scores. Weights may be negative.</summary>
    public required IReadOnlyList<EventSet> Sets { get; init; }

    /// <summary>The names of the signal processes, in order.</summary>
    /// <value>Default: the processes whose names start with <c>signal</c>.</value>
    public IReadOnlyList<string> Signals
    {
        get => field ?? [.. Processes.Where(p => p.StartsWith(SignalPrefix, StringComparison.Ordinal))];
        init;
    }

    /// <summary>The names of all processes, in order of first appearance.</summary>
    public IReadOnlyList<string> Processes => [.. Sets.SelectMany(s => s.Columns).Select(c => c.Process).Distinct(StringComparer.Ordinal)];

    /// <summary>The names of the processes that are no signal, in order of first appearance.</summary>
    public IReadOnlyList<string> Backgrounds => [.. Processes.Except(Signals, StringComparer.Ordinal)];

    /// <summary>The columns of weights of all sets, in order.</summary>
    public IReadOnlyList<WeightColumn> Columns => [.. Sets.SelectMany(s => s.Columns)];

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IReadOnlyList<string> Problems() => [.. EventProblems(), .. ProcessProblems()];

    /// <summary>What is wrong, including whether the events fit a model.</summary>
    /// <param name="model">The model.</param>
    public IReadOnlyList<string> Problems(CategoryModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ScoreNames.Count == model.Dimensions
            ? Problems()
            : [string.Create(CultureInfo.InvariantCulture, $"The events have {ScoreNames.Count} scores ({string.Join(", ", ScoreNames)}), but the model takes {model.Dimensions}."), .. Problems()];
    }

    /// <summary>The scores that lie outside the ranges of sigmoid categories, one sentence for each score with the first such event; empty if none does.</summary>
    /// <remarks>Such events are not wrong, they belong to the outer bins; but a range that does not hold the scores is mostly a mistake.</remarks>
    /// <param name="options">The categories.</param>
    public IReadOnlyList<string> OutsideProblems(SigmoidOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> problems = [];
        for (int v = 0; v < options.Variables.Count && v < ScoreNames.Count; v++)
        {
            ScoreRange range = options.Variables[v].Range;
            foreach (EventSet set in Sets)
            {
                int first = -1;
                long outside = 0;
                ReadOnlySpan<double> features = set.Features.Span;
                for (int e = 0; e < set.Count; e++)
                {
                    double score = features[(e * ScoreNames.Count) + v];
                    if (score >= range.Lower && score <= range.Upper) continue;
                    if (first < 0) first = e;
                    outside++;
                }

                if (first < 0) continue;
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{set.Name}, event {first}: '{ScoreNames[v]}' is {features[(first * ScoreNames.Count) + v]:R}, but its range goes from {range.Lower:R} to {range.Upper:R} ({outside} such events)."));
                break;
            }
        }

        return problems;
    }

    // Only sound sets are summed: a set of wrong size or with a NaN has its own sentence.
    private static bool IsSound(WeightColumn column)
    {
        foreach (double w in column.Weights.Span)
        {
            if (!double.IsFinite(w)) return false;
        }

        return true;
    }

    // What is not finite has a sentence of its own.
    private static int FirstTooLarge(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]) && Math.Abs(values[i]) > LargestMagnitude) return i;
        }

        return -1;
    }

    private static double Total(WeightColumn column)
    {
        double sum = 0.0;
        foreach (double w in column.Weights.Span) sum += w;
        return sum;
    }

    private IEnumerable<string> EventProblems()
    {
        // What a summary asks of its events, categories ask too.
        if (ScoreNames.Count == 0)
        {
            yield return "There are no scores; at least one is needed.";
            yield break;
        }

        if (ScoreExpressions is { } expressions && expressions.Count != ScoreNames.Count)
            yield return string.Create(CultureInfo.InvariantCulture, $"There are {expressions.Count} score expressions for {ScoreNames.Count} scores.");
        foreach (string problem in new ObservableData { FeatureNames = ScoreNames, Sets = Sets }.Problems()) yield return problem;
        foreach (EventSet set in Sets)
        {
            int large = FirstTooLarge(set.Features.Span);
            if (large >= 0)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{set.Name}, event {large / ScoreNames.Count}: '{ScoreNames[large % ScoreNames.Count]}' is {set.Features.Span[large]:R}, but its magnitude may be {LargestMagnitude:R} at most.");
            }

            foreach (WeightColumn column in set.Columns)
            {
                large = FirstTooLarge(column.Weights.Span);
                if (large >= 0)
                {
                    yield return string.Create(
                        CultureInfo.InvariantCulture, $"'{column.Label}', event {large}: the weight is {column.Weights.Span[large]:R}, but its magnitude may be {LargestMagnitude:R} at most. Scale the weights.");
                }
            }
        }
    }

    private IEnumerable<string> ProcessProblems()
    {
        IReadOnlyList<string> processes = Processes;
        WeightColumn[] columns = [.. Columns];
        WeightColumn[] nominal = [.. columns.Where(c => c.Side == VariationSide.Nominal)];
        if (processes.Count == 0)
        {
            yield return "There are no processes; at least one signal and one background are needed.";
            yield break;
        }

        foreach (string unknown in Signals.Except(processes, StringComparer.Ordinal))
            yield return $"Signal '{unknown}' is no process of the events; there are {string.Join(", ", processes)}.";
        foreach (IGrouping<string, string> twice in Signals.GroupBy(s => s, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return $"Signal '{twice.Key}' is named twice.";
        if (Signals.Count == 0) yield return $"There is no signal; name one of {string.Join(", ", processes)}, or let its name begin with '{SignalPrefix}'.";
        if (Backgrounds.Count == 0) yield return $"There is no background; all of {string.Join(", ", processes)} are signals.";
        foreach (IGrouping<string, WeightColumn> twice in columns.GroupBy(c => c.Label, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"'{twice.Key}' is given {twice.Count()} times; put all its events into one set.");
        foreach (string process in processes.Where(p => nominal.All(n => n.Process != p)))
            yield return $"Process '{process}' has a variation but no nominal events.";
        foreach (WeightColumn column in columns.Where(c => c.Weights.Length > 0 && c.Weights.Span.IndexOfAnyExcept(0.0) < 0))
            yield return $"The weights of '{column.Label}' are all zero; leave it out or correct its weights.";
        foreach (string signal in Signals.Where(signal => nominal.Any(c => c.Process == signal)))
        {
            WeightColumn[] own = [.. nominal.Where(c => c.Process == signal)];
            if (own.All(c => IsSound(c) && c.Weights.Span.IndexOfAnyExcept(0.0) >= 0) && !(own.Sum(Total) > 0))
                yield return string.Create(CultureInfo.InvariantCulture, $"The weights of signal '{signal}' sum to {own.Sum(Total):R}, but must be above 0.");
        }

        double background = nominal.Where(c => Backgrounds.Contains(c.Process) && IsSound(c)).Sum(Total);
        if (Backgrounds.Count > 0 && nominal.All(IsSound) && !(background > 0))
            yield return string.Create(CultureInfo.InvariantCulture, $"The weights of all backgrounds sum to {background:R}, but must be above 0.");
    }
}
