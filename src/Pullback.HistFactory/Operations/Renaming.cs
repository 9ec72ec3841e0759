using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Operations;

/// <summary>Renames parts of a valid workspace.</summary>
internal static class Renaming
{
    /// <summary>Gives the new names.</summary>
    public static JsonObject Apply(JsonObject workspace, RenameMap map)
    {
        workspace = TreeEditing.ChangeEach(workspace, "channels", channel => Channel(channel, map));
        workspace = TreeEditing.ChangeEach(workspace, "measurements", measurement => Measurement(measurement, map));
        return TreeEditing.ChangeEach(workspace, "observations", observation => TreeEditing.Rename(observation, "name", map.Channels));
    }

    private static JsonObject Channel(JsonObject channel, RenameMap map) =>
        TreeEditing.ChangeEach(TreeEditing.Rename(channel, "name", map.Channels), "samples", sample => Sample(sample, map));

    private static JsonObject Sample(JsonObject sample, RenameMap map) => TreeEditing.ChangeEach(
        TreeEditing.Rename(sample, "name", map.Samples), "modifiers", modifier => TreeEditing.Rename(modifier, "name", map.Modifiers));

    private static JsonObject Measurement(JsonObject measurement, RenameMap map) =>
        TreeEditing.ChangeObject(TreeEditing.Rename(measurement, "name", map.Measurements), "config", config => Configuration(config, map));

    private static JsonObject Configuration(JsonObject config, RenameMap map) => TreeEditing.ChangeEach(
        TreeEditing.Rename(config, "poi", map.Modifiers), "parameters", parameter => TreeEditing.Rename(parameter, "name", map.Modifiers));
}
