namespace Pullback.HistFactory.Inputs;

/// <summary>Where the numbers of one sample or modifier stand in the flat vector of a model's inputs.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Modifier">The modifier's name; null for the nominal counts.</param>
/// <param name="ModifierType">The modifier's type; null for the nominal counts.</param>
/// <param name="Kind">What the numbers are.</param>
/// <param name="Offset">The position of the first.</param>
/// <param name="Count">How many: the bins of the channel, or 1 for a factor.</param>
public sealed record InputSlice(string Channel, string Sample, string? Modifier, string? ModifierType, InputKind Kind, int Offset, int Count);
