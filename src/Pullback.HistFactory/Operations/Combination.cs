using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Operations;

/// <summary>Puts two valid workspaces together.</summary>
/// <param name="join">What happens to names that both have.</param>
/// <param name="mergeChannels">Whether channels that both have get the samples of both.</param>
/// <param name="warnings">Hears what is left out although it differs from what is kept.</param>
internal sealed class Combination(WorkspaceJoin join, bool mergeChannels, IProgress<string>? warnings)
{
    /// <summary>Combines all parts.</summary>
    public JsonObject Apply(JsonObject left, JsonObject right)
    {
        CheckVersions(left, right);
        (JsonObject first, JsonObject second) = join == WorkspaceJoin.RightOuter ? (right, left) : (left, right);
        JsonObject result = first;
        result = Join(result, second, "channels", "channel", mergeChannels ? MergeChannels : null);
        result = Join(result, second, "measurements", "measurement", join == WorkspaceJoin.Outer ? MergeMeasurements : null);
        return Join(result, second, "observations", "observation", null);
    }

    private static void CheckVersions(JsonObject left, JsonObject right)
    {
        string found = TreeEditing.TextOf(left, "version");
        string other = TreeEditing.TextOf(right, "version");
        if (found != other)
            throw Error($"the versions are '{found}' and '{other}', but must be equal.");
    }

    /// <summary>Adds elements to an array under a name; an element whose name is taken is merged, left out, or an error.</summary>
    private JsonObject Join(JsonObject first, JsonObject second, string name, string kind, Func<JsonObject, JsonObject, JsonObject>? merge)
    {
        var items = new List<JsonTree>(TreeEditing.ItemsOf(first, name));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonTree item in items)
            places[TreeEditing.NameOf(item)] = places.Count;
        foreach (JsonTree item in TreeEditing.ItemsOf(second, name))
        {
            if (!places.TryGetValue(TreeEditing.NameOf(item), out int place))
                items.Add(item);
            else if (join == WorkspaceJoin.None)
                throw Error($"both workspaces have {Article(kind)} '{TreeEditing.NameOf(item)}', which the join 'none' does not allow. {Advice(kind)}");
            else if (!JsonTree.ValueEquals(items[place], item))
                items[place] = merge is null ? Choose(items[place], item, kind) : merge((JsonObject)items[place], (JsonObject)item);
        }

        return first.With(name, new JsonArray(items));
    }

    /// <summary>Keeps the element of the workspace that has precedence, if one has.</summary>
    private JsonTree Choose(JsonTree kept, JsonTree left, string kind)
    {
        string name = TreeEditing.NameOf(kept);
        if (join == WorkspaceJoin.Outer)
            throw Error($"the workspaces have different {kind}s '{name}', which the join 'outer' does not allow. {Advice(kind)}");
        string side = join == WorkspaceJoin.LeftOuter ? "left" : "right";
        warnings?.Report($"The {kind} '{name}' differs between the workspaces; that of the {side} one is kept.");
        return kept;
    }

    private JsonObject MergeChannels(JsonObject first, JsonObject second)
    {
        var items = new List<JsonTree>(TreeEditing.ItemsOf(first, "samples"));
        Dictionary<string, JsonTree> known = items.ToDictionary(TreeEditing.NameOf, StringComparer.Ordinal);
        foreach (JsonTree sample in TreeEditing.ItemsOf(second, "samples"))
        {
            if (!known.TryGetValue(TreeEditing.NameOf(sample), out JsonTree? kept))
                items.Add(sample);
            else if (!JsonTree.ValueEquals(kept, sample))
                warnings?.Report($"The sample '{TreeEditing.NameOf(sample)}' of the channel '{TreeEditing.NameOf(first)}' differs between the workspaces; that of the {(join == WorkspaceJoin.RightOuter ? "right" : "left")} one is kept.");
        }

        return items.Count == known.Count ? first : first.With("samples", new JsonArray(items));
    }

    private static JsonObject MergeMeasurements(JsonObject first, JsonObject second)
    {
        string name = TreeEditing.NameOf(first);
        var config = (JsonObject)first["config"];
        string poi = TreeEditing.TextOf(config, "poi");
        string other = TreeEditing.TextOf(second["config"], "poi");
        if (poi != other)
            throw Error($"the measurement '{name}' has the parameter of interest '{poi}' on the left and '{other}' on the right. Rename one of the measurements.");
        var parameters = new List<JsonTree>(TreeEditing.ItemsOf(config, "parameters"));
        Dictionary<string, JsonTree> known = parameters.ToDictionary(TreeEditing.NameOf, StringComparer.Ordinal);
        foreach (JsonTree parameter in TreeEditing.ItemsOf(second["config"], "parameters"))
        {
            if (!known.TryGetValue(TreeEditing.NameOf(parameter), out JsonTree? kept))
                parameters.Add(parameter);
            else if (!JsonTree.ValueEquals(kept, parameter))
                throw Error($"measurement '{name}': the workspaces configure the parameter '{TreeEditing.NameOf(parameter)}' differently. Make the configurations equal, rename one parameter, or choose 'left outer' or 'right outer'.");
        }

        return first.With("config", config.With("parameters", new JsonArray(parameters)));
    }

    private static string Article(string kind) => kind == "observation" ? "an observation" : "a " + kind;

    private static string Advice(string kind) => kind == "channel"
        ? "Rename or prune it in one of them, choose 'left outer' or 'right outer', or merge channels."
        : $"Rename or prune the {(kind == "observation" ? "channel" : kind)} in one of them, or choose 'left outer' or 'right outer'.";

    private static WorkspaceOperationException Error(string problem) => new("combine", problem);
}
