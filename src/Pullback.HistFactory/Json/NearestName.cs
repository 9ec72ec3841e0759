namespace Pullback.HistFactory.Json;

/// <summary>Finds the existing name that a mistyped one most likely stands for.</summary>
internal static class NearestName
{
    private const int LongestList = 40;

    /// <summary>The nearest existing name, or null if none is near.</summary>
    /// <param name="name">The mistyped name.</param>
    /// <param name="existing">The names that exist.</param>
    public static string? Find(string name, IEnumerable<string> existing)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in existing)
        {
            var distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance >= bestDistance) continue;
            bestDistance = distance;
            best = candidate;
        }

        return bestDistance <= Math.Max(1, name.Length / 2) ? best : null;
    }

    /// <summary>The names as text; long lists are cut and counted.</summary>
    /// <param name="names">The names.</param>
    public static string List(IReadOnlyCollection<string> names)
    {
        var text = string.Join(", ", names.Take(LongestList).Select(name => $"'{name}'"));
        return names.Count <= LongestList ? text : $"{text} and {names.Count - LongestList} more";
    }

    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
