using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Operations;

/// <summary>Removes parts of a valid workspace.</summary>
internal static class Pruning
{
    /// <summary>Removes what is selected.</summary>
    public static JsonObject Apply(JsonObject workspace, PruneSelection selection)
    {
        workspace = TreeEditing.ChangeEach(workspace, "channels", channel => Channel(channel, selection));
        workspace = TreeEditing.ChangeEach(workspace, "measurements", measurement => Measurement(measurement, selection));
        return TreeEditing.ChangeEach(workspace, "observations", observation => Unless(selection.Channels, observation));
    }

    private static JsonObject? Channel(JsonObject channel, PruneSelection selection) =>
        Unless(selection.Channels, channel) is null ? null : TreeEditing.ChangeEach(channel, "samples", sample => Sample(sample, selection));

    private static JsonObject? Sample(JsonObject sample, PruneSelection selection) =>
        Unless(selection.Samples, sample) is null ? null : TreeEditing.ChangeEach(sample, "modifiers", modifier => Modifier(modifier, selection));

    private static JsonObject? Modifier(JsonObject modifier, PruneSelection selection) =>
        selection.ModifierTypes.Contains(TreeEditing.TextOf(modifier, "type")) ? null : Unless(selection.Modifiers, modifier);

    private static JsonObject? Measurement(JsonObject measurement, PruneSelection selection) =>
        Unless(selection.Measurements, measurement) is null
            ? null
            : TreeEditing.ChangeObject(
                measurement, "config", config => TreeEditing.ChangeEach(config, "parameters", parameter => Unless(selection.Modifiers, parameter)));

    private static JsonObject? Unless(IReadOnlyCollection<string> names, JsonObject item) => names.Contains(TreeEditing.NameOf(item)) ? null : item;
}
