using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.HistFactory;
using Pullback.HistFactory.Json;

namespace Pullback.Cli.Workspaces;

/// <summary>A point in the space of parameters, from a file that maps names to values.</summary>
internal static class ParameterPoint
{
    /// <summary>Reads a point: <c>{"mu": 1, "gamma[0]": 0.9, "alpha": [0, 1]}</c>, or the document of a fit.</summary>
    /// <param name="host">Where relative paths start.</param>
    /// <param name="file">The file as the user typed it.</param>
    /// <param name="model">The model.</param>
    /// <param name="start">The values of parameters that the file leaves out.</param>
    /// <exception cref="InputException">Something is wrong; all problems are reported together.</exception>
    public static double[] Read(HostEnvironment host, string file, HistFactoryModel model, double[] start)
    {
        if (WorkspaceFile.Read(host, file) is not JsonObject map)
            throw new InputException($"{file}: an object is needed that maps names of parameters to values, such as {{\"{model.Parameters[0].Name}\": 1}}.");
        double[] point = [.. start];
        var problems = new List<string>();
        foreach ((string name, JsonTree value) in Entries(map)) Place(model, file, name, value, point, problems);
        return problems.Count > 0 ? throw new InputException(problems) : point;
    }

    private static IEnumerable<(string Name, JsonTree Value)> Entries(JsonObject map)
    {
        if (!map.TryGet("parameters", out JsonTree? tree) || tree is not JsonArray list) return map.Members.Select(member => (member.Name, member.Value));
        return list.Items.OfType<JsonObject>()
            .Where(entry => entry.TryGet("name", out JsonTree? name) && name is JsonString && entry.TryGet("value", out _))
            .Select(entry => (((JsonString)entry["name"]).Value, entry["value"]));
    }

    private static void Place(HistFactoryModel model, string file, string name, JsonTree value, double[] point, List<string> problems)
    {
        IReadOnlyList<int> found;
        try
        {
            found = ParameterNames.Find(model, name, file);
        }
        catch (InputException problem)
        {
            problems.AddRange(problem.Problems);
            return;
        }

        if (value is JsonNumber number)
        {
            if (found.Count == 1) point[found[0]] = number.Value;
            else problems.Add($"{file}: '{name}' has {found.Count} components, but the value is one number. Give a list of {found.Count}, or name a component as {name}[0].");
        }
        else if (value is JsonArray { Numbers: { } numbers })
        {
            if (numbers.Count != found.Count) problems.Add($"{file}: '{name}' has {found.Count} components, but the list has {numbers.Count}. Give one number for each.");
            else for (int i = 0; i < found.Count; i++) point[found[i]] = numbers[i];
        }
        else
        {
            problems.Add($"{file}: the value of '{name}' is {value}, but a number or a list of numbers is needed.");
        }
    }
}
