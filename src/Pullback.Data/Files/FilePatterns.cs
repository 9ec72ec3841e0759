using System.Text;
using System.Text.RegularExpressions;

namespace Pullback.Data.Files;

/// <summary>Resolves paths and patterns (<c>*</c>, <c>?</c>, <c>**</c>) to files in a fixed order.</summary>
public static class FilePatterns
{
    /// <summary>The files that paths and patterns name: in the order given, the matches of one pattern in ordinal order of their paths.</summary>
    /// <param name="patterns">Paths or patterns. An existing file is itself, whatever characters its name has.</param>
    /// <param name="folder">Folder that relative ones start from; null for the current one.</param>
    /// <returns>Paths of existing files, each once.</returns>
    /// <exception cref="DataFileException">A path does not exist, or a pattern matches nothing.</exception>
    public static IReadOnlyList<string> Resolve(IEnumerable<string> patterns, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        var files = new List<string>();
        foreach (var pattern in patterns)
        {
            if (string.IsNullOrWhiteSpace(pattern) || pattern.Contains('\0', StringComparison.Ordinal))
                throw new DataFileException($"file '{pattern}'", "this is not the name of a file", "a path or a pattern with *, ? and **");
            var path = folder is null ? pattern : Path.Combine(folder, pattern);
            var matches = File.Exists(path) ? [path] : Expand(path);
            foreach (var match in matches)
            {
                if (files.Contains(match))
                    throw new DataFileException(match, "the file is named twice", "every file once", "Its events would count twice: remove one of the two mentions");
                files.Add(match);
            }
        }

        if (files.Count == 0) throw new DataFileException("files", "no file is named", "at least one path or pattern");
        return files;
    }

    private static List<string> Expand(string path)
    {
        var parts = path.Split('/', Path.DirectorySeparatorChar);
        var fixedParts = parts.TakeWhile(part => part.AsSpan().IndexOfAny('*', '?') < 0).Count();
        if (fixedParts == parts.Length)
        {
            if (Directory.Exists(path))
                throw new DataFileException(path, "this is a folder, not a file", advice: "Name the files in it, for example with a pattern such as 'folder/*.parquet'");
            throw new DataFileException(path, "there is no such file", advice: Advice(path));
        }

        var root = string.Join('/', parts.Take(fixedParts));
        if (root.Length == 0) root = path.StartsWith('/') ? "/" : ".";
        var matches = new List<string>();
        if (Directory.Exists(root))
        {
            var variable = parts.Skip(fixedParts).ToArray();
            var expression = Translate(variable);
            var recurse = variable.Length > 1 || variable[0] == "**";
            var options = new EnumerationOptions { RecurseSubdirectories = recurse, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
            foreach (var file in Directory.EnumerateFiles(root, "*", options))
            {
                var relative = Path.GetRelativePath(root, file).Replace('\\', '/');
                if (expression.IsMatch(relative)) matches.Add(root == "." ? relative : $"{root.TrimEnd('/')}/{relative}");
            }
        }

        if (matches.Count == 0)
            throw new DataFileException(path, "no file matches this pattern", advice: "* and ? stay within one folder, ** goes through folders");
        matches.Sort(StringComparer.Ordinal);
        return matches;
    }

    private static Regex Translate(string[] parts)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            if (parts[i] == "**")
            {
                text.Append(last ? ".*" : "(?:[^/]*/)*");
                continue;
            }

            foreach (var character in parts[i])
            {
                text.Append(character switch { '*' => "[^/]*", '?' => "[^/]", _ => Regex.Escape(character.ToString()) });
            }

            if (!last) text.Append('/');
        }

        return new Regex(text.Append("\\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    private static string Advice(string path)
    {
        const string General = "Check the path; relative paths start from the current folder or from the folder of the configuration file";
        var folder = Path.GetDirectoryName(path);
        folder = string.IsNullOrEmpty(folder) ? "." : folder;
        if (!Directory.Exists(folder)) return General;
        var names = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
        var nearest = NearestName.Find(Path.GetFileName(path), names);
        return nearest is null ? General : $"In that folder the nearest is '{nearest}'";
    }
}
