namespace Pullback.HistFactory.Templates;

/// <summary>A systematic variation: one nuisance parameter alpha with constraint <c>N(0 | alpha, 1)</c> that shifts the templates of one or more processes (pyhf's <c>histosys</c>).</summary>
/// <param name="Name">The name of the nuisance parameter.</param>
/// <param name="Processes">The names of the processes it shifts, each with its own up and down template.</param>
public sealed record TemplateVariation(string Name, IReadOnlyList<string> Processes);
