using Pullback.Autodiff;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Nodes;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Tests.Documentation;

/// <summary>The programs of docs/how-to/workspaces.md, run.</summary>
public sealed class WorkspacePageTests
{
    [Fact]
    public void FitAndTest()
    {
        string path = ReferenceFiles.WorkspacePath("all_modifiers.json");

        Workspace workspace = Workspace.Load(path);
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HistFactoryData data = model.DataOf(workspace);
        ModelInference inference = new(model);

        FitResult fit = inference.Fit(data).ThrowIfFailed();
        double mu = fit["mu"];
        double uncertainty = fit.HesseUncertainty(model.PoiIndex);
        MinosInterval interval = inference.Minos(data, fit, "mu");

        HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, poi: 1.0, data);
        double cls = test.Cls;
        UpperLimits limits = inference.Limits(data, level: 0.05);

        Close.To(0.5417501361729, mu, 1e-10);
        Close.To(0.5866814862695027, uncertainty, 1e-8);
        Assert.True(interval.Up > 0.0);
        Close.To(0.2755270409387902, cls, 1e-9);
        Close.To(1.693970100052, limits.Observed, 1e-9);
    }

    [Fact]
    public void Gradients()
    {
        Workspace workspace = ReferenceFiles.AllModifiers();
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HistFactoryData data = model.DataOf(workspace);
        ModelInference inference = new(model);
        (string channel, string sample) = ("SR", "signal");

        HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, 1.0, data, withGradients: true);
        StatisticGradient slopes = test.ClsGradient();
        InputSlice rates = model.Layout.Nominal(channel, sample);
        double byFirstBin = slopes.Templates[rates.Offset];           // d CLs / d (counts of the signal in the first bin)
        double byCount = slopes.Counts[2];                            // d CLs / d (observed count of the third bin)

        Assert.True(double.IsFinite(byFirstBin) && byFirstBin != 0.0);
        Assert.True(double.IsFinite(byCount) && byCount != 0.0);
    }

    [Fact]
    public void Nodes()
    {
        HistFactoryModel model = HistFactoryModel.Create(SmallModels.TwoBins());

        Graph graph = new();
        Expr efficiency = graph.Parameter("efficiency");
        Expr inputs = Op.Stack([50, 52, 3, 7, 12 * efficiency, 11 * efficiency]);      // the order of model.Layout
        Expr counts = graph.Constant([51, 48], Shape.Of(2));
        Expr limit = ModelNodes.Result(model, ModelResult.UpperLimit(), inputs, counts);
        Expr slope = Derivatives.Gradient(limit, efficiency)[0];
        using Evaluator evaluator = CompiledProgram.Compile([limit, slope]).CreateEvaluator();
        evaluator.Set(efficiency, 1.0);
        evaluator.Evaluate();

        Close.To(1.01157188139, evaluator.Scalar(limit), 1e-10);
        Close.To(-1.01157188139, evaluator.Scalar(slope), 1e-9);
    }

    [Fact]
    public void Patches()
    {
        string background = ReferenceFiles.WorkspacePath("sbottom_RegionA_BkgOnly.json");
        string signal = ReferenceFiles.WorkspacePath("patch.sbottom_1300_205_60.json");

        JsonTree tree = JsonTree.Load(background);
        JsonPatch patch = JsonPatch.Parse(JsonTree.Load(signal));
        Workspace workspace = Workspace.Parse(patch.Apply(tree));     // what the patch leaves alone is read and compiled once

        Close.To(0.24443695578505, new ModelInference(HistFactoryModel.Create(workspace))
            .Test(TestStatistic.QMuTilde, 1.0, HistFactoryModel.Create(workspace).DataOf(workspace)).Cls, 1e-9);
    }
}
