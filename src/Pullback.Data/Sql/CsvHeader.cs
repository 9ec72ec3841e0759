using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Pullback.Data.Sql;

/// <summary>What the first line of a CSV file says: separator and names.</summary>
/// <param name="Separator">Character between the fields.</param>
/// <param name="HasHeader">False if the first line is already an event.</param>
/// <param name="Names">Names of the columns.</param>
internal sealed record CsvHeader(char Separator, bool HasHeader, IReadOnlyList<string> Names)
{
    private const int LongestLine = 1 << 20;
    private static readonly char[] Candidates = [',', ';', '\t', '|', ' '];

    /// <summary>Reads the first line of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="separator">The separator, or null to find it.</param>
    /// <param name="names">Names to use instead of a header line, or null.</param>
    /// <exception cref="DataFormatException">The file is empty, has no names, or the first line is no line of text.</exception>
    /// <exception cref="ColumnException">Names are empty, or equal up to capitals.</exception>
    public static CsvHeader Read(string path, char? separator, IReadOnlyList<string>? names)
    {
        var line = FirstLine(path);
        var character = separator ?? FindSeparator(line);
        var fields = Split(line, character);
        var numbers = fields.TrueForAll(field => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        if (numbers && names is null)
            throw new DataFormatException(path, "the first line holds numbers, so the columns have no names", "a first line with the names of the columns", "Add one, or give the names with the query");
        if (names is not null && numbers && names.Count != fields.Count)
            throw new ColumnException(path, $"{names.Count} names are given, but the first line has {fields.Count} fields", "one name per field");
        var result = numbers ? names! : fields;
        foreach (var group in result.GroupBy(name => name, StringComparer.OrdinalIgnoreCase))
        {
            if (string.IsNullOrWhiteSpace(group.Key)) throw new ColumnException(path, "a column has an empty name", "names that are not empty", "Complete the header line");
            if (group.Count() > 1) throw new ColumnException(path, $"the columns {NearestName.List([.. group])} have the same name up to capitals", "different names", "Rename one in the header line");
        }

        return new CsvHeader(character, !numbers, [.. result]);
    }

    private static string FirstLine(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(content, Encoding.UTF8);
            var line = new StringBuilder();
            for (var next = reader.Read(); next >= 0 && next is not ('\n' or '\r'); next = reader.Read())
            {
                line.Append((char)next);
                if (next == 0 || line.Length > LongestLine)
                    throw new DataFormatException(path, "the file does not start with a line of text", "a text file with a header line");
            }

            if (line.ToString().Trim().Length == 0) throw new DataFormatException(path, "the file is empty or its first line is", "a header line, then one line per event");
            return line.ToString();
        }
        catch (InvalidDataException failure)
        {
            throw new DataFormatException(path, "the compressed data are damaged", innerException: failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DataFileException.From(path, "read", failure);
        }
    }

    private static char FindSeparator(string line)
    {
        var best = ',';
        var most = 1;
        foreach (var candidate in Candidates)
        {
            var count = Split(line, candidate).Count;
            if (count <= most) continue;
            if (candidate == ' ' && most > 1) continue;
            most = count;
            best = candidate;
        }

        return best;
    }

    private static List<string> Split(string line, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == separator && !quoted) Finish();
            else field.Append(line[i]);
        }

        Finish();
        return fields;

        void Finish()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}
