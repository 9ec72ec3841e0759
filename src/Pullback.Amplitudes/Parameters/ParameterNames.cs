namespace Pullback.Amplitudes.Parameters;

/// <summary>The names of parameters as tf-pwa makes them.</summary>
internal static class ParameterNames
{
    /// <summary><c>head_variable</c>, with ':' as '/', '+' as '.', and without commas, brackets and spaces.</summary>
    public static string Of(string head, string variable)
    {
        string name = $"{head}_{variable}";
        return name.Replace(':', '/').Replace('+', '.').Replace(",", "", StringComparison.Ordinal).Replace("[", "", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
    }
}
