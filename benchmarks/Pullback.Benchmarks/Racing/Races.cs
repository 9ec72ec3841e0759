using Pullback.Benchmarks.Autodiff;
using Pullback.Benchmarks.HistFactory;
using Pullback.Benchmarks.Learning;
using Pullback.Benchmarks.MatrixProducts;

namespace Pullback.Benchmarks.Racing;

/// <summary>The races by name.</summary>
internal static class Races
{
    public static IReadOnlyDictionary<string, Action<TextWriter, RaceOptions>> All { get; } = new Dictionary<string, Action<TextWriter, RaceOptions>>
    {
        ["openblas"] = (writer, _) => OpenBlasRace.Run(writer, rounds: 200),
        ["chain"] = (writer, _) => ChainRace.Run(writer, rounds: 12),
        ["normalised"] = (writer, _) => NormalisedRace.Run(writer, rounds: 30),
        ["scalar"] = (writer, _) => ScalarRace.Run(writer, rounds: 100),
        ["network"] = (writer, _) => NetworkRace.Run(writer, rounds: 30),
        ["observable"] = (writer, _) => ObservableRace.Run(writer, epochs: 40),
        ["categories"] = (writer, _) => CategoryRace.Run(writer, rounds: 9),
        ["estimators"] = (writer, _) => EstimatorRace.Run(writer, rounds: 40),
        ["training"] = EstimatorTrainingRace.Run,
        ["histfactory"] = HistFactoryRace.Run,
    };
}
