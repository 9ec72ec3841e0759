namespace Pullback.Benchmarks.Racing;

/// <summary>What the command line says beside the names of the races.</summary>
/// <param name="Pyhf">The folder of a source checkout of pyhf; null to race without it.</param>
/// <param name="Slow">Whether to run what takes a rival minutes.</param>
internal sealed record RaceOptions(string? Pyhf, bool Slow)
{
    /// <summary>Splits the arguments after "race" into names and options.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The names and the options; null where an option is unknown or has no value.</returns>
    public static (IReadOnlyList<string> Names, RaceOptions Options)? Parse(IReadOnlyList<string> arguments)
    {
        var names = new List<string>();
        var options = new RaceOptions(null, Slow: false);
        for (int i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--slow":
                    options = options with { Slow = true };
                    break;
                case "--pyhf" when i + 1 < arguments.Count:
                    options = options with { Pyhf = arguments[++i] };
                    break;
                case ['-', ..]:
                    return null;
                default:
                    names.Add(arguments[i]);
                    break;
            }
        }

        return (names, options);
    }
}
