using System.Globalization;
using System.Text.Json;
using Pullback.Benchmarks.Racing;

namespace Pullback.Benchmarks.HistFactory;

/// <summary>What <c>pyhf_peer.py</c> says of one line.</summary>
/// <param name="Seconds">The time of a call.</param>
/// <param name="Answers">The answers of a call.</param>
/// <param name="Error">The error that the call raised; null without one.</param>
internal sealed record PyhfAnswer(double Seconds, double[] Answers, string? Error)
{
    /// <summary>Asks for one sample.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="row">The line.</param>
    /// <param name="seconds">How long to repeat the call.</param>
    public static PyhfAnswer Of(Peer peer, HistFactoryRow row, double seconds)
    {
        string line = peer.Ask(string.Create(CultureInfo.InvariantCulture, $"{row.Task} {row.Model.Key} {seconds}"));
        using var document = JsonDocument.Parse(line);
        JsonElement reply = document.RootElement;
        return reply.TryGetProperty("error", out JsonElement error)
            ? new PyhfAnswer(double.NaN, [], error.GetString())
            : new PyhfAnswer(reply.GetProperty("seconds").GetDouble(), [.. reply.GetProperty("answers").EnumerateArray().Select(Number)], null);

        // Null stands for what is not finite.
        static double Number(JsonElement answer) => answer.ValueKind == JsonValueKind.Number ? answer.GetDouble() : double.NaN;
    }
}
