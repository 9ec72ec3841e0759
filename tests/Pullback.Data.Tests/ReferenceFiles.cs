using System.Text.Json;

namespace Pullback.Data.Tests;

/// <summary>The arrays that NumPy wrote, and what is in them; made by tests/reference/scripts/make_npy.py.</summary>
internal static class ReferenceFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference", "data", "npy");

    public static JsonElement Expected { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json"))).RootElement;

    public static string PathOf(string file) => Path.Combine(Folder, file);

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetDouble())];
}
