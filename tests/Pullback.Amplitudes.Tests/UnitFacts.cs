using System.Text.Json;

namespace Pullback.Amplitudes.Tests;

/// <summary>The file of small reference numbers.</summary>
internal static class UnitFacts
{
    public static JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "amplitudes", "unit_facts.json"))).RootElement;

    public static double[] Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Numbers)] : [element.GetDouble()];
}
