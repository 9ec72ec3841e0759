using System.Globalization;

namespace Pullback.Learning.Observables.Makers;

/// <summary>What the generators of normal blobs in the plane have in common: the number of points and the expected yields.</summary>
public abstract record BlobOptions
{
    /// <summary>Points of each blob.</summary>
    /// <value>Default 500.</value>
    public int Points { get; init; } = 500;

    /// <summary>The factor on every yield.</summary>
    /// <value>Default 10.</value>
    public double Luminosity { get; init; } = 10.0;

    /// <summary>Expected signal events at unit luminosity.</summary>
    /// <value>Default 2; 1 for three samples.</value>
    public double SignalScale { get; init; } = 2.0;

    /// <summary>Expected events of each background at unit luminosity.</summary>
    /// <value>Default 10; 1 for three samples.</value>
    public double BackgroundScale { get; init; } = 10.0;

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public virtual IEnumerable<string> Problems()
    {
        if (Points < 1) yield return string.Create(CultureInfo.InvariantCulture, $"A blob has {Points} points; at least one is needed.");
        foreach ((string name, double value) in new[] { ("luminosity", Luminosity), ("signal scale", SignalScale), ("background scale", BackgroundScale) })
        {
            if (!(value > 0) || !double.IsFinite(value)) yield return string.Create(CultureInfo.InvariantCulture, $"The {name} is {value:R}, but must be finite and above 0.");
        }
    }

    /// <summary>Draws the events.</summary>
    /// <param name="seed">The user's seed; each blob has its own stream.</param>
    /// <returns>Events with two features, x and y.</returns>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every problem found.</exception>
    public ObservableData Draw(ulong seed)
    {
        string[] problems = [.. Problems()];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems));
        return new ObservableData { FeatureNames = ["x", "y"], Sets = [.. Blobs().Select(blob => blob.Draw(seed, Points, Luminosity))] };
    }

    /// <summary>How the counts become templates.</summary>
    /// <param name="uncertainty">One gamma for all bins, one per bin, or none.</param>
    public abstract TemplateRecipe Recipe(HistFactory.Templates.GammaMode uncertainty);

    private protected abstract IEnumerable<Blob> Blobs();
}
