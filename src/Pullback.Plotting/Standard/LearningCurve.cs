namespace Pullback.Plotting.Standard;

/// <summary>Losses of a training.</summary>
/// <param name="Epochs">Epoch numbers. Shape [epoch].</param>
/// <param name="Training">Loss on the training events. Shape [epoch].</param>
public sealed record LearningCurve(IReadOnlyList<double> Epochs, IReadOnlyList<double> Training)
{
    /// <summary>Loss on the validation events. Shape [epoch].</summary>
    /// <value>Default: null, none.</value>
    public IReadOnlyList<double>? Validation { get; init; }

    /// <summary>The epoch whose weights were kept.</summary>
    /// <value>Default: null, no mark.</value>
    public double? BestEpoch { get; init; }

    /// <summary>Name of the loss on the axis.</summary>
    /// <value>Default: <c>Loss</c>.</value>
    public string LossName { get; init; } = "Loss";

    /// <summary>Whether the loss is drawn on a logarithmic axis; all values must be positive then.</summary>
    /// <value>Default: false.</value>
    public bool Logarithmic { get; init; }
}
