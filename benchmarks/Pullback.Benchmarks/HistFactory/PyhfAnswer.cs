using System.Globalization;
using System.Text.Json;
using Pullback.Benchmarks.Racing;

namespace Pullback.Benchmarks.HistFactory;

/// <summary>What <c>pyhf_peer.py</c> says of one line.</summary>
/// <param name="Seconds">The time of a call.</param>
/// <param name="Answers">The answers of a call.</param>
internal sealed record PyhfAnswer(double Seconds, double[] Answers)
{
    /// <summary>Asks for one sample.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="row">The line.</param>
    /// <param name="seconds">How long to repeat the call.</param>
    public static PyhfAnswer Of(Peer peer, HistFactoryRow row, double seconds)
    {
        string line = peer.Ask(string.Create(CultureInfo.InvariantCulture, $"{row.Task} {row.Model.Key} {seconds}"));
        using var document = JsonDocument.Parse(line);
        return new PyhfAnswer(
            document.RootElement.GetProperty("seconds").GetDouble(), [.. document.RootElement.GetProperty("answers").EnumerateArray().Select(a => a.GetDouble())]);
    }
}
