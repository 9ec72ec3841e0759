using System.Text.Json.Nodes;
using Pullback.Cli.Tests.Workspaces;
using Pullback.Data.Npz;

namespace Pullback.Cli.Tests.Categories;

/// <summary>Described models on fixed events against the numbers of the original program's formulas.</summary>
public sealed class CategoryReferenceTests : IDisposable
{
    private static readonly Lazy<JsonArray> Cases = new(() => JsonNode.Parse(File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "reference", "data", "categories", "category_cases.json")))!["cases"]!.AsArray());

    private readonly CategoryCommand _command = new();

    public static TheoryData<string> Names => [.. Cases.Value.Select(item => item!["name"]!.GetValue<string>())];

    public void Dispose() => _command.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_described_model_counts_as_the_original_does(string name)
    {
        JsonNode item = Cases.Value.Single(candidate => candidate!["name"]!.GetValue<string>() == name)!;
        JsonNode expected = item["expected"]!;
        string[] signals = item["signals"].Texts();
        _command.Write("model.json", Description(item).ToJsonString());
        NpzWriter.Write(_command.PathOf("case.npz"), archive =>
        {
            foreach ((string process, JsonNode? events) in item["events"]!.AsObject())
            {
                JsonArray x = events!["x"]!.AsArray();
                archive.Add<double>(process, [.. x.SelectMany(row => row.List())], x.Count, x[0]!.AsArray().Count);
                archive.Add<double>(process + "_weight", [events["weight"].Number()]);
            }
        });

        // The original sums in another order; differences of sums of a few hundred terms stay far below this.
        const double Rounding = 1e-11;
        JsonObject document = _command.Document(["evaluate", "model.json", "--data", "case.npz"]);
        foreach (string key in (string[])["background", "background_sumw2", "hard_background", "hard_background_sumw2"]) Numbers.Near(expected[key].List(), document[key].List(), Rounding);
        foreach (string signal in signals)
        {
            Numbers.Near(expected["significance"]![signal].Number(), document["significance"]![signal].Number(), Rounding);
            Numbers.Near(expected["hard_significance"]![signal].Number(), document["hard_significance"]![signal].Number(), Rounding);
            Numbers.Near(expected["signal"]![signal].List(), document["signal"]![signal].List(), Rounding);
        }

        Numbers.Near(expected["penalty_low_background"].Number(), document["penalties"]!["low_background"].Number(), Rounding);
        Numbers.Near(expected["penalty_high_uncertainty"].Number(), document["penalties"]!["high_uncertainty"].Number(), Rounding);
    }

    // The fields of the reference under the keys of a description.
    private static JsonObject Description(JsonNode item)
    {
        if (item["kind"]!.GetValue<string>() == "sigmoid")
        {
            JsonArray variables = item["variables"]!.AsArray();
            return new JsonObject
            {
                ["scores"] = new JsonArray([.. variables.Select(v => v!["name"]!.DeepClone())]),
                ["model"] = new JsonObject
                {
                    ["kind"] = "sigmoid",
                    ["variables"] = new JsonObject(variables.Select(v => KeyValuePair.Create<string, JsonNode?>(
                        v!["name"]!.GetValue<string>(), new JsonObject { ["bins"] = v["bins"]!.DeepClone(), ["range"] = v["range"]!.DeepClone() }))),
                },
                ["parameters"] = new JsonObject
                {
                    ["boundaries"] = new JsonArray([.. variables.Select(v => v!["raw"]!.DeepClone())]),
                    ["steepness"] = new JsonArray([.. variables.Select(v => v!["steepness"]!.DeepClone())]),
                },
            };
        }

        double[] low = item["mean_range"]![0].List(), high = item["mean_range"]![1].List();
        return new JsonObject
        {
            ["scores"] = new JsonArray([.. low.Select((_, i) => JsonValue.Create($"score {i}"))]),
            ["model"] = new JsonObject
            {
                ["kind"] = "mixture",
                ["categories"] = item["n_cats"]!.DeepClone(),
                ["mean_normalization"] = item["mean_norm"]!.DeepClone(),
                ["mean_range"] = new JsonArray([.. low.Zip(high, (a, b) => new JsonArray(a, b))]),
                ["temperature"] = item["temperature"]!.DeepClone(),
                ["off_diagonal_damping"] = item["cov_offdiag_damping"]!.DeepClone(),
            },
            ["parameters"] = new JsonObject
            {
                ["mixture_logits"] = item["mixture_logits"]!.DeepClone(),
                ["means"] = item["means"]!.DeepClone(),
                ["unconstrained_L"] = item["unconstrained_L"]!.DeepClone(),
            },
        };
    }
}
