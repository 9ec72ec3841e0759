using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Cli.Workspaces;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace significance</c>.</summary>
internal sealed class WorkspaceSignificance : InferenceVerb
{
    private readonly Option<bool> _gradient = TestOptions.Gradient("the observed and of the expected significance z");

    public override string Name => "significance";

    public override string Summary => "Tests the background alone: the significance of an excess, and what a signal of strength 1 lets expect.";

    public override string Example => "workspace significance samples/workspaces/shapes.json";

    public override string Details => """
        keys of the document:
          observed {z, p0}          the observed significance sqrt(q0), and the probability of at least this excess from the background alone
          expected {z, p0}          the same for Asimov data at strength 1
          gradient                  with --gradient: {channel: {sample: [bin]}}, the derivatives of observed z with respect to nominal rates;
                                    gradient_expected: of expected z; gradient_observations: with respect to observed counts {channel: [bin]}
        """;

    protected override IReadOnlyList<Option> OwnOptions => [_gradient];

    protected override VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder)
    {
        HypothesisTestResult test = model.Inference().Test(TestStatistic.Q0, 0.0, model.Data, withGradients: context.Get(_gradient));
        double expected = Math.Sqrt(test.QAsimov);
        double expectedP0 = Math.Exp(test.Distribution.LogClsbExpected(0.0));
        context.Out.WriteLine(model.Title);
        context.Out.WriteLine($"fitted {model.Model.PoiName} = {ShownNumber.Of(test.PoiHat)}");
        context.Out.WriteLine();
        new TextTable("discovery", "z", "p0")
            .Row("observed", ShownNumber.Of(test.Significance), ShownNumber.Of(test.Clsb))
            .Row("expected", ShownNumber.Of(expected), ShownNumber.Of(expectedP0))
            .Write(context.Out);
        JsonFields document = new JsonFields()
            .Add("poi_name", model.Model.PoiName)
            .Add("poi_hat", test.PoiHat)
            .Add("observed", new JsonFields().Add("z", test.Significance).Add("p0", test.Clsb))
            .Add("expected", new JsonFields().Add("z", expected).Add("p0", expectedP0));
        if (!context.Get(_gradient)) return new VerbResult(document, folder);
        StatisticGradient observed = TestFields.Scale(test.QGradient, Slope(test.Significance));
        StatisticGradient asimov = TestFields.Scale(test.QAsimovGradient, Slope(expected));
        return new VerbResult(document.AddGradients(model.Model, observed, "gradient_expected", asimov), folder);
    }

    // The derivative of a square root; 0 stands for the one-sided derivative of a significance that is cut at 0.
    private static double Slope(double root) => root > 0.0 ? 0.5 / root : 0.0;
}
