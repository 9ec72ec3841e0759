using Pullback.Cli.Errors;
using Pullback.Data.Tables;
using Pullback.Learning.Categories.Toys;
using Pullback.Learning.Observables;

namespace Pullback.Cli.Categories;

/// <summary>Generated events.</summary>
/// <param name="Options">What is generated.</param>
/// <param name="Columns">The columns of its events.</param>
/// <param name="ScoreNames">The columns that are scores where the configuration names none.</param>
internal sealed record CategoryToys(ToyOptions Options, IReadOnlyList<string> Columns, IReadOnlyList<string> ScoreNames) : CategoryDataSettings
{
    /// <summary>Draws the events with the asked columns as features.</summary>
    public (IReadOnlyList<EventSet> Sets, IReadOnlyList<string>? Signals) Draw(ulong seed, IReadOnlyList<ColumnSelection> columns)
    {
        foreach (ColumnSelection column in columns)
        {
            if (column.Expression is not null || !Columns.Contains(column.Name))
                throw new InputException($"generated events have the columns {string.Join(", ", Columns)}; found '{column.Expression ?? column.Name}'.");
        }

        return (CategoryRun.Guard(() => Options.Draw(seed)).Data([.. columns.Select(column => column.Name)]).Sets, null);
    }
}
