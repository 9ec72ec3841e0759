using System.Text.Json;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Parameters;

namespace Pullback.HistFactory.Tests;

/// <summary>Published workspaces against pyhf's parameters and rates and an independent engine's derivatives, fits and tests.</summary>
public sealed class ReferenceModelTests
{
    public static TheoryData<string> Names => ["all_modifiers", "sbottom_RegionA_1300_205_60", "SUSY-2018-16_EWKinos_plus10pct"];

    [Theory]
    [MemberData(nameof(Names))]
    public void ParametersAreThoseOfPyhf(string name)
    {
        (HistFactoryModel model, HistFactoryData data, JsonElement expected) = Open(name);
        Assert.Equal(expected.GetProperty("par_names").EnumerateArray().Select(e => e.GetString()), model.Parameters.Select(p => p.Name));
        Assert.Equal(expected.GetProperty("init").Numbers(), model.Parameters.Select(p => p.Initial));
        Assert.Equal(expected.GetProperty("bounds").EnumerateArray().Select(b => (b[0].GetDouble(), b[1].GetDouble())), model.Parameters.Select(p => (p.Lower, p.Upper)));
        Assert.Equal(expected.GetProperty("fixed").EnumerateArray().Select(e => e.GetBoolean()), model.Parameters.Select(p => p.State == ParameterState.Fixed));
        Close.To(expected.GetProperty("auxdata").Numbers(), data.Auxiliary, 1e-14, "auxiliary data");
        Close.To(expected.GetProperty("data").Numbers(), [.. data.Counts, .. data.Auxiliary], 1e-14, "data");
        Assert.Equal(expected.GetProperty("channels").EnumerateArray().Select(e => e.GetString()), model.Channels.Select(c => c.Name));
        Assert.Equal(expected.GetProperty("poi_index").GetInt32(), model.PoiIndex);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RatesLogDensityGradientAndHessianAgreeAtEveryPoint(string name)
    {
        (HistFactoryModel model, HistFactoryData data, JsonElement expected) = Open(name);
        var inference = new ModelInference(model);
        int n = model.Parameters.Count;
        foreach (JsonElement point in expected.GetProperty("points").EnumerateArray())
        {
            double[] parameters = point.GetProperty("pars").Numbers();
            Close.To(point.GetProperty("expected_data").Numbers(), [.. inference.ExpectedMain(parameters), .. inference.ExpectedAuxiliary(parameters)], 1e-12, "expected data");
            (double logPdf, double constraints) = inference.LogPdf(parameters, data);
            Close.To(point.GetProperty("logpdf").GetDouble(), logPdf, 1e-11, "log density");
            Close.To(point.GetProperty("constraint_logpdf").GetDouble(), constraints, 1e-11, "constraint part");
            double[] hessian = new double[n * n];
            double[] gradient = inference.NllGradient(parameters, data, hessian);
            Close.To(point.GetProperty("grad_nll").Numbers(), gradient, 1e-8, "gradient", floor: 1e-3);
            if (point.TryGetProperty("hess_nll", out JsonElement matrix) && matrix.ValueKind == JsonValueKind.Array)
                Close.To([.. matrix.EnumerateArray().SelectMany(row => row.Numbers())], hessian, 1e-8, "Hessian", floor: 1e-4);
            Close.To(point.GetProperty("hess_diag").Numbers(), [.. Enumerable.Range(0, n).Select(i => hessian[i * (n + 1)])], 1e-8, "Hessian diagonal");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FitsReachTheReferenceMinimum(string name)
    {
        (HistFactoryModel model, HistFactoryData data, JsonElement expected) = Open(name);
        var inference = new ModelInference(model);
        foreach ((string key, double? poi) in (ReadOnlySpan<(string, double?)>)[("free_fit", null), ("fixed_poi_1", 1.0), ("fixed_poi_0", 0.0)])
        {
            JsonElement reference = expected.GetProperty(key);
            FitResult fit = inference.Fit(data, poi is { } value ? new Dictionary<string, double> { [model.PoiName!] = value } : null);
            Assert.True(fit.IsConverged, fit.Report.ToString());
            Close.To(reference.GetProperty("twice_nll").GetDouble(), fit.TwiceNll, 1e-12, key);
            Close.To(reference.GetProperty("pars").Numbers(), fit.Values, 1e-8, key + " values", floor: 1.0);
            Assert.Empty(fit.OtherMinima);
            if (poi is not null) continue;
            Close.To(reference.GetProperty("hesse_uncertainty").Numbers(), [.. Enumerable.Range(0, fit.Values.Count).Select(fit.HesseUncertainty)], 1e-8, "uncertainties", floor: 1e-8);
            Assert.Equal(
                reference.GetProperty("at_bound").EnumerateArray().Select(e => e.GetString()), model.Parameters.Where((_, i) => fit.IsAtBound(i)).Select(p => p.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HypothesisTestsAgree(string name)
    {
        (HistFactoryModel model, HistFactoryData data, JsonElement expected) = Open(name);
        var inference = new ModelInference(model);
        JsonElement reference = expected.GetProperty("hypotest_qtilde");
        HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, 1.0, data);
        Close.To(reference.GetProperty("CLs").GetDouble(), test.Cls, 1e-9, "CLs");
        Close.To(reference.GetProperty("CLsb").GetDouble(), test.Clsb, 1e-9, "CLsb");
        Close.To(reference.GetProperty("CLb").GetDouble(), test.Clb, 1e-9, "CLb");
        Close.To(reference.GetProperty("q").GetDouble(), test.Q, 1e-9, "q");
        Close.To(reference.GetProperty("qA").GetDouble(), test.QAsimov, 1e-9, "qA");
        Close.To(reference.GetProperty("exp").Numbers(), test.ExpectedBand, 1e-9, "band");

        reference = expected.GetProperty("hypotest_q0");
        test = inference.Test(TestStatistic.Q0, 0.0, data);
        Close.To(reference.GetProperty("qA").GetDouble(), test.QAsimov, 1e-9, "qA of q0");
        Close.To(reference.GetProperty("exp").Numbers(), test.ExpectedBand, 1e-9, "p0 band");

        // The reference keeps rounding of the size 1e-13 in a statistic that is exactly 0: its root is 1e-7.
        double q0 = reference.GetProperty("q").GetDouble();
        Close.To(q0, test.Q, 1e-9, "q0", floor: q0 < 1e-9 ? 1.0 : 0.0);
        Close.To(reference.GetProperty("CLsb").GetDouble(), test.Clsb, q0 < 1e-9 ? 1e-6 : 1e-9, "p0");
    }

    [Fact]
    public void TheSecondSbottomPatchAgrees()
    {
        Workspace workspace = ReferenceFiles.Sbottom("patch.sbottom_1400_950_60.json");
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HypothesisTestResult test = new ModelInference(model).Test(TestStatistic.QMuTilde, 1.0, model.DataOf(workspace));
        Close.To(0.021373265042688393, test.Cls, 1e-9);
        Close.To([0.002644694657079411, 0.013976702396014147, 0.06497296557889029, 0.23644465751039023, 0.5744838713529105], test.ExpectedBand, 1e-9);
    }

    [Fact]
    public void LimitsOfTheSbottomPatchAgree()
    {
        Workspace workspace = ReferenceFiles.Sbottom();
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        UpperLimits limits = new ModelInference(model).Limits(model.DataOf(workspace));
        Close.To(2.01015690662, limits.Observed, 1e-11);
        Close.To([1.24262582383, 1.76242703554, 2.65790555625, 4.13667306519, 6.29696038204], limits.Expected, 3e-12);
    }

    private static (HistFactoryModel Model, HistFactoryData Data, JsonElement Expected) Open(string name)
    {
        Workspace workspace = name switch
        {
            "all_modifiers" => ReferenceFiles.AllModifiers(),
            "sbottom_RegionA_1300_205_60" => ReferenceFiles.Sbottom(),
            _ => ReferenceFiles.Electroweakinos(),
        };
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        return (model, model.DataOf(workspace), ReferenceFiles.Expected(name));
    }
}
