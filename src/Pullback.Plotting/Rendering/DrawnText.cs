namespace Pullback.Plotting.Rendering;

/// <summary>A text as it was drawn.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Style">Size and weight.</param>
/// <param name="Shift">Horizontal start relative to the anchor.</param>
/// <param name="Label">What a reader is told; null for an accent that belongs to the text before.</param>
internal readonly record struct DrawnText(string Text, TextStyle Style, float Shift, string? Label);
