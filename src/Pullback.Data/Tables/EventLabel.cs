namespace Pullback.Data.Tables;

/// <summary>A value of a column that tells kinds of events apart, such as the name of their process.</summary>
/// <param name="Text">The value as text.</param>
/// <param name="IsText">Whether the column holds texts, not numbers.</param>
public sealed record EventLabel(string Text, bool IsText)
{
    /// <summary>The condition that selects the events of this value, for <see cref="EventQuery.Where"/>.</summary>
    /// <param name="column">The column.</param>
    public string Condition(string column) => $"{Sql.SqlText.Name(column)} = {(IsText ? Sql.SqlText.Text(Text) : Text)}";
}
