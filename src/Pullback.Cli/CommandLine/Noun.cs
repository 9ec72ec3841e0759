namespace Pullback.Cli.CommandLine;

/// <summary>A group of verbs that share a subject.</summary>
/// <param name="Name">As typed: <c>observable</c>.</param>
/// <param name="Summary">One sentence for the help.</param>
internal sealed record Noun(string Name, string Summary);
