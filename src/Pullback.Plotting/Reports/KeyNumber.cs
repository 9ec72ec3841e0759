namespace Pullback.Plotting.Reports;

/// <summary>A number that the reader should see first.</summary>
/// <param name="Label">What it is, for example <c>CLs at μ = 1</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Note">A few words below it; null for none.</param>
public sealed record KeyNumber(string Label, ReportCell Value, string? Note = null);
