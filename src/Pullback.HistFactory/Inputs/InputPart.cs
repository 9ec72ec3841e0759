namespace Pullback.HistFactory.Inputs;

/// <summary>A slice of the numbers of one sample.</summary>
/// <param name="Modifier">The modifier's name; null for the nominal counts.</param>
/// <param name="ModifierType">The modifier's type; null for the nominal counts.</param>
/// <param name="Kind">What the numbers are.</param>
/// <param name="Offset">The position of the first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct InputPart(string? Modifier, string? ModifierType, InputKind Kind, int Offset, int Count);
