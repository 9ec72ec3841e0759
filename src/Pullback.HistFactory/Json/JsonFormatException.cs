namespace Pullback.HistFactory.Json;

/// <summary>A text is no JSON, or holds what a likelihood cannot, such as a number that is not finite.</summary>
public sealed class JsonFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="text">What the text is called; a path as a rule.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column in characters, from 1.</param>
    /// <param name="problem">What was found, what is allowed, and what to do.</param>
    /// <param name="innerException">What it follows from.</param>
    public JsonFormatException(string text, long line, long column, string problem, Exception? innerException = null)
        : base($"{text}, line {line}, column {column}: {problem}", innerException)
    {
        Text = text;
        Line = line;
        Column = column;
    }

    /// <summary>What the text is called; a path as a rule.</summary>
    public string Text { get; }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }

    /// <summary>The column in characters, from 1.</summary>
    public long Column { get; }
}
