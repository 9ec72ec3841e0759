using Pullback.HistFactory;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Toys;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Benchmarks.HistFactory;

/// <summary>The lines of the HistFactory race.</summary>
internal static class HistFactoryRows
{
    private static readonly ToyOptions s_toys = new() { Toys = 100, Threads = 1 };

    /// <summary>All lines.</summary>
    /// <param name="models">Two bins, fifty bins, sbottom, electroweakinos.</param>
    /// <param name="files">Their files, in the same order.</param>
    public static IReadOnlyList<HistFactoryRow> Create(IReadOnlyList<BenchmarkModel> models, IReadOnlyList<string> files)
    {
        if (models is not [var two, var fifty, var sbottom, var large]) throw new ArgumentException("Four models are needed.", nameof(models));
        return
        [
            new("read, check, build", "build", large, () => Build(files[3]), 3.84, 50),
            LogPdf(two, 0.12e-3),
            LogPdf(fifty, 0.15e-3),
            LogPdf(sbottom, 0.5e-3),
            LogPdf(large, 2.8e-3),
            Fit(two, 9.0e-3),
            Fit(fifty, 0.138),
            Fit(sbottom, 1.05),
            Fit(large, 69.3) with { IsSlow = true },
            Test(two, 46e-3, 500),
            Test(fifty, 0.434, 1000),
            Test(sbottom, 5.28, 500),
            Test(large, 284.7, 2000) with { IsSlow = true },
            Limits(two, 2.0),
            Limits(sbottom, 210, 2000) with { IsSlow = true },
            new("test by 100 + 100 toys", "toys", two, () => Toys(two), 3.8, 1000) { IsAbsolute = true, Tolerance = 0.25 },
        ];
    }

    private static HistFactoryRow LogPdf(BenchmarkModel model, double recorded)
    {
        double[] start = model.Inference.StartValues();
        return new("log pdf", "logpdf", model, () => [model.Inference.LogPdf(start, model.Data).LogPdf], recorded);
    }

    private static HistFactoryRow Fit(BenchmarkModel model, double recorded) =>
        new("free fit", "fit", model, () => [model.Inference.Fit(model.Data).ThrowIfFailed().TwiceNll], recorded);

    private static HistFactoryRow Test(BenchmarkModel model, double recorded, double required) => new("test, with the expected set", "hypotest", model, () =>
    {
        HypothesisTestResult test = model.Inference.Test(TestStatistic.QMuTilde, 1.0, model.Data);
        return [test.Cls, .. test.ExpectedBand];
    }, recorded, required);

    private static HistFactoryRow Limits(BenchmarkModel model, double recorded, double? required = null) => new("six upper limits", "limits", model, () =>
    {
        UpperLimits limits = model.Inference.Limits(model.Data);
        return [limits.Observed, .. limits.Expected];
    }, recorded, required);

    private static double[] Build(string file)
    {
        var workspace = Workspace.Load(file);
        var model = HistFactoryModel.Create(workspace);
        HistFactoryData data = model.DataOf(workspace);
        return [model.Parameters.Count, data.Counts.Count + data.Auxiliary.Count, data.Counts.Sum() + data.Auxiliary.Sum()];
    }

    private static double[] Toys(BenchmarkModel model)
    {
        ToyTestResult test = ToyTest.Run(model.Model, model.Data, 1.0, options: s_toys);
        return [test.Clsb, test.Clb];
    }
}
