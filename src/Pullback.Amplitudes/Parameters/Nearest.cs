namespace Pullback.Amplitudes.Parameters;

/// <summary>Suggests the name that was probably meant.</summary>
internal static class Nearest
{
    /// <summary><c> Did you mean 'x'?</c> with a space before, or nothing if no name is near.</summary>
    public static string Suggestion(string found, IEnumerable<string> names)
    {
        string? best = null;
        int least = Math.Max(2, found.Length / 4) + 1;
        foreach (string name in names)
        {
            int distance = Math.Abs(name.Length - found.Length) >= least ? least : Distance(found, name);
            if (distance < least) (least, best) = (distance, name);
        }

        return best is null ? "" : $" Did you mean '{best}'?";
    }

    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int kept = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = kept;
            }
        }

        return row[right.Length];
    }
}
