using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Operations;

/// <summary>The names in a workspace that operations may refer to.</summary>
/// <param name="operation">The operation, for messages.</param>
/// <param name="workspace">The workspace.</param>
internal sealed class WorkspaceNames(string operation, Workspace workspace)
{
    /// <summary>Checks names of channels.</summary>
    public void CheckChannels(IEnumerable<string> names) => Check("channel", "channels", names, workspace.Channels.Select(channel => channel.Name));

    /// <summary>Checks names of samples.</summary>
    public void CheckSamples(IEnumerable<string> names) =>
        Check("sample", "samples", names, workspace.Channels.SelectMany(channel => channel.Samples).Select(sample => sample.Name));

    /// <summary>Checks names of modifiers; a parameter that is only configured or of interest counts, as its modifier may come with a patch.</summary>
    public void CheckModifiers(IEnumerable<string> names) => Check(
        "modifier",
        "modifiers",
        names,
        Modifiers.Select(modifier => modifier.Name)
            .Concat(workspace.Measurements.SelectMany(measurement => measurement.Parameters).Select(parameter => parameter.Name))
            .Concat(workspace.Measurements.Select(measurement => measurement.Poi).Where(poi => poi.Length > 0)));

    /// <summary>Checks types of modifiers.</summary>
    public void CheckModifierTypes(IEnumerable<string> types) =>
        Check("modifier type", "modifier types", types, Modifiers.Select(modifier => modifier.Type));

    /// <summary>Checks names of measurements.</summary>
    public void CheckMeasurements(IEnumerable<string> names) =>
        Check("measurement", "measurements", names, workspace.Measurements.Select(measurement => measurement.Name));

    private IEnumerable<Modifier> Modifiers => workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers);

    private void Check(string kind, string plural, IEnumerable<string> names, IEnumerable<string> existing)
    {
        HashSet<string>? known = null;
        foreach (string name in names)
        {
            known ??= new HashSet<string>(existing, StringComparer.Ordinal);
            if (!known.Contains(name))
                throw WorkspaceOperationException.Unknown(operation, kind, plural, name, known);
        }
    }
}
