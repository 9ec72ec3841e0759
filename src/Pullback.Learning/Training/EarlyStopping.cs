using System.Globalization;

namespace Pullback.Learning.Training;

/// <summary>Stops a training that no longer improves, and gives back the best weights.</summary>
/// <remarks>The validation loss is watched where part of the events is kept out of the training, else the training loss.</remarks>
public sealed record EarlyStopping
{
    /// <summary>The number of epochs without improvement after which training stops.</summary>
    /// <value>Default 10.</value>
    public int Patience { get; init; } = 10;

    /// <summary>By how much the loss must fall to count as an improvement.</summary>
    /// <value>Default 0.</value>
    public double MinimumImprovement { get; init; }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Patience < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The patience of early stopping is {Patience}, but must be at least 1 epoch.");
        if (!(MinimumImprovement >= 0) || !double.IsFinite(MinimumImprovement))
            yield return string.Create(CultureInfo.InvariantCulture, $"The minimum improvement of early stopping is {MinimumImprovement:R}, but must be finite and at least 0.");
    }
}
