using Pullback.Cli.Errors;
using Pullback.Cli.Output;

namespace Pullback.Cli.CommandLine;

/// <summary>What a verb hands back.</summary>
/// <param name="Document">The document that <c>--json</c> prints and <c>result.json</c> holds.</param>
/// <param name="Folder">The output folder with its artefacts staged, or <c>null</c> when the verb writes none.</param>
/// <param name="ExitCode"><see cref="ExitCode.Done"/>, or <see cref="ExitCode.ComputationFailed"/> for a result that says itself that it failed.</param>
internal sealed record VerbResult(JsonFields Document, OutputFolder? Folder = null, ExitCode ExitCode = ExitCode.Done);
