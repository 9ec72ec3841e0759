using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Writes workspaces as JSON trees.</summary>
/// <remarks>A workspace or sample that was read from a tree gives that tree back; numbers that were read keep whether they were written as integers.</remarks>
public static class WorkspaceWriter
{
    /// <summary>Writes a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    public static JsonTree Write(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return WorkspaceReader.SourceOf(workspace) ?? Object(
            ("channels", Array(workspace.Channels, Write)),
            ("measurements", Array(workspace.Measurements, Write)),
            ("observations", Array(workspace.Observations, Write)),
            ("version", new JsonString(workspace.Version)));
    }

    private static JsonObject Write(Channel channel) => Object(("name", new JsonString(channel.Name)), ("samples", Array(channel.Samples, Write)));

    private static JsonObject Write(Sample sample) => SampleMemory.Find(sample) ?? Object(
        ("name", new JsonString(sample.Name)), ("data", Numbers(sample.Data)), ("modifiers", Array(sample.Modifiers, Write)));

    private static JsonObject Write(Modifier modifier) =>
        Object(("name", new JsonString(modifier.Name)), ("type", new JsonString(modifier.Type)), ("data", Write(modifier.Data)));

    private static JsonTree Write(ModifierData data) => data switch
    {
        NoModifierData => JsonNull.Instance,
        ScaleVariation scale => Object(("hi", new JsonNumber(scale.High)), ("lo", new JsonNumber(scale.Low))),
        TemplateVariation template => Object(("hi_data", Numbers(template.High)), ("lo_data", Numbers(template.Low))),
        BinUncertainties uncertainties => Numbers(uncertainties.Values),
        _ => throw new ArgumentException($"Modifier data of type {data.GetType().Name} has no form in schema {WorkspaceReader.Version}.", nameof(data)),
    };

    private static JsonObject Write(Observation observation) => Object(("name", new JsonString(observation.Name)), ("data", Numbers(observation.Data)));

    private static JsonObject Write(Measurement measurement) => Object(
        ("name", new JsonString(measurement.Name)),
        ("config", Object(("poi", new JsonString(measurement.Poi)), ("parameters", Array(measurement.Parameters, Write)))));

    private static JsonObject Write(ParameterConfiguration parameter)
    {
        JsonObject tree = Object(("name", new JsonString(parameter.Name)));
        tree = With(tree, "inits", parameter.Inits);
        if (parameter.Bounds is { } bounds)
            tree = tree.With("bounds", Array(bounds, pair => new JsonArray(new JsonNumbers([pair.Lower, pair.Upper]))));
        tree = With(tree, "auxdata", parameter.AuxiliaryData);
        tree = With(tree, "factors", parameter.Factors);
        tree = With(tree, "sigmas", parameter.Sigmas);
        return parameter.Fixed is { } held ? tree.With("fixed", JsonBoolean.Of(held)) : tree;
    }

    private static JsonObject With(JsonObject tree, string name, IReadOnlyList<double>? values) => values is null ? tree : tree.With(name, Numbers(values));

    private static JsonArray Numbers(IReadOnlyList<double> values) => new(values as JsonNumbers ?? new JsonNumbers(values));

    private static JsonArray Array<T>(IReadOnlyList<T> items, Func<T, JsonTree> write) => new(items.Select(write));

    private static JsonObject Object(params ReadOnlySpan<(string Name, JsonTree Value)> members)
    {
        var array = new JsonMember[members.Length];
        for (int i = 0; i < array.Length; i++)
            array[i] = new JsonMember(members[i].Name, members[i].Value);
        return new JsonObject(array);
    }
}
