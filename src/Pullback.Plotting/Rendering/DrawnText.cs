namespace Pullback.Plotting.Rendering;

/// <summary>A text as it was drawn.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Style">Size and weight.</param>
/// <param name="Shift">Horizontal start relative to the anchor.</param>
internal readonly record struct DrawnText(string Text, TextStyle Style, float Shift);
