using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Operations;

/// <summary>Operations that make workspaces of workspaces.</summary>
/// <remarks>All work on JSON trees, so that numbers stay as they were read and untouched samples keep their references. Arguments and results are checked
/// by <see cref="WorkspaceReader"/>. Reference: [Pyhf2021].</remarks>
public static class WorkspaceOperations
{
    /// <summary>Removes parts of a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="selection">What to remove.</param>
    /// <exception cref="WorkspaceOperationException">A name does not exist.</exception>
    /// <exception cref="InvalidWorkspaceException">The workspace or what remains of it is not valid, such as a channel left without samples.</exception>
    public static JsonTree Prune(JsonTree workspace, PruneSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var names = new WorkspaceNames("prune", WorkspaceReader.Read(workspace));
        names.CheckModifiers(selection.Modifiers);
        names.CheckModifierTypes(selection.ModifierTypes);
        names.CheckSamples(selection.Samples);
        names.CheckChannels(selection.Channels);
        names.CheckMeasurements(selection.Measurements);
        return Checked(Pruning.Apply((JsonObject)workspace, selection));
    }

    /// <summary>Renames parts of a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="map">The new names.</param>
    /// <exception cref="WorkspaceOperationException">An old name does not exist.</exception>
    /// <exception cref="InvalidWorkspaceException">The workspace or the result is not valid, such as two channels with one name.</exception>
    public static JsonTree Rename(JsonTree workspace, RenameMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var names = new WorkspaceNames("rename", WorkspaceReader.Read(workspace));
        names.CheckModifiers(map.Modifiers.Keys);
        names.CheckSamples(map.Samples.Keys);
        names.CheckChannels(map.Channels.Keys);
        names.CheckMeasurements(map.Measurements.Keys);
        return Checked(Renaming.Apply((JsonObject)workspace, map));
    }

    /// <summary>Puts two workspaces together.</summary>
    /// <param name="left">A workspace.</param>
    /// <param name="right">A workspace.</param>
    /// <param name="join">What happens to names that both have.</param>
    /// <param name="mergeChannels">Whether a channel that both have gets the samples of both; those of one name are taken from the workspace that has
    /// precedence. Not with <see cref="WorkspaceJoin.None"/>.</param>
    /// <param name="warnings">Hears what is left out although it differs from what is kept.</param>
    /// <exception cref="WorkspaceOperationException">The join does not allow a name that both have.</exception>
    /// <exception cref="InvalidWorkspaceException">A workspace or the result is not valid.</exception>
    public static JsonTree Combine(
        JsonTree left, JsonTree right, WorkspaceJoin join = WorkspaceJoin.None, bool mergeChannels = false, IProgress<string>? warnings = null)
    {
        Checked(left);
        Checked(right);
        if (mergeChannels && join == WorkspaceJoin.None)
            throw new WorkspaceOperationException("combine", "channels cannot be merged with the join 'none'. Choose 'outer', 'left outer' or 'right outer'.");
        return Checked(new Combination(join, mergeChannels, warnings).Apply((JsonObject)left, (JsonObject)right));
    }

    /// <summary>Sorts channels, samples, measurements, parameters and observations by name, and modifiers by name and type.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <exception cref="InvalidWorkspaceException">The workspace is not valid.</exception>
    public static JsonTree Sort(JsonTree workspace) => Checked(Sorting.Apply((JsonObject)Checked(workspace)));

    private static JsonTree Checked(JsonTree tree)
    {
        WorkspaceReader.Read(tree);
        return tree;
    }
}
