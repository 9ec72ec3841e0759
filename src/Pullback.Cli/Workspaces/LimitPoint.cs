using Pullback.HistFactory.Operations;

namespace Pullback.Cli.Workspaces;

/// <summary>The limits for one signal of a patch set.</summary>
/// <param name="Patch">The patch.</param>
/// <param name="Observed">The observed limit; NaN without one.</param>
/// <param name="Expected">The expected limits, from −2σ to +2σ.</param>
/// <param name="Problem">Why there is no limit; null where there is one.</param>
/// <param name="FitFailed">Whether a fit did not converge.</param>
internal sealed record LimitPoint(WorkspacePatch Patch, double Observed, IReadOnlyList<double> Expected, string? Problem, bool FitFailed);
