namespace Pullback.Plotting.Figures;

/// <summary>The line above the first frame: who made the figure, its status, and on the right what it was made from.</summary>
/// <param name="Name">In bold, for example the experiment.</param>
/// <param name="Status">In italics after the name, for example <c>simulation</c>.</param>
/// <param name="Right">At the right end, for example <c>20 fb⁻¹ (13 TeV)</c>.</param>
public sealed record FigureLabel(string Name = "", string Status = "", string Right = "");
