namespace Pullback.Learning.Observables;

/// <summary>Event weights that make one template of a process.</summary>
/// <param name="Process">The process: <c>signal</c> or a background.</param>
/// <param name="Variation">The variation, or null for the nominal template.</param>
/// <param name="Side">Nominal, up or down.</param>
/// <param name="Weights">Expected events that each event stands for. Shape [event].</param>
public sealed record WeightColumn(string Process, string? Variation, VariationSide Side, ReadOnlyMemory<double> Weights)
{
    /// <summary>The name shown in messages.</summary>
    public string Label => Variation is null ? Process : $"{Process}, {Variation} {(Side == VariationSide.Up ? "up" : "down")}";
}
