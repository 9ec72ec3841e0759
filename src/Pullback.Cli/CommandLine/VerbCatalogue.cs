namespace Pullback.Cli.CommandLine;

/// <summary>Every verb of the assembly, found by its type: a new verb is a new file and nothing else.</summary>
internal static class VerbCatalogue
{
    /// <summary>Fresh instances, ordered by noun and then by name.</summary>
    public static IReadOnlyList<Verb> Discover() =>
        [.. typeof(Verb).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Verb)) && !type.IsAbstract)
            .Select(type => (Verb)Activator.CreateInstance(type)!)
            .OrderBy(verb => verb.Noun.Name, StringComparer.Ordinal)
            .ThenBy(verb => verb.Name, StringComparer.Ordinal)];
}
