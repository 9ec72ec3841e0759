namespace Pullback.Amplitudes.Configuration;

/// <summary>A word or number.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">What is written.</param>
/// <param name="IsQuoted">Whether it stands in quotes.</param>
public sealed record ConfigScalar(int Line, string Text, bool IsQuoted) : ConfigValue(Line)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
