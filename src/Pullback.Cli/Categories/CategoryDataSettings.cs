using Pullback.Data.Processes;
using Pullback.Data.Tables;

namespace Pullback.Cli.Categories;

/// <summary>Where the events of categories come from.</summary>
internal abstract record CategoryDataSettings;

/// <summary>Files for every process.</summary>
/// <param name="Processes">At least one signal and one background.</param>
internal sealed record ProcessFiles(IReadOnlyList<ProcessSpecification> Processes) : CategoryDataSettings;

/// <summary>Files of all processes together, one column telling them apart.</summary>
/// <param name="Events">The files and the selection.</param>
/// <param name="ProcessColumn">The column of the process.</param>
/// <param name="Weight">The weight of an event, or null for 1.</param>
/// <param name="Scale">A factor on all weights, or null.</param>
/// <param name="Signals">The signals; empty for the processes whose names start with <c>signal</c>.</param>
/// <param name="Names">Names for the values of the column that are not to be names themselves.</param>
/// <param name="Variations">The variations of every process.</param>
internal sealed record ProcessTable(
    EventQuery Events, string ProcessColumn, ColumnSelection? Weight, double? Scale, IReadOnlyList<string> Signals, IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<VariationSpecification> Variations) : CategoryDataSettings;

/// <summary>An npz archive with an array of scores for every process, and its weights in <c>NAME_weight</c>.</summary>
/// <param name="File">The archive.</param>
/// <param name="Signals">The signals; empty for the processes whose names start with <c>signal</c>.</param>
internal sealed record ProcessArchive(string File, IReadOnlyList<string> Signals) : CategoryDataSettings;
