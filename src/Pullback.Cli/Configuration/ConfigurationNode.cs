namespace Pullback.Cli.Configuration;

/// <summary>A place in a configuration file, both counted from 1.</summary>
internal readonly record struct Position(int Line, int Column);

/// <summary>A value of a configuration with its place and its path (<c>training.optimizer.learning_rate</c>, <c>processes[2].file</c>).</summary>
internal abstract record ConfigurationNode(string Path, Position Position);

/// <summary>A single value as written. <see cref="IsQuoted"/> values are texts whatever they look like.</summary>
internal sealed record ConfigurationScalar(string Path, Position Position, string Text, bool IsQuoted) : ConfigurationNode(Path, Position)
{
    private const int LongestShown = 60;

    /// <summary>Written as nothing, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>The text in quotes for a message, cut where it is long.</summary>
    public string Shown => Text.Length <= LongestShown ? $"'{Text}'" : $"'{Text[..LongestShown]}...'";
}

/// <summary>A list.</summary>
internal sealed record ConfigurationSequence(string Path, Position Position, IReadOnlyList<ConfigurationNode> Items) : ConfigurationNode(Path, Position);

/// <summary>A key of a mapping with its place and value.</summary>
internal sealed record ConfigurationEntry(string Key, Position Position, ConfigurationNode Value);

/// <summary>Keys with values, in the order of the file.</summary>
internal sealed record ConfigurationMapping(string Path, Position Position, IReadOnlyList<ConfigurationEntry> Entries) : ConfigurationNode(Path, Position);
