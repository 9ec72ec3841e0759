namespace Pullback.Amplitudes.Configuration;

/// <summary>A list.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Items">What it holds.</param>
public sealed record ConfigList(int Line, IReadOnlyList<ConfigValue> Items) : ConfigValue(Line);
