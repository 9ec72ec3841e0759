using System.Text.Json;
using Pullback.Amplitudes.Kinematics;
using Pullback.Amplitudes.Models;

namespace Pullback.Amplitudes.Tests;

/// <summary>The models of <c>event_amplitudes.json</c>.</summary>
internal static class ReferenceModel
{
    private static readonly JsonDocument _document = JsonDocument.Parse(File.ReadAllText(PathOf("event_amplitudes.json")));

    public static IReadOnlyList<string> Names => [.. _document.RootElement.EnumerateObject().Select(p => p.Name)];

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "reference", "amplitudes", file);

    public static JsonElement Entry(string name) => _document.RootElement.GetProperty(name);

    public static AmplitudeModel Load(string name)
    {
        AmplitudeModel model = AmplitudeModel.Parse(Entry(name).GetProperty("config").GetRawText());
        foreach (JsonProperty parameter in Entry(name).GetProperty("params").EnumerateObject()) model.Parameters.Set(parameter.Name, parameter.Value.GetDouble());
        return model;
    }

    public static AmplitudeEvents Events(string name, AmplitudeModel model)
    {
        JsonElement momenta = Entry(name).GetProperty("p4");
        int count = momenta.GetProperty(model.Finals[0].Name).GetArrayLength();
        var all = new FourMomentum[count * model.Finals.Count];
        for (int f = 0; f < model.Finals.Count; f++)
        {
            int e = 0;
            foreach (JsonElement p in momenta.GetProperty(model.Finals[f].Name).EnumerateArray())
                all[(e++ * model.Finals.Count) + f] = new FourMomentum(p[0].GetDouble(), p[1].GetDouble(), p[2].GetDouble(), p[3].GetDouble());
        }

        double[]? charges = Entry(name).TryGetProperty("charge", out JsonElement charge) ? [.. charge.EnumerateArray().Select(c => c.GetDouble())] : null;
        return new AmplitudeEvents(all, model.Finals.Count, charges);
    }
}
