using Pullback.Benchmarks.Autodiff;
using Pullback.Benchmarks.Learning;
using Pullback.Benchmarks.MatrixProducts;

namespace Pullback.Benchmarks.Racing;

/// <summary>The races by name.</summary>
internal static class Races
{
    public static IReadOnlyDictionary<string, Action<TextWriter>> All { get; } = new Dictionary<string, Action<TextWriter>>
    {
        ["openblas"] = writer => OpenBlasRace.Run(writer, rounds: 200),
        ["chain"] = writer => ChainRace.Run(writer, rounds: 12),
        ["normalised"] = writer => NormalisedRace.Run(writer, rounds: 30),
        ["scalar"] = writer => ScalarRace.Run(writer, rounds: 100),
        ["network"] = writer => NetworkRace.Run(writer, rounds: 30),
        ["observable"] = writer => ObservableRace.Run(writer, epochs: 40),
    };
}
