using Pullback.Cli.Configuration;
using Pullback.Cli.Text;
using Pullback.Learning.Observables;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>objective</c>: one name, or several with weights.</summary>
internal static class ObjectiveSection
{
    /// <summary>What can be made small.</summary>
    public static IReadOnlyList<string> Names => ObservableObjective.Names;

    /// <summary>Reads the key of the document; problems are noted.</summary>
    public static ObjectiveSettings Read(ConfigurationSection document)
    {
        if (document.Node("objective") is ConfigurationScalar)
            return new ObjectiveSettings([(document.Choice("objective", "cls", Names), 1)], Poi: 1);
        ConfigurationSection objective = document.Section("objective");
        double poi = objective.Number("poi", 1, Bounds.Positive);
        if (objective.Has("terms"))
        {
            if (objective.Has("name"))
                objective.Fail("terms", "found both 'name' and 'terms'. Give one objective (name) or several with weights (terms), not both.");
            return new ObjectiveSettings(Terms(objective), poi);
        }

        return new ObjectiveSettings([(objective.Choice("name", "cls", Names), 1)], poi);
    }

    private static List<(string Name, double Weight)> Terms(ConfigurationSection objective)
    {
        var terms = new List<(string, double)>();
        if (objective.Node("terms") is not ConfigurationMapping { Entries.Count: > 0 } mapping)
        {
            objective.Fail("terms", $"names with weights are needed, such as {{log-cls: 1, binary-cross-entropy: 0.1}}; names are {string.Join(", ", Names)}.");
            return terms;
        }

        foreach (ConfigurationEntry entry in mapping.Entries)
        {
            if (!Names.Contains(entry.Key))
            {
                objective.Errors.Add(
                    entry.Position, entry.Value.Path, $"unknown objective '{entry.Key}'.{NearestName.Suggestion(entry.Key, Names)} Objectives are {string.Join(", ", Names)}.");
            }
            else if (objective.NumberOf(entry.Value, Bounds.Positive) is { } weight)
            {
                terms.Add((entry.Key, weight));
            }
        }

        return terms;
    }
}
