using System.Text.Json.Nodes;

namespace Pullback.Cli.Estimators;

/// <summary>Row-major arrays as nested lists.</summary>
internal static class NestedLists
{
    /// <summary>The list of an array.</summary>
    /// <param name="values">Its numbers, finite.</param>
    /// <param name="shape">Its dimensions.</param>
    public static JsonArray Of(ReadOnlySpan<double> values, params ReadOnlySpan<int> shape)
    {
        var list = new JsonArray();
        int step = values.Length / Math.Max(1, shape[0]);
        for (int i = 0; i < shape[0]; i++)
            list.Add(shape.Length == 1 ? JsonValue.Create(values[i]) : (JsonNode)Of(values.Slice(i * step, step), shape[1..]));
        return list;
    }
}
