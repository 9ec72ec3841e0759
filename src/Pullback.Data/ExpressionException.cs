namespace Pullback.Data;

/// <summary>A <c>where</c> or column expression cannot be used.</summary>
public sealed class ExpressionException : EventDataException
{
    /// <summary>Creates the error for one expression.</summary>
    /// <inheritdoc/>
    public ExpressionException(string where, string found, string allowed = "", string advice = "", Exception? innerException = null)
        : base(where, found, allowed, advice, innerException)
    {
    }
}
