namespace Pullback.Amplitudes.Configuration;

/// <summary>A value of a configuration, with the line it stands in.</summary>
/// <param name="Line">The line, from 1.</param>
public abstract record ConfigValue(int Line)
{
    /// <summary>Whether nothing is written.</summary>
    public bool IsNull => this is ConfigScalar { IsQuoted: false, Text: "" or "~" or "null" or "Null" or "NULL" or "None" };
}
