namespace Pullback.Data;

/// <summary>Root of the errors that bad event data causes; a command-line program maps the family to "bad input".</summary>
/// <remarks>
/// The message is one paragraph with four parts: where the problem is, what was found there, what is allowed, and what to do.
/// The parts are also properties, so that a program can lay them out differently.
/// </remarks>
public class EventDataException : Exception
{
    /// <summary>Creates the error from its four parts.</summary>
    /// <param name="where">File, column, row, or process the error is about.</param>
    /// <param name="found">What was found there, as a full clause without the final period.</param>
    /// <param name="allowed">What is allowed there, or empty.</param>
    /// <param name="advice">What to do, or empty.</param>
    /// <param name="innerException">The underlying failure, if any.</param>
    public EventDataException(string where, string found, string allowed = "", string advice = "", Exception? innerException = null)
        : base(Compose(where, found, allowed, advice), innerException)
    {
        Where = where;
        Found = found;
        Allowed = allowed;
        Advice = advice;
    }

    /// <summary>File, column, row, or process the error is about.</summary>
    public string Where { get; }

    /// <summary>What was found there.</summary>
    public string Found { get; }

    /// <summary>What is allowed there; empty if there is nothing to add.</summary>
    public string Allowed { get; }

    /// <summary>What to do; empty if there is nothing to add.</summary>
    public string Advice { get; }

    private static string Compose(string where, string found, string allowed, string advice)
    {
        var text = new System.Text.StringBuilder();
        text.Append(where).Append(": ");
        AppendSentence(text, found);
        if (allowed.Length > 0) AppendSentence(text.Append(" Allowed: "), allowed);
        if (advice.Length > 0) AppendSentence(text.Append(' '), advice);
        return text.ToString();
    }

    private static void AppendSentence(System.Text.StringBuilder text, string sentence)
    {
        text.Append(sentence);
        if (sentence.Length == 0 || sentence[^1] is not ('.' or '?' or '!')) text.Append('.');
    }
}
