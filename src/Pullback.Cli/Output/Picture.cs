using Pullback.Plotting.Figures;

namespace Pullback.Cli.Output;

/// <summary>A figure with the file it is written to and the words below it.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Caption">What the reader sees in it.</param>
internal sealed record Picture(string Name, Figure Figure, string Caption);
