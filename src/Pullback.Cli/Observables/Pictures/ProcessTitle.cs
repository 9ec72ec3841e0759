using Pullback.HistFactory.Templates;

namespace Pullback.Cli.Observables.Pictures;

/// <summary>Names of processes as legends print them.</summary>
internal static class ProcessTitle
{
    /// <summary>The user's name for a process, with blanks for underscores; names that only say what a process is begin with a capital.</summary>
    /// <param name="process">The name in the model.</param>
    public static string Of(string process)
    {
        string words = process.Replace('_', ' ');
        bool isRole = process == TemplateModelOptions.Signal || process.StartsWith("background", StringComparison.Ordinal);
        return isRole ? char.ToUpperInvariant(words[0]) + words[1..] : words;
    }
}
