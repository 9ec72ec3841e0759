using System.Globalization;
using Pullback.HistFactory.InferenceObjectives;

namespace Pullback.Learning.Observables;

/// <summary>What training makes small: a weighted sum of results of the analysis, cross-entropy among them as the baseline.</summary>
public sealed record ObservableObjective
{
    /// <summary>The name of the classifier's loss, which knows nothing of the analysis.</summary>
    public const string BinaryCrossEntropy = "binary-cross-entropy";

    /// <summary>The results that can be trained on.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Objectives.Names, BinaryCrossEntropy];

    /// <summary>The terms of the loss.</summary>
    /// <value>Default CLs alone.</value>
    public IReadOnlyList<ObjectiveTerm> Terms { get; init; } = [new("cls", 1.0)];

    /// <summary>The tested signal strength.</summary>
    /// <value>Default 1.</value>
    public double Poi { get; init; } = 1.0;

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(Poi > 0) || !double.IsFinite(Poi)) yield return string.Create(CultureInfo.InvariantCulture, $"The tested signal strength is {Poi:R}, but must be finite and above 0.");
        if (Terms.Count == 0) yield return "The objective has no terms; name at least one.";
        foreach (ObjectiveTerm term in Terms)
        {
            if (!Names.Contains(term.Name, StringComparer.Ordinal)) yield return $"There is no objective '{term.Name}'. The objectives are: {string.Join(", ", Names)}.";
            if (!(term.Weight > 0) || !double.IsFinite(term.Weight))
                yield return string.Create(CultureInfo.InvariantCulture, $"The weight of objective '{term.Name}' is {term.Weight:R}, but must be finite and above 0.");
        }
    }
}
