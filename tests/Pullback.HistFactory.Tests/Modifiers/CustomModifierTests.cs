using Pullback.Autodiff;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Tests.Modifiers;

/// <summary>Modifiers of the user's own: the same model written with built-in and with custom modifiers, and derivatives of what only a custom one can say.</summary>
public sealed class CustomModifierTests
{
    /// <summary>A normfactor written by hand.</summary>
    private sealed class Strength : CustomModifier
    {
        public override string Name => "strength";

        public override IReadOnlyList<CustomParameter> Parameters { get; } = [new("mu", 1.0, 0.0, 10.0)];

        public override bool IsFactor => true;

        public override bool ActsOn(string channel, string sample) => sample == "signal";

        public override IReadOnlyList<Expr> Effect(string channel, int bins, IReadOnlyList<Expr> parameters) => [.. Enumerable.Repeat(parameters[0], bins)];
    }

    /// <summary>An effective-theory signal: interference and square of a coefficient, and a slope over the bins that multiplies.</summary>
    private sealed class Coefficient(bool isFactor) : CustomModifier
    {
        public override string Name => isFactor ? "slope" : "coefficient";

        public override IReadOnlyList<CustomParameter> Parameters { get; } = isFactor
            ? [new("slope", 0.1, -5.0, 5.0) { Constraint = (0.0, 0.5) }, new("c", 0.3, -5.0, 5.0)]
            : [new("c", 0.3, -5.0, 5.0)];

        public override bool IsFactor => isFactor;

        public override bool ActsOn(string channel, string sample) => sample == "background";

        public override IReadOnlyList<Expr> Effect(string channel, int bins, IReadOnlyList<Expr> parameters) =>
            [.. Enumerable.Range(0, bins).Select(b => isFactor
                ? Op.Exp(parameters[0] * (0.2 * b)) * (1.0 + 0.01 * parameters[1])
                : 3.0 * parameters[0] + (2.0 + b) * parameters[0] * parameters[0])];
    }

    [Fact]
    public void ANormfactorWrittenByHandGivesTheSameNumbers()
    {
        Workspace workspace = SmallModels.TwoBins();
        HistFactoryModel builtIn = HistFactoryModel.Create(workspace);
        Channel channel = workspace.Channels[0];
        Workspace bare = workspace with { Channels = [channel with { Samples = [channel.Samples[0] with { Modifiers = [] }, channel.Samples[1]] }] };
        HistFactoryModel custom = HistFactoryModel.Create(bare, null, new ModelOptions { CustomModifiers = [new Strength()] });
        Assert.Equal(["uncorr_bkguncrt[0]", "uncorr_bkguncrt[1]", "mu"], custom.Parameters.Select(p => p.Name));
        HypothesisTestResult expected = new ModelInference(builtIn).Test(TestStatistic.QMuTilde, 1.0, builtIn.DataOf(workspace), withGradients: true);
        HypothesisTestResult actual = new ModelInference(custom).Test(TestStatistic.QMuTilde, 1.0, custom.DataOf(bare), withGradients: true);
        Close.To(expected.Cls, actual.Cls, 1e-12);
        Close.To(expected.ExpectedBand, actual.ExpectedBand, 1e-12);
        Close.To(expected.ClsGradient().Templates, actual.ClsGradient().Templates, 1e-10);
        Close.To(expected.ClsGradient().Counts, actual.ClsGradient().Counts, 1e-10);
    }

    [Fact]
    public void GradientAndHessianOfCustomModifiersAgreeWithDifferences()
    {
        Workspace workspace = SmallModels.Of(
            [[55, 66, 61]],
            new Channel("c", [
                new Sample("signal", [5, 6, 7], [SmallModels.Mu]),
                new Sample("background", [50, 60, 55], [SmallModels.HistoSys("jes", [45, 58, 50], [53, 66, 58]), SmallModels.NormSys("xs", 0.8, 1.1), SmallModels.ShapeSys("sys", 4, 5, 6)])]));
        HistFactoryModel model = HistFactoryModel.Create(workspace, null, new ModelOptions { CustomModifiers = [new Coefficient(true), new Coefficient(false)] });
        var inference = new ModelInference(model);
        HistFactoryData data = model.DataOf(workspace);
        int n = model.Parameters.Count;
        double[] point = [.. model.Parameters.Select((p, i) => p.Initial + 0.05 * (i + 1))];
        double[] hessian = new double[n * n];
        double[] gradient = inference.NllGradient(point, data, hessian);
        for (int i = 0; i < n; i++)
        {
            const double H = 1e-4;
            double[] Moved(double h) => [.. point.Select((p, k) => k == i ? p + h : p)];
            Close.To((inference.LogPdf(Moved(-H), data).LogPdf - inference.LogPdf(Moved(H), data).LogPdf) / (2 * H), gradient[i], 1e-6, model.Parameters[i].Name, 1.0);
            double[] up = inference.NllGradient(Moved(H), data, []);
            double[] down = inference.NllGradient(Moved(-H), data, []);
            for (int j = 0; j < n; j++) Close.To((up[j] - down[j]) / (2 * H), hessian[i * n + j], 1e-6, $"Hessian {i} {j}", 10.0);
        }

        FitResult fit = inference.Fit(data);
        Assert.True(fit.IsConverged, fit.Report.ToString());
        (double sigma, StatisticGradient bySigma) = inference.UncertaintyOf(data, "c");
        double[] inputs = [.. model.Inputs];
        for (int i = 0; i < 6; i++)
        {
            const double H = 1e-3;
            double At(double h)
            {
                inference.Bind([.. inputs.Select((v, k) => k == i ? v + h : v)]);
                return inference.UncertaintyOf(new HistFactoryData(data.Counts, inference.BoundAuxiliaryData()), "c").Uncertainty;
            }

            Close.To((At(H) - At(-H)) / (2 * H), bySigma.Templates[i], 1e-5, $"uncertainty by input {i}", 0.01 * sigma);
        }
    }

    [Fact]
    public void AWrongNumberOfEffectsIsRefused()
    {
        Workspace workspace = SmallModels.TwoBins();
        HistFactoryModel model = HistFactoryModel.Create(workspace, null, new ModelOptions { CustomModifiers = [new Wrong()] });
        Assert.Contains("2 bins", Assert.Throws<InvalidModelException>(() => new ModelInference(model)).Message, StringComparison.Ordinal);
    }

    private sealed class Wrong : CustomModifier
    {
        public override string Name => "wrong";

        public override IReadOnlyList<CustomParameter> Parameters { get; } = [new("x", 0.0, -1.0, 1.0)];

        public override bool IsFactor => true;

        public override bool ActsOn(string channel, string sample) => true;

        public override IReadOnlyList<Expr> Effect(string channel, int bins, IReadOnlyList<Expr> parameters) => [parameters[0]];
    }
}
