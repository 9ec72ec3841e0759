using System.Runtime.CompilerServices;
using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Reads workspaces from JSON trees and checks them.</summary>
/// <remarks>
/// <para>Checked are the schema 1.0.0 and what one document must agree on: names that must differ, numbers of bins, types of modifiers, an observation for
/// each channel. What depends on the parameters, such as conflicting uses of a name, is checked when a model is compiled.</para>
/// <para>Channels, samples, measurements and observations are the same objects whenever they are read from the same trees. Reference: [Pyhf2021].</para>
/// </remarks>
public static class WorkspaceReader
{
    /// <summary>The version of the schema.</summary>
    internal const string Version = "1.0.0";

    private static readonly ConditionalWeakTable<Workspace, JsonTree> Sources = [];

    /// <summary>Reads a workspace.</summary>
    /// <param name="tree">An object with channels, measurements, observations and version.</param>
    /// <exception cref="InvalidWorkspaceException">The tree breaks the schema or contradicts itself; all problems are listed.</exception>
    public static Workspace Read(JsonTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var problems = new ProblemList();
        Workspace? workspace = Read(tree, new SchemaReader(problems));
        if (workspace is null || problems.Total > 0)
            throw new InvalidWorkspaceException(problems.Problems, problems.Total);
        Sources.Add(workspace, tree);
        return workspace;
    }

    /// <summary>The tree that exactly this workspace was read from, or null.</summary>
    internal static JsonTree? SourceOf(Workspace workspace) => Sources.TryGetValue(workspace, out JsonTree? tree) ? tree : null;

    private static Workspace? Read(JsonTree tree, SchemaReader schema)
    {
        var place = new Place(null, "workspace", tree);
        if (!CheckKind(place, tree, schema) || schema.Object(place, tree, ["channels", "measurements", "observations", "version"]) is not { } record)
            return null;
        CheckVersion(place, record, schema);
        var channelReader = new ChannelReader(schema);
        var measurementReader = new MeasurementReader(schema);
        var observationReader = new ObservationReader(schema);
        List<Channel> channels = ReadAll(place, record, "channel", schema, channelReader.Read);
        List<Measurement> measurements = ReadAll(place, record, "measurement", schema, measurementReader.Read);
        int before = schema.Problems.Total;
        List<Observation> observations = ReadAll(place, record, "observation", schema, observationReader.Read);
        bool complete = schema.Problems.Total == before && observations.Count > 0;
        schema.CheckDistinct(place, channels.Select(channel => channel.Name), "channels", "Rename or remove all but one.");
        schema.CheckDistinct(place, measurements.Select(measurement => measurement.Name), "measurements", "Rename or remove all but one.");
        schema.CheckDistinct(place, observations.Select(observation => observation.Name), "observations", "Remove all but one.");
        observationReader.CheckAgainst(place, channels, observations, complete);
        return new Workspace(Version, channels, observations, measurements);
    }

    /// <summary>Says what the document is instead, where it is one of its relatives.</summary>
    private static bool CheckKind(Place place, JsonTree tree, SchemaReader schema)
    {
        if (tree is JsonArray array && array.Count > 0 && array[0] is JsonObject first && first.TryGet("op", out _))
        {
            schema.Problems.Add(place, "this is a JSON patch, not a workspace. Apply it to the background-only workspace that it belongs to.");
            return false;
        }

        if (tree is JsonObject set && set.TryGet("patches", out _) && !set.TryGet("channels", out _))
        {
            schema.Problems.Add(place, "this is a patch set, not a workspace. Apply one of its patches to the background-only workspace that it belongs to.");
            return false;
        }

        return true;
    }

    private static void CheckVersion(Place place, JsonObject record, SchemaReader schema)
    {
        if (schema.Text(place, record, "version") is { } version && version != Version)
            schema.Problems.Add(place, $"the version is '{version}', but only '{Version}' is known. Check that this is a pyhf workspace.");
    }

    private static List<T> ReadAll<T>(Place place, JsonObject record, string kind, SchemaReader schema, Func<Place, JsonTree, T?> read)
        where T : class
    {
        var list = new List<T>();
        if (schema.Array(place, record, kind + "s", kind + "s", canBeEmpty: false) is not { } array)
            return list;
        for (int i = 0; i < array.Count; i++)
        {
            if (read(place.Inside(kind, array[i], i), array[i]) is { } item)
                list.Add(item);
        }

        return list;
    }
}
