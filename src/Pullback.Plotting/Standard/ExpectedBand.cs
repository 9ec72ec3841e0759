namespace Pullback.Plotting.Standard;

/// <summary>The expected result without signal: its median and the ends of its one- and two-sigma spread. The order of opposite ends does not matter.</summary>
/// <param name="MinusTwo">At −2σ. Shape [point].</param>
/// <param name="MinusOne">At −1σ. Shape [point].</param>
/// <param name="Median">The median. Shape [point].</param>
/// <param name="PlusOne">At +1σ. Shape [point].</param>
/// <param name="PlusTwo">At +2σ. Shape [point].</param>
public sealed record ExpectedBand(
    IReadOnlyList<double> MinusTwo,
    IReadOnlyList<double> MinusOne,
    IReadOnlyList<double> Median,
    IReadOnlyList<double> PlusOne,
    IReadOnlyList<double> PlusTwo);
