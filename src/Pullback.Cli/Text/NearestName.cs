namespace Pullback.Cli.Text;

/// <summary>The valid name that a mistyped one most likely meant.</summary>
internal static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance (insertion, deletion, substitution and transposition cost 1 each, case does not count), or <c>null</c>
    /// when even the best one differs in more than a third of its letters (at least two are forgiven).
    /// </summary>
    public static string? Find(string found, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int distance = Distance(found, candidate);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        int allowed = Math.Max(2, Math.Max(found.Length, best?.Length ?? 0) / 3);
        return bestDistance <= allowed && bestDistance < Math.Max(found.Length, 2) ? best : null;
    }

    /// <summary>" Did you mean 'x'?", or nothing when no candidate is near.</summary>
    public static string Suggestion(string found, IEnumerable<string> candidates) =>
        Find(found, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>Optimal string alignment distance, upper and lower case being equal.</summary>
    internal static int Distance(string left, string right)
    {
        string a = left.ToUpperInvariant(), b = right.ToUpperInvariant();
        var rows = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = a[i - 1] == b[j - 1] ? 0 : 1;
                int distance = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + substitution);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distance = Math.Min(distance, rows[i - 2, j - 2] + 1);
                rows[i, j] = distance;
            }
        }

        return rows[a.Length, b.Length];
    }
}
