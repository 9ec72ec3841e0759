using System.Text.Json;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Templates;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Tests.Templates;

/// <summary>A model of the reference table with its templates, counts and test.</summary>
internal sealed record InferenceCase(TemplateModel Model, double[] Templates, double[] Counts, TestStatistic Statistic, double Poi);

/// <summary>The reference numbers of small models (tests/reference/data/histfactory/inference_numbers.json) and the models they belong to.</summary>
internal static class InferenceNumbers
{
    private static readonly Lazy<JsonElement> Table = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "data", "histfactory", "inference_numbers.json")))
            .RootElement.GetProperty("cases"));

    internal static JsonElement Reference(string name) => Table.Value.GetProperty(name);

    /// <summary>The cases that a template model can express: all but those with a normsys modifier or a published workspace.</summary>
    internal static Dictionary<string, InferenceCase> Cases { get; } = MakeCases();

    private static Dictionary<string, InferenceCase> MakeCases()
    {
        Dictionary<string, InferenceCase> cases = new()
        {
            ["val 1bin_shapesys q mu=1"] = Uncorrelated([10], [50], [7], [55], TestStatistic.QMu),
            ["val 1bin_shapesys_q0"] = Uncorrelated([25], [50], [7], [80], TestStatistic.Q0),
            ["val 2bin_histosys (code0)"] = Histosys(InterpolationCode.Code0),
            ["val 2bin_histosys (code4p default)"] = Histosys(InterpolationCode.Code4p),
            ["val 2bin_2channel"] = Uncorrelated([0, 0, 10, 35], [200, 350, 100, 150], [5, 10, 10, 10], [205, 345, 110, 155], TestStatistic.QMu),
            ["val 2bin_2channel_coupledhistosys (code0)"] = CoupledHistosys(),
            ["val shapesys_nuisparfilter"] = Uncorrelated([20, 10], [100, 10], [10, 0], [100, 10], TestStatistic.QMuTilde),
            ["docs 2bin [51,48] qtilde mu=1"] = Uncorrelated([12, 11], [50, 52], [3, 7], [51, 48], TestStatistic.QMuTilde),
            ["docs 2bin [60,65] q0"] = Uncorrelated([12, 11], [50, 52], [3, 7], [60, 65], TestStatistic.Q0),
            ["docs 2bin [51,48] q, mu>=-10"] = Uncorrelated([12, 11], [50, 52], [3, 7], [51, 48], TestStatistic.QMu, -10.0),
            ["docs 2-bin_1-channel.json"] = Uncorrelated([5, 10], [50, 60], [5, 12], [50, 60], TestStatistic.QMuTilde),
        };
        foreach (int n in (int[])[1, 2, 10, 50])
            cases[$"bench static {n} bins"] = Uncorrelated(Repeat(30, n), Repeat(100, n), Repeat(10, n), Repeat(120, n), TestStatistic.QMuTilde);
        foreach ((double s, double b, double db, string label) in ((double, double, double, string)[])
            [(5, 50, 15, "15"), (5, 50, 10, "10"), (5, 50, 7, "7"), (5, 50, 1, "1"), (5, 50, 0.1, "0.1"), (10, 5, 0.1, "0.1")])
        {
            cases[$"neos debug s={s:R} b={b:R} db={label}"] = Uncorrelated([s], [b], [db], [b], TestStatistic.QMuTilde);
        }

        return cases;
    }

    private static double[] Repeat(double value, int count) => [.. Enumerable.Repeat(value, count)];

    private static InferenceCase Uncorrelated(double[] signal, double[] background, double[] uncertainty, double[] counts, TestStatistic statistic, double lower = 0.0)
    {
        TemplateModel model = new(HepdataLikeModel.PerBin(signal.Length).Options with { PoiBounds = (lower, 10.0) });
        return new InferenceCase(model, [.. signal, .. background, .. uncertainty], counts, statistic, 1.0);
    }

    private static InferenceCase Histosys(InterpolationCode interpolation) => new(
        CorrelatedBackgroundModel.Create(2, "bkg_shape", interpolation), [30, 95, 100, 150, 102, 190, 98, 100], [120, 180], TestStatistic.QMu, 1.0);

    /// <summary>Two channels are the bins of one: control, control, signal, signal.</summary>
    private static InferenceCase CoupledHistosys()
    {
        TemplateModel model = new(new TemplateModelOptions
        {
            Bins = 4,
            Backgrounds = ["control", "bkg1", "bkg2"],
            Variations = [new TemplateVariation("coupled_histosys", ["control", "bkg1", "bkg2"])],
            Interpolation = InterpolationCode.Code0,
        });
        double[] y = new double[model.Layout.Length];
        void Set(string slice, params double[] values) => values.CopyTo(model.Layout[slice].Of(y.AsSpan()));
        Set("signal", 0, 0, 30, 35);
        Set("background:control", 105, 100, 0, 0);
        Set("variation:coupled_histosys:control:up", 110, 115, 0, 0);
        Set("variation:coupled_histosys:control:down", 95, 90, 0, 0);
        Set("background:bkg1", 0, 0, 100, 100);
        Set("variation:coupled_histosys:bkg1:up", 0, 0, 110, 110);
        Set("variation:coupled_histosys:bkg1:down", 0, 0, 90, 90);
        Set("background:bkg2", 0, 0, 50, 120);
        Set("variation:coupled_histosys:bkg2:up", 0, 0, 55, 55);
        Set("variation:coupled_histosys:bkg2:down", 0, 0, 45, 45);
        return new InferenceCase(model, y, [110, 105, 170, 220], TestStatistic.QMu, 1.0);
    }
}
