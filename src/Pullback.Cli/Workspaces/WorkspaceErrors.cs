using Pullback.Cli.Errors;
using Pullback.HistFactory;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;
using Pullback.HistFactory.Workspaces;

namespace Pullback.Cli.Workspaces;

/// <summary>Turns what the library finds wrong with a workspace into paragraphs that name the file.</summary>
internal static class WorkspaceErrors
{
    /// <summary>Does something with a file.</summary>
    /// <param name="file">The file as the user typed it.</param>
    /// <param name="action">What to do.</param>
    /// <exception cref="InputException">The file, or what was asked of it, is wrong.</exception>
    public static T Guard<T>(string file, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (JsonFormatException problem)
        {
            throw new InputException(problem.Message, problem);
        }
        catch (InvalidWorkspaceException problem)
        {
            throw new InputException(Paragraphs(file, problem.Problems, problem.Total));
        }
        catch (InvalidPatchSetException problem)
        {
            throw new InputException(Paragraphs(file, problem.Problems, problem.Total));
        }
        catch (InvalidModelException problem)
        {
            throw new InputException(Paragraphs(file, problem.Problems, problem.Problems.Count));
        }
        catch (Exception problem) when (problem is WorkspaceOperationException or JsonPatchException)
        {
            throw new InputException($"{file}: {problem.Message}", problem);
        }
    }

    private static string[] Paragraphs(string file, IReadOnlyList<string> problems, int total)
    {
        IEnumerable<string> named = problems.Select(problem => $"{file}: {problem}");
        return total > problems.Count ? [.. named, $"{file}: {total - problems.Count} more problems are not shown."] : [.. named];
    }
}
