using Pullback.Benchmarks.Autodiff;
using Pullback.Benchmarks.MatrixProducts;

namespace Pullback.Benchmarks.Racing;

/// <summary>The races by name.</summary>
internal static class Races
{
    public static IReadOnlyDictionary<string, Action<TextWriter>> All { get; } = new Dictionary<string, Action<TextWriter>>
    {
        ["openblas"] = writer => OpenBlasRace.Run(writer, rounds: 200),
        ["chain"] = writer => ChainRace.Run(writer, rounds: 30),
    };
}
