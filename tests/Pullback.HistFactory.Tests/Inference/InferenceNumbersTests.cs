using System.Text.Json;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Tests.Inference;

/// <summary>The whole reference table of small models: CLs, bands, statistics, fitted points, Asimov data.</summary>
public sealed class InferenceNumbersTests
{
    private static readonly ModelOptions s_pyhfValidation = new() { HistoSys = InterpolationCode.Code0, NormSys = InterpolationCode.Code1 };
    private static readonly JsonElement s_table = ReferenceFiles.InferenceNumbers().GetProperty("cases");

    public static TheoryData<string> Names => [.. s_table.EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNumberAgrees(string name)
    {
        JsonElement reference = s_table.GetProperty(name);
        (Workspace workspace, TestStatistic statistic, ModelOptions options) = Case(name);
        HistFactoryModel model = HistFactoryModel.Create(workspace, null, options);
        HistFactoryData data = model.DataOf(workspace);
        var inference = new ModelInference(model);
        if (name.EndsWith("mu>=-10", StringComparison.Ordinal)) inference.SetBounds("mu", -10.0, 10.0);
        HypothesisTestResult test = inference.Test(statistic, 1.0, data);
        if (name.Contains("coupled", StringComparison.Ordinal))
        {
            // The reference follows one basin; both of its fits are local. The global answer is in the specification.
            Close.To(0.13830515, test.Cls, 1e-7, "global CLs");
            return;
        }

        if (name.EndsWith("db=0.1", StringComparison.Ordinal))
        {
            // With 1/tau = 4e-6 and less the reference loses digits among its large constants; the closed form of one bin does not.
            Close.To(name.Contains("b=50", StringComparison.Ordinal) ? 0.493493936967787 : 0.00268589054279474, test.Cls, 1e-12, "CLs in closed form");
            return;
        }

        // A statistic of the size 1e-7 is a difference of the reference's numbers that keeps 1e-14 of them.
        double floor = 1e-3;
        Close.To(reference.GetProperty("q").GetDouble(), test.Q, 1e-9, "q", floor);
        Close.To(reference.GetProperty("qA").GetDouble(), test.QAsimov, 1e-9, "qA", floor);
        Close.To(reference.GetProperty("CLs").GetDouble(), statistic == TestStatistic.Q0 ? test.Clsb : test.Cls, 1e-9, "CLs");
        Close.To(reference.GetProperty("CLsb").GetDouble(), test.Clsb, 1e-9, "CLsb");
        Close.To(reference.GetProperty("CLb").GetDouble(), test.Clb, 1e-9, "CLb");
        Close.To(reference.GetProperty("exp").Numbers(), test.ExpectedBand, 1e-9, "band");
        Optional(reference, "asimov", values => Close.To(values, Asimov(inference, model, data, statistic), 1e-8, "Asimov data", floor: 1e-9));

        double tested = statistic == TestStatistic.Q0 ? 0.0 : 1.0;
        FitResult free = inference.Fit(data);
        FitResult conditional = inference.Fit(data, new Dictionary<string, double> { [model.PoiName!] = tested });
        Optional(reference, "free", values => Close.To(values, free.Values, 1e-8, "free fit", floor: 1.0));
        Optional(reference, "cond", values => Close.To(values, conditional.Values, 1e-8, "conditional fit", floor: 1.0));
        Close.To(reference.GetProperty("twice_nll_free").GetDouble(), free.TwiceNll, 1e-12, "free 2NLL");
        Close.To(reference.GetProperty("twice_nll_cond").GetDouble(), conditional.TwiceNll, 1e-12, "conditional 2NLL");
    }

    [Fact]
    public void TheCoupledWorkspaceIsSolvedGloballyAndItsOtherMinimaAreReported()
    {
        Workspace workspace = SmallModels.Coupled();
        HistFactoryModel linear = HistFactoryModel.Create(workspace, null, s_pyhfValidation);
        var inference = new ModelInference(linear);
        HistFactoryData data = linear.DataOf(workspace);
        FitResult free = inference.Fit(data);
        Close.To(29.2874, free.TwiceNll, 2e-6);
        Close.To([0.3127, 0.5006], free.Values, 2e-4);
        Assert.Contains(free.OtherMinima, m => Math.Abs(m - 30.2853) < 1e-4);
        FitResult conditional = inference.Fit(data, new Dictionary<string, double> { ["mu"] = 1.0 });
        Close.To(30.8717, conditional.TwiceNll, 2e-6);
        Assert.Contains(conditional.OtherMinima, m => Math.Abs(m - 31.3751) < 1e-4);

        HistFactoryModel smooth = HistFactoryModel.Create(workspace);
        inference = new ModelInference(smooth);
        free = inference.Fit(data);
        Close.To(29.33113, free.TwiceNll, 2e-7);
        Close.To([0.41406, 0.42707], free.Values, 2e-5);
        Close.To(0.11404342, inference.Test(TestStatistic.QMu, 1.0, data).Cls, 1e-7);
    }

    [Theory]
    [InlineData("two bins", 0.05, 1.01157188139, new[] { .559884255082, .757029023475, 1.06235500068, 1.50118082715, 2.05080202179 })]
    [InlineData("two bins", 0.1, .839915908719, new[] { .443823258282, .612159339343, .885967616586, 1.29967020926, 1.83451866269 })]
    [InlineData("2-bin_1-channel", 0.05, 2.12358890813, new[] { 1.14760718799, 1.53607677263, 2.12358890813, 2.9415490038, 3.92992466169 })]
    [InlineData("1bin_example1", 0.05, 2.37952141025, new[] { 1.07559526599, 1.4472964522, 2.01816159488, 2.83202417422, 3.84673109934 })]
    [InlineData("calculators", 0.05, 1.45396639862, new[] { .754834457676, 1.0248283716, 1.45396639862, 2.10112817255, 2.97010880925 })]
    [InlineData("fifty bins", 0.05, .78173746713, new[] { .0735417686453, .0987319542261, .137053800583, .190718594615, .255706193898 })]
    public void LimitsAgree(string name, double level, double observed, double[] expected)
    {
        Workspace workspace = name switch
        {
            "two bins" => SmallModels.TwoBins(),
            "2-bin_1-channel" => SmallModels.Uncorrelated([5, 10], [50, 60], [5, 12], [50, 60]),
            "1bin_example1" => SmallModels.Uncorrelated([10], [50], [7], [55]),
            "calculators" => SmallModels.Uncorrelated([6], [9], [3], [9]),
            _ => SmallModels.Uncorrelated(Repeat(30, 50), Repeat(100, 50), Repeat(10, 50), Repeat(120, 50)),
        };
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        UpperLimits limits = new ModelInference(model).Limits(model.DataOf(workspace), level);
        Close.To(observed, limits.Observed, 1e-10, "observed");
        Close.To(expected, limits.Expected, 1e-10, "expected");
    }

    [Fact]
    public void FiveHundredIdenticalBinsHaveAnAnswerWhereCLsUnderflows()
    {
        Workspace workspace = SmallModels.Uncorrelated(Repeat(30, 500), Repeat(100, 500), Repeat(10, 500), Repeat(120, 500));
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HypothesisTestResult test = new ModelInference(model).Test(TestStatistic.QMuTilde, 1.0, model.DataOf(workspace));
        Close.To(500 * 4.0537852330477335, test.QAsimov, 1e-11);
        Close.To(500 * 0.4528387746390763, test.Q, 1e-11);
        Assert.True(double.IsFinite(test.Distribution.LogClsExpected(0.0)) && test.Distribution.LogClsExpected(0.0) < -1000.0);
    }

    private static void Optional(JsonElement reference, string key, Action<double[]> check)
    {
        if (reference.GetProperty(key) is { ValueKind: JsonValueKind.Array } array) check(array.Numbers());
    }

    private static double[] Asimov(ModelInference inference, HistFactoryModel model, HistFactoryData data, TestStatistic statistic)
    {
        FitResult origin = inference.Fit(data, new Dictionary<string, double> { [model.PoiName!] = statistic == TestStatistic.Q0 ? 1.0 : 0.0 });
        return [.. inference.ExpectedMain([.. origin.Values]), .. inference.ExpectedAuxiliary([.. origin.Values])];
    }

    private static double[] Repeat(double value, int count) => [.. Enumerable.Repeat(value, count)];

    private static (Workspace Workspace, TestStatistic Statistic, ModelOptions Options) Case(string name)
    {
        Workspace workspace = name switch
        {
            "val 1bin_shapesys q mu=1" => SmallModels.Uncorrelated([10], [50], [7], [55]),
            "val 1bin_shapesys_q0" => SmallModels.Uncorrelated([25], [50], [7], [80]),
            "val 1bin_normsys (code1)" => SmallModels.OneBinNormSys(),
            "val 2bin_histosys (code0)" or "val 2bin_histosys (code4p default)" => SmallModels.TwoBinHistoSys(),
            "val 2bin_2channel" => SmallModels.TwoChannels(),
            "val 2bin_2channel_coupledhistosys (code0)" => SmallModels.Coupled(),
            "val shapesys_nuisparfilter" => SmallModels.Uncorrelated([20, 10], [100, 10], [10, 0], [100, 10]),
            "docs 2bin [60,65] q0" => SmallModels.TwoBins(60, 65),
            "docs 2-bin_1-channel.json" => SmallModels.Uncorrelated([5, 10], [50, 60], [5, 12], [50, 60]),
            "sbottom RegionA 1300_205_60" => ReferenceFiles.Sbottom(),
            "sbottom RegionA 1400_950_60" => ReferenceFiles.Sbottom("patch.sbottom_1400_950_60.json"),
            _ when name.StartsWith("docs", StringComparison.Ordinal) => SmallModels.TwoBins(),
            _ when name.StartsWith("bench", StringComparison.Ordinal) => Bench(int.Parse(name.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture)),
            _ => Neos(name),
        };
        TestStatistic statistic = name.Contains("q0", StringComparison.Ordinal) ? TestStatistic.Q0
            : name.Contains("nuisparfilter", StringComparison.Ordinal) || !(name.StartsWith("val", StringComparison.Ordinal) || name.Contains(" q,", StringComparison.Ordinal)) ? TestStatistic.QMuTilde
            : TestStatistic.QMu;
        bool isDefault = !name.StartsWith("val", StringComparison.Ordinal) || name.Contains("code4p", StringComparison.Ordinal);
        return (workspace, statistic, isDefault ? ModelOptions.Default : s_pyhfValidation);

        static Workspace Bench(int n) => SmallModels.Uncorrelated(Repeat(30, n), Repeat(100, n), Repeat(10, n), Repeat(120, n));
        static Workspace Neos(string name)
        {
            double Value(string key) => double.Parse(name.Split(' ').First(part => part.StartsWith(key, StringComparison.Ordinal))[key.Length..], System.Globalization.CultureInfo.InvariantCulture);
            return SmallModels.Uncorrelated([Value("s=")], [Value("b=")], [Value("db=")], [Value("b=")]);
        }
    }
}
