namespace Pullback.HistFactory.Json;

/// <summary>A JSON patch is malformed, or one of its operations does not apply.</summary>
public sealed class JsonPatchException : Exception
{
    /// <summary>Creates the exception for a patch as a whole.</summary>
    /// <param name="problem">What was found, what is allowed, and what to do.</param>
    public JsonPatchException(string problem)
        : base("JSON patch: " + problem)
    {
        OperationIndex = -1;
    }

    /// <summary>Creates the exception for one operation.</summary>
    /// <param name="index">The index of the operation, from 0.</param>
    /// <param name="operation">What the patch calls it, with its path.</param>
    /// <param name="problem">What was found, what is allowed, and what to do.</param>
    /// <param name="innerException">What it follows from.</param>
    public JsonPatchException(int index, string operation, string problem, Exception? innerException = null)
        : base($"JSON patch, operation {index} ({operation}): {problem}", innerException)
    {
        OperationIndex = index;
    }

    /// <summary>The index of the operation, from 0; −1 for the patch as a whole.</summary>
    public int OperationIndex { get; }
}
