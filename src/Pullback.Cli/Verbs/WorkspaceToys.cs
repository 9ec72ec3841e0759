using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory.Toys;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace toys</c>.</summary>
internal sealed class WorkspaceToys : InferenceVerb
{
    private readonly Option<double?> _poi = TestOptions.Poi();
    private readonly Option<TestStatistic> _statistic = TestOptions.Statistic(discovery: true);
    private readonly Option<int> _toys = OptionValues.Integer("--toys", "N", "Number of toys of each hypothesis (default: 2000).", 2000, 1, 100_000_000);

    public override string Name => "toys";

    public override string Summary => "Tests a value of the parameter of interest by pseudo-experiments, where counts are too small for the asymptotic formulas.";

    public override string Example => "workspace toys samples/workspaces/two-bin.json --poi 1 --toys 1000";

    public override string Details => """
        keys of the document:
          poi, cls_observed, cls_expected, clsb, clb, test_statistic, test_statistic_asimov as in 'workspace cls', from toys
          cls_observed_uncertainty, clsb_uncertainty, clb_uncertainty    from the number of toys
          toys, failed              toys of each hypothesis, and how many of both were left out because a fit failed
          asymptotic                {cls_observed, cls_expected, clsb, clb} by the asymptotic formulas, to compare with
        """;

    protected override IReadOnlyList<Option> OwnOptions => [_poi, _statistic, _toys];

    protected override VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder)
    {
        TestStatistic statistic = context.Get(_statistic);
        bool discovery = statistic == TestStatistic.Q0;
        double poi = discovery ? 0.0 : context.Get(_poi) ?? throw new InputException("--poi: the tested value of the parameter of interest is missing. Give a number, such as --poi 1.");
        int count = context.Get(_toys);
        HypothesisTestResult asymptotic = model.Inference().Test(statistic, poi, model.Data);
        ToyTestResult test = ToyTest.Run(
            model.Inference, model.Data, poi, statistic, new ToyOptions { Toys = count, Seed = context.Seed, Threads = context.Threads }, new ToyProgress(context, 2 * count), context.Cancellation);
        const string NoToys = "no toy of the alternative reaches the observed test statistic; use more of them";
        double observed = discovery ? test.Clsb : test.Cls;
        double uncertainty = discovery ? test.ClsbUncertainty : test.ClsUncertainty;
        double[] expected = [.. discovery ? test.ExpectedClsb : test.ExpectedCls];
        Print(context, model, test, asymptotic, observed, uncertainty, expected, discovery, count);
        JsonFields document = new JsonFields()
            .Add("poi", poi)
            .Add("poi_name", model.Model.PoiName)
            .Add("poi_hat", asymptotic.PoiHat)
            .Add("test_statistic_name", TestOptions.Name(statistic))
            .Add("cls_observed", observed, NoToys)
            .Add("cls_observed_uncertainty", uncertainty, NoToys)
            .Add("cls_expected", expected, "all toys failed")
            .Add("clsb", test.Clsb, "all toys failed")
            .Add("clsb_uncertainty", test.ClsbUncertainty, "all toys failed")
            .Add("clb", test.Clb, "all toys failed")
            .Add("clb_uncertainty", test.ClbUncertainty, "all toys failed")
            .Add("test_statistic", test.Q)
            .Add("test_statistic_asimov", asymptotic.QAsimov)
            .Add("toys", count)
            .Add("failed", test.Failed)
            .Add("seed", context.Seed)
            .Add("asymptotic", new JsonFields()
                .Add("cls_observed", discovery ? asymptotic.Clsb : asymptotic.Cls)
                .Add("cls_expected", [.. asymptotic.ExpectedBand])
                .Add("clsb", asymptotic.Clsb)
                .Add("clb", asymptotic.Clb));
        return new VerbResult(document, folder);
    }

    private static void Print(
        VerbContext context, LoadedModel model, ToyTestResult test, HypothesisTestResult asymptotic, double observed, double uncertainty, double[] expected, bool discovery, int count)
    {
        context.Progress.Clear();
        string what = discovery ? "p0" : "CLs";
        context.Out.WriteLine(model.Title);
        context.Out.WriteLine($"tested {model.Model.PoiName} = {ShownNumber.Of(asymptotic.Poi)}, fitted {ShownNumber.Of(asymptotic.PoiHat)}; {count.ToString(CultureInfo.InvariantCulture)} toys of each hypothesis");
        context.Out.WriteLine();
        new TextTable([what, "observed", .. TestFields.Band])
            .Row(["toys", ShownNumber.WithUncertainty(observed, uncertainty), .. expected.Select(v => ShownNumber.Of(v))])
            .Row(["asymptotic", ShownNumber.Of(discovery ? asymptotic.Clsb : asymptotic.Cls), .. asymptotic.ExpectedBand.Select(v => ShownNumber.Of(v))])
            .Write(context.Out);
        context.Out.WriteLine();
        context.Out.WriteLine($"CLsb {ShownNumber.WithUncertainty(test.Clsb, test.ClsbUncertainty)}, CLb {ShownNumber.WithUncertainty(test.Clb, test.ClbUncertainty)}, test statistic {ShownNumber.Of(test.Q)}");
        if (test.Failed > 0) context.Warn(string.Create(CultureInfo.InvariantCulture, $"{test.Failed} of {2 * count} toys are left out because a fit to them failed."));
    }

    /// <summary>The line of progress, told from several threads.</summary>
    private sealed class ToyProgress(VerbContext context, int total) : IProgress<int>
    {
        private readonly Lock _lock = new();

        public void Report(int value)
        {
            lock (_lock) context.Progress.Report("toys", value, total);
        }
    }
}
