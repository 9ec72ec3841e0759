using System.Text.Json;
using Pullback.Learning.Categories;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories;

/// <summary>A fixed model on fixed events with the numbers of the original program's formulas.</summary>
public sealed class CategoryCase
{
    private static readonly Lazy<JsonDocument> Document = new(() => JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "data", "categories", "category_cases.json"))));

    private CategoryCase(JsonElement json)
    {
        Expected = json.GetProperty("expected");
        bool mixture = json.GetProperty("kind").GetString() == "gmm";
        Model = mixture ? Mixture(json) : Sigmoid(json);
        Temperature = mixture ? json.GetProperty("temperature").GetDouble() : 1.0;
        Json = json;
        Parameters = mixture
            ? [.. Numbers(json.GetProperty("mixture_logits")), .. Numbers(json.GetProperty("means")), .. Numbers(json.GetProperty("unconstrained_L"))]
            :
            [
                .. json.GetProperty("variables").EnumerateArray().SelectMany(v => Numbers(v.GetProperty("raw"))),
                .. json.GetProperty("variables").EnumerateArray().Select(v => v.GetProperty("steepness").GetDouble()),
            ];
        Data = new CategoryData
        {
            ScoreNames = [.. Enumerable.Range(0, Model.Dimensions).Select(i => $"score {i}")],
            Sets =
            [
                .. json.GetProperty("events").EnumerateObject().Select(p =>
                {
                    double[] scores = Numbers(p.Value.GetProperty("x"));
                    double[] weights = [.. Enumerable.Repeat(p.Value.GetProperty("weight").GetDouble(), scores.Length / Model.Dimensions)];
                    return new EventSet(p.Name, scores, [new WeightColumn(p.Name, null, VariationSide.Nominal, weights)]);
                }),
            ],
        };
    }

    public static TheoryData<string> Names => [.. Document.Value.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    public JsonElement Json { get; }

    public JsonElement Expected { get; }

    public CategoryModel Model { get; }

    public double[] Parameters { get; }

    public double Temperature { get; }

    public CategoryData Data { get; }

    public static CategoryCase Named(string name) =>
        new(Document.Value.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name));

    /// <summary>The numbers of nested lists, row-major.</summary>
    public static double[] Numbers(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().SelectMany(Numbers)] : [json.GetDouble()];

    private static GaussianMixtureModel Mixture(JsonElement json)
    {
        double[][] range = [.. json.GetProperty("mean_range").EnumerateArray().Select(Numbers)];
        return new GaussianMixtureModel(new GaussianMixtureOptions
        {
            Categories = json.GetProperty("n_cats").GetInt32(),
            Dimensions = json.GetProperty("dim").GetInt32(),
            Temperature = json.GetProperty("temperature").GetDouble(),
            MeanNormalization = Enum.Parse<MeanNormalization>(json.GetProperty("mean_norm").GetString()!, ignoreCase: true),
            MeanRange = [.. range[0].Zip(range[1], (lower, upper) => new ScoreRange(lower, upper))],
            OffDiagonalDamping = json.GetProperty("cov_offdiag_damping").GetDouble(),
        });
    }

    private static SigmoidModel Sigmoid(JsonElement json) => new(new SigmoidOptions
    {
        Variables =
        [
            .. json.GetProperty("variables").EnumerateArray().Select(v => new SigmoidVariable
            {
                Name = v.GetProperty("name").GetString()!,
                Bins = v.GetProperty("bins").GetInt32(),
                Range = new ScoreRange(v.GetProperty("range")[0].GetDouble(), v.GetProperty("range")[1].GetDouble()),
                Steepness = v.GetProperty("steepness").GetDouble(),
            }),
        ],
    });
}
