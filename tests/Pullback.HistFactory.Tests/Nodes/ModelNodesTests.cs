using Pullback.Autodiff;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Nodes;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Nodes;

/// <summary>Models as nodes of the graph: values of the library, gradients against differences, and a chain from a parameter to a limit.</summary>
public sealed class ModelNodesTests
{
    [Fact]
    public void RatesAndLikelihoodAreDifferentiatedByEverything()
    {
        Workspace workspace = ReferenceFiles.AllModifiers();
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HistFactoryData data = model.DataOf(workspace);
        var graph = new Graph();
        Expr parameters = graph.Parameter("parameters", Shape.Of(model.Parameters.Count));
        Expr inputs = graph.Parameter("inputs", Shape.Of(model.Layout.Length));
        Expr counts = graph.Parameter("counts", Shape.Of(model.BinCount));
        Expr weights = graph.Constant([0.3, -1.2, 0.8, 2.0, -0.4], Shape.Of(model.BinCount));
        Expr nll = ModelNodes.Nll(model, parameters, inputs, counts);
        Expr sum = Op.Sum(weights * ModelNodes.Rates(model, parameters, inputs));
        Expr[] gradient = [.. Autodiff.Derivatives.Gradient(nll, parameters, inputs, counts), .. Autodiff.Derivatives.Gradient(sum, parameters, inputs)];
        using Evaluator evaluator = CompiledProgram.Compile([nll, sum, .. gradient]).CreateEvaluator();
        double[] point = [.. model.Parameters.Select((p, i) => p.Initial + 0.03 * (i % 5 - 2))];
        double[] numbers = [.. model.Inputs];
        double[][] at = [point, numbers, [.. data.Counts]];
        Evaluate(at);
        var inference = new ModelInference(model);
        Close.To(-inference.LogPdf(point, data).LogPdf, evaluator.Scalar(nll), 1e-13);
        double[][] exact = [.. gradient.Select(g => evaluator.Float64(g).ToArray())];
        for (int v = 0; v < 3; v++)
        {
            for (int i = 0; i < at[v].Length; i++)
            {
                // A template of size 0 fixes a gamma.
                if (v == 1 && numbers[i] == 0.0) continue;
                double h = 1e-4 * Math.Max(1e-2, Math.Abs(at[v][i]));
                (double nllSlope, double sumSlope) = Difference(v, i, h);
                Close.To(nllSlope, exact[v][i], 1e-6, $"likelihood by {v}[{i}]", 1.0);
                if (v < 2) Close.To(sumSlope, exact[3 + v][i], 1e-6, $"rates by {v}[{i}]", 1.0);
            }
        }

        void Evaluate(double[][] values)
        {
            evaluator.Set(parameters, values[0]);
            evaluator.Set(inputs, values[1]);
            evaluator.Set(counts, values[2]);
            evaluator.Evaluate();
        }

        (double Nll, double Sum) Difference(int vector, int index, double h)
        {
            (double, double) At(double step)
            {
                double[][] moved = [.. at.Select(a => a.ToArray())];
                moved[vector][index] += step;
                Evaluate(moved);
                return (evaluator.Scalar(nll), evaluator.Scalar(sum));
            }

            (double a1, double a2) = At(-h);
            (double b1, double b2) = At(h);
            return ((b1 - a1) / (2 * h), (b2 - a2) / (2 * h));
        }
    }

    [Fact]
    public void ResultsOfTheAnalysisAreNodes()
    {
        Workspace workspace = SmallModels.TwoBins(60, 65);
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        ModelResult[] results =
        [
            ModelResult.LogCls(1.0), ModelResult.Cls(1.0), ModelResult.ExpectedCls(1.0), ModelResult.UpperLimit(), ModelResult.ExpectedUpperLimit(),
            ModelResult.Significance(), ModelResult.ExpectedSignificance(), ModelResult.Uncertainty("mu"), ModelResult.Estimate("mu"),
        ];
        var graph = new Graph();

        // Everything as a function of one number: a cut that moves signal, background, uncertainty and data.
        Expr cut = graph.Parameter("cut");
        Expr signal = 12.0 * Op.Exp(-0.5 * cut);
        Expr inputs = Op.Stack([50.0 - 3.0 * cut, 52.0 + cut * cut, 3.0 + 0.2 * cut, 7.0 - 0.3 * cut, signal, 11.0 + cut]);
        Expr counts = Op.Stack([60.0 - cut, 65.0 + 2.0 * cut]);
        Assert.Equal(["background", "background", "signal"], model.Layout.Slices.Select(s => s.Sample));
        Expr[] values = [.. results.Select(r => ModelNodes.Result(model, r, inputs, counts))];
        Expr[] slopes = [.. values.Select(v => Autodiff.Derivatives.Gradient(v, cut)[0])];
        using Evaluator evaluator = CompiledProgram.Compile([.. values, .. slopes]).CreateEvaluator();
        double[] At(double x, Expr[] what)
        {
            evaluator.Set(cut, x);
            evaluator.Evaluate();
            return [.. what.Select(e => evaluator.Scalar(e))];
        }

        const double H = 1e-3;
        double[] exact = At(0.4, slopes);
        double[] a = At(0.4 - 2 * H, values);
        double[] b = At(0.4 - H, values);
        double[] c = At(0.4 + H, values);
        double[] d = At(0.4 + 2 * H, values);
        for (int k = 0; k < results.Length; k++)
            Close.To((a[k] - 8 * b[k] + 8 * c[k] - d[k]) / (12 * H), exact[k], 1e-7, results[k].Name, 0.01);
    }

    [Fact]
    public void WrongShapesAreRefused()
    {
        HistFactoryModel model = HistFactoryModel.Create(SmallModels.TwoBins());
        var graph = new Graph();
        Expr inputs = graph.Parameter("inputs", Shape.Of(5));
        Expr counts = graph.Parameter("counts", Shape.Of(2));
        Assert.Contains("vector of 6", Assert.Throws<ArgumentException>(() => ModelNodes.Result(model, ModelResult.Cls(1.0), inputs, counts)).Message, StringComparison.Ordinal);
    }
}
