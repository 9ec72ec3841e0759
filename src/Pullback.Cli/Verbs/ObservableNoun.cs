using Pullback.Cli.CommandLine;

namespace Pullback.Cli.Verbs;

/// <summary>The subject of verbs about trained summaries.</summary>
internal static class ObservableNoun
{
    /// <summary>The noun, one object for all its verbs.</summary>
    public static Noun Noun { get; } = new("observable", "Train a summary of events on the result of the fit that it feeds.");

    /// <summary>The name of a model file in an output folder.</summary>
    public const string ModelName = "model.pullback";
}
