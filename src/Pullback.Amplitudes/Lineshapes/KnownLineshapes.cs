using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Parameters;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>The lineshapes by name.</summary>
public static class KnownLineshapes
{
    private static readonly Dictionary<string, Lineshape> _shapes = Discover();

    /// <summary>All names, sorted.</summary>
    public static IReadOnlyList<string> Names => [.. _shapes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A lineshape.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="own">The user's own lineshapes, which go before.</param>
    /// <param name="where">Whose it is, for the message.</param>
    /// <exception cref="AmplitudeConfigurationException">There is none of this name.</exception>
    public static Lineshape Find(string name, IReadOnlyList<Lineshape> own, string where)
    {
        ArgumentNullException.ThrowIfNull(own);
        return own.FirstOrDefault(s => s.Names.Contains(name)) ?? (_shapes.TryGetValue(name, out Lineshape? shape)
            ? shape
            : throw new AmplitudeConfigurationException($"{where}: there is no lineshape '{name}'.{Nearest.Suggestion(name, Names)} Known are {string.Join(", ", Names)}."));
    }

    private static Dictionary<string, Lineshape> Discover()
    {
        var found = new Dictionary<string, Lineshape>(StringComparer.Ordinal);
        foreach (Type type in typeof(Lineshape).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Lineshape)) && !t.IsAbstract && t.GetConstructor(Type.EmptyTypes) is not null))
        {
            var shape = (Lineshape)Activator.CreateInstance(type)!;
            foreach (string name in shape.Names) found.Add(name, shape);
        }

        return found;
    }
}
