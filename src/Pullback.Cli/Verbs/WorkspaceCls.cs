using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Cli.Workspaces;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace cls</c>.</summary>
internal sealed class WorkspaceCls : InferenceVerb
{
    private readonly Option<double?> _poi = TestOptions.Poi();
    private readonly Option<TestStatistic> _statistic = TestOptions.Statistic(discovery: true);

    private readonly Option<BaseDistribution> _distribution = OptionValues.Choice(
        "--distribution",
        "normal|clipped_normal",
        "The range of the statistic's distribution (default: normal); clipped_normal keeps expected values within what the statistic can reach.",
        [("normal", BaseDistribution.Normal), ("clipped_normal", BaseDistribution.ClippedNormal)],
        BaseDistribution.Normal);

    private readonly Option<bool> _gradient = TestOptions.Gradient("the observed and of the median expected CLs");

    public override string Name => "cls";

    public override string Summary => "Tests a value of the parameter of interest by the asymptotic formulas: observed CLs and its expected band.";

    public override string Example => "workspace cls samples/workspaces/two-bin.json --poi 1";

    public override string Details => """
        keys of the document:
          poi, poi_hat              the tested and the fitted value
          cls_observed              observed CLs; p0 for q0
          cls_expected              five expected values, from -2σ to +2σ
          clsb, clb                 p-values of the tested hypothesis and of its alternative
          test_statistic            of the observed data; test_statistic_asimov: of the Asimov data
          gradient                  with --gradient: {channel: {sample: [bin]}}, the derivatives of cls_observed with respect to nominal rates;
                                    gradient_cls_expected: of the median; gradient_observations: with respect to observed counts {channel: [bin]};
                                    gradient_modifiers: with respect to the numbers of modifiers
        """;

    protected override IReadOnlyList<Option> OwnOptions => [_poi, _statistic, _distribution, _gradient];

    protected override VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder)
    {
        TestStatistic statistic = context.Get(_statistic);
        if (context.Get(_poi) is not { } poi)
            poi = statistic == TestStatistic.Q0 ? 0.0 : throw new InputException("--poi: the tested value of the parameter of interest is missing. Give a number, such as --poi 1.");
        HypothesisTestResult test = model.Inference().Test(statistic, poi, model.Data, context.Get(_distribution), context.Get(_gradient));
        bool discovery = statistic == TestStatistic.Q0;
        double observed = discovery ? test.Clsb : test.Cls;
        Print(context, model, test, observed, discovery);
        JsonFields document = new JsonFields()
            .Add("poi", test.Poi)
            .Add("poi_name", model.Model.PoiName)
            .Add("poi_hat", test.PoiHat)
            .Add("test_statistic_name", TestOptions.Name(statistic))
            .Add("cls_observed", observed)
            .Add("cls_expected", [.. test.ExpectedBand])
            .Add("clsb", test.Clsb)
            .Add("clb", test.Clb)
            .Add("test_statistic", test.Q)
            .Add("test_statistic_asimov", test.QAsimov);
        if (!context.Get(_gradient)) return new VerbResult(document, folder);
        StatisticGradient gradient = discovery ? test.ClsbGradient() : test.ClsGradient();
        StatisticGradient median = discovery ? MedianP0(test) : test.ClsExpectedGradient(0.0);
        return new VerbResult(document.AddGradients(model.Model, gradient, "gradient_cls_expected", median), folder);
    }

    // The median of p0 is Phi(-sqrt(qA)).
    private static StatisticGradient MedianP0(HypothesisTestResult test)
    {
        double root = Math.Sqrt(test.QAsimov);
        double factor = root > 0.0 ? -Math.Exp(-0.5 * root * root) / Math.Sqrt(2.0 * Math.PI) / (2.0 * root) : 0.0;
        return TestFields.Scale(test.QAsimovGradient, factor);
    }

    private static void Print(VerbContext context, LoadedModel model, HypothesisTestResult test, double observed, bool discovery)
    {
        string what = discovery ? "p0" : "CLs";
        context.Out.WriteLine(model.Title);
        context.Out.WriteLine($"tested {model.Model.PoiName} = {ShownNumber.Of(test.Poi)}, fitted {ShownNumber.Of(test.PoiHat)}");
        context.Out.WriteLine();
        new TextTable([what, "observed", .. TestFields.Band]).Row([what, ShownNumber.Of(observed), .. test.ExpectedBand.Select(v => ShownNumber.Of(v))]).Write(context.Out);
        context.Out.WriteLine();
        context.Out.WriteLine($"CLsb {ShownNumber.Of(test.Clsb)}, CLb {ShownNumber.Of(test.Clb)}, test statistic {ShownNumber.Of(test.Q)} (Asimov {ShownNumber.Of(test.QAsimov)})");
        if (!discovery)
            context.Out.WriteLine(observed < 0.05 ? $"{model.Model.PoiName} = {ShownNumber.Of(test.Poi)} is excluded at 95 % CL." : $"{model.Model.PoiName} = {ShownNumber.Of(test.Poi)} is not excluded at 95 % CL.");
    }
}
