using Pullback.Cli.Errors;
using Pullback.Cli.Text;
using Pullback.HistFactory;
using Pullback.HistFactory.Models;

namespace Pullback.Cli.Workspaces;

/// <summary>Finds parameters by the names a user types: <c>mu</c>, <c>gamma[3]</c>, or <c>gamma</c> for all its components.</summary>
internal static class ParameterNames
{
    /// <summary>The positions that a name stands for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The name.</param>
    /// <param name="where">Where it was typed, for the message.</param>
    /// <exception cref="InputException">There is no such parameter.</exception>
    public static IReadOnlyList<int> Find(HistFactoryModel model, string name, string where)
    {
        for (int i = 0; i < model.Parameters.Count; i++)
        {
            if (model.Parameters[i].Name == name) return [i];
        }

        if (model.Blocks.FirstOrDefault(block => block.Name == name) is { } found) return [.. Enumerable.Range(found.First, found.Count)];
        throw new InputException(Unknown(model, name, where));
    }

    /// <summary>The position of a single parameter.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The name.</param>
    /// <param name="where">Where it was typed, for the message.</param>
    /// <exception cref="InputException">There is no such parameter, or it has several components.</exception>
    public static int FindOne(HistFactoryModel model, string name, string where)
    {
        IReadOnlyList<int> found = Find(model, name, where);
        return found.Count == 1
            ? found[0]
            : throw new InputException($"{where}: '{name}' has {found.Count} components, but one parameter is needed. Write {name}[0] for the first of them.");
    }

    /// <summary>The paragraph about a name that does not exist.</summary>
    public static string Unknown(HistFactoryModel model, string name, string where)
    {
        string[] known = [.. model.Blocks.Select(Shown)];
        string listed = known.Length <= 30 ? string.Join(", ", known) : string.Join(", ", known[..30]) + $" and {known.Length - 30} more";
        int bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket > 0 && model.Blocks.FirstOrDefault(block => block.Name == name[..bracket]) is { } vector)
            return $"{where}: there is no parameter '{name}'. '{vector.Name}' {(vector.IsVector ? $"has the components {Shown(vector)}" : "has no components; write its name alone")}.";
        string suggestion = NearestName.Suggestion(name, model.Blocks.Select(block => block.Name));
        return $"{where}: there is no parameter '{name}'.{suggestion} The parameters are {listed}.";
    }

    private static string Shown(ParameterBlock block) => !block.IsVector ? block.Name : block.Count == 1 ? $"{block.Name}[0]" : $"{block.Name}[0...{block.Count - 1}]";
}
