using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Operations;

/// <summary>Sorts a valid workspace by names, in the order of code points.</summary>
internal static class Sorting
{
    /// <summary>Sorts everything that has a name.</summary>
    public static JsonObject Apply(JsonObject workspace)
    {
        workspace = TreeEditing.ChangeEach(workspace, "channels", Channel);
        workspace = TreeEditing.ChangeEach(workspace, "measurements", Measurement);
        workspace = TreeEditing.SortEach(workspace, "channels", TreeEditing.NameOf);
        workspace = TreeEditing.SortEach(workspace, "measurements", TreeEditing.NameOf);
        return TreeEditing.SortEach(workspace, "observations", TreeEditing.NameOf);
    }

    private static JsonObject Channel(JsonObject channel) =>
        TreeEditing.SortEach(TreeEditing.ChangeEach(channel, "samples", Sample), "samples", TreeEditing.NameOf);

    private static JsonObject Sample(JsonObject sample) =>
        TreeEditing.SortEach(sample, "modifiers", TreeEditing.NameOf, modifier => TreeEditing.TextOf(modifier, "type"));

    private static JsonObject Measurement(JsonObject measurement) =>
        TreeEditing.ChangeObject(measurement, "config", config => TreeEditing.SortEach(config, "parameters", TreeEditing.NameOf));
}
