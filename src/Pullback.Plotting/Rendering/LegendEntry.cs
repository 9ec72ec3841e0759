using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>One line of a legend: its text and how to draw the swatch into a rectangle.</summary>
internal sealed record LegendEntry(string Label, Action<SKCanvas, SKRect> Swatch);
