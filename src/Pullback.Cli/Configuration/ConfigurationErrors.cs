using System.Globalization;
using Pullback.Cli.Errors;

namespace Pullback.Cli.Configuration;

/// <summary>Collects every problem of one configuration file, so that all are reported together.</summary>
/// <param name="file">The file's name as the user typed it.</param>
internal sealed class ConfigurationErrors(string file)
{
    private readonly List<(Position Position, string Text)> _problems = [];

    /// <summary>Whether anything is wrong so far.</summary>
    public bool Any => _problems.Count > 0;

    /// <summary>The file's name as the user typed it.</summary>
    public string File => file;

    /// <summary>Adds a problem at a place. <paramref name="path"/> may be empty for the whole document.</summary>
    public void Add(Position position, string path, string problem)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"{file}:{position.Line}:{position.Column}");
        _problems.Add((position, path.Length == 0 ? $"{where}: {problem}" : $"{where}: {path}: {problem}"));
    }

    /// <summary>Throws everything collected, in the order of the file.</summary>
    /// <exception cref="InputException">There is at least one problem.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new InputException([.. _problems.OrderBy(problem => problem.Position.Line).ThenBy(problem => problem.Position.Column).Select(problem => problem.Text).Distinct()]);
    }
}
