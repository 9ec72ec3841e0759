namespace Pullback.Data.Tables;

/// <summary>Checks that a condition is a condition.</summary>
internal static class WhereType
{
    /// <summary>Throws unless the type is boolean.</summary>
    /// <param name="role">File and role, for messages.</param>
    /// <param name="where">The condition.</param>
    /// <param name="type">Its type.</param>
    public static void Check(string role, string where, string type)
    {
        if (type != "BOOLEAN") throw new ExpressionException(role, $"'{where}' is of type {type}", "a condition, which is true or false", "Compare it with something, for example x > 0");
    }
}
