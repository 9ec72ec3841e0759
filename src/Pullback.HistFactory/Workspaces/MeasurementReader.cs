using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Reads measurements.</summary>
/// <param name="schema">Takes the values.</param>
internal sealed class MeasurementReader(SchemaReader schema)
{
    /// <summary>Reads a measurement.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="tree">What is there.</param>
    /// <returns>The measurement, or null after noting what is wrong.</returns>
    public Measurement? Read(Place place, JsonTree tree)
    {
        if (TreeMemory<Measurement>.Find(tree) is { } known)
            return known;
        int before = schema.Problems.Total;
        if (schema.Object(place, tree, ["name", "config"]) is not { } record)
            return null;
        string? name = schema.Text(place, record, "name");
        if (!record.TryGet("config", out JsonTree? config) || schema.Object(place, config, ["poi", "parameters"]) is not { } settings)
            return null;
        string? poi = schema.Text(place, settings, "poi");
        List<ParameterConfiguration> parameters = Parameters(place, settings);
        if (name is null || poi is null)
            return null;
        var measurement = new Measurement(name, poi, parameters);
        return schema.Problems.Total > before ? measurement : TreeMemory<Measurement>.Keep(measurement, tree);
    }

    private List<ParameterConfiguration> Parameters(Place place, JsonObject settings)
    {
        var parameters = new List<ParameterConfiguration>();
        if (schema.Array(place, settings, "parameters", "parameters", canBeEmpty: true) is not { } array)
            return parameters;
        for (int i = 0; i < array.Count; i++)
        {
            if (Parameter(place.Inside("parameter", array[i], i), array[i]) is { } parameter)
                parameters.Add(parameter);
        }

        schema.CheckDistinct(place, parameters.Select(parameter => parameter.Name), "parameter configurations", "Merge them into one.");
        return parameters;
    }

    private ParameterConfiguration? Parameter(Place place, JsonTree tree)
    {
        if (schema.Object(place, tree, ["name"], ["inits", "bounds", "auxdata", "factors", "sigmas", "fixed"]) is not { } record)
            return null;
        return schema.Text(place, record, "name") is not { } name ? null : new ParameterConfiguration(name)
        {
            Inits = Components(place, record, "inits"),
            Bounds = Bounds(place, record),
            Fixed = Fixed(place, record),
            AuxiliaryData = Components(place, record, "auxdata"),
            Sigmas = Components(place, record, "sigmas"),
            Factors = Components(place, record, "factors"),
        };
    }

    private JsonNumbers? Components(Place place, JsonObject record, string name)
    {
        if (schema.Numbers(place, record, name, "component") is not { } numbers)
            return null;
        if (numbers.Count == 0)
            schema.Problems.Add(place, $"'{name}' is an empty array. Give one number per component, or leave '{name}' out for the default.");
        return numbers;
    }

    private bool? Fixed(Place place, JsonObject record)
    {
        if (!record.TryGet("fixed", out JsonTree? value))
            return null;
        if (value is JsonBoolean boolean)
            return boolean.Value;
        schema.Problems.Add(place, $"'fixed' is {value.Describe()}, but must be true or false.");
        return null;
    }

    private (double Lower, double Upper)[]? Bounds(Place place, JsonObject record)
    {
        if (schema.Array(place, record, "bounds", "pairs [lower, upper]", canBeEmpty: false) is not { } array)
            return null;
        var bounds = new (double Lower, double Upper)[array.Count];
        for (int i = 0; i < bounds.Length; i++)
        {
            if (schema.Numbers(place, array[i], $"bounds, component {i}", "side") is not { } pair)
                return null;
            if (pair.Count != 2)
            {
                schema.Problems.Add(place, $"bounds, component {i}: found {array[i].Describe()}, but bounds are pairs. Write [lower, upper].");
                return null;
            }

            bounds[i] = (pair[0], pair[1]);
        }

        return bounds;
    }
}
