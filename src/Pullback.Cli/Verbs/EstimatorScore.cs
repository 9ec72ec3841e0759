using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Estimators;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback estimator score</c>.</summary>
internal sealed class EstimatorScore : Verb
{
    private readonly Argument<string> _model = new("MODEL") { Description = EstimatorNoun.Model };
    private readonly Option<string> _x = new("--x") { HelpName = "FILE", Description = "The events, an npy file.", Required = true };
    private readonly Option<string?> _theta = new("--theta") { HelpName = "FILE", Description = "For ratios and densities, one parameter point or one for each event, an npy file." };
    private readonly Option<NuisanceMode> _nuisance = new("--nuisance") { HelpName = "MODE", Description = "keep every parameter, or give those of interest only: profile takes out what nuisance parameters could mimic, project does not.", DefaultValueFactory = _ => NuisanceMode.Keep };
    private readonly NuisanceOptions _parameters = new();
    private readonly EnsembleOptions _ensemble = new();

    public override Noun Noun => EstimatorNoun.Noun;

    public override string Name => "score";

    public override string Summary => "Gives the score of events, the derivative of their log density by the parameters.";

    public override string Example => "estimator score models/sally --x x_test.npy --nuisance profile";

    public override string Details => $$"""
        keys of the document:
          score    [event][parameter], or [event][parameter of interest]; of an ensemble the mean over its members, with the standard
                   deviation between them under score_spread, and with --covariance score_covariance, whose dimensions are those of the score twice

        {{EstimatorNoun.Arrays}}
        """;

    public override IReadOnlyList<Argument> Arguments => [_model];

    public override IReadOnlyList<Option> Options => [_x, _theta, _nuisance, .. _parameters.All, _ensemble.Weights, _ensemble.Covariance];

    public override VerbResult Run(VerbContext context)
    {
        EstimatorEnsemble model = _parameters.Apply(context, EstimatorInput.Model(context, context.Get(_model)!));
        EstimatorDefinition definition = model.Members[0].Definition;
        double[] x = EstimatorInput.Rows(context, context.Get(_x), definition.Observables, "observables");
        double[] theta = EstimatorInput.Rows(context, context.Get(_theta), definition.Parameters, "parameters");
        double[] memberWeights = _ensemble.MemberWeights(context, model);
        OutputFolder? folder = context.OpenFolder();
        double[][] each = EstimatorInput.Guard(() => model.Members.Select(m => m.Score(x, theta, context.Get(_nuisance), context.Cancellation)).ToArray());
        int events = x.Length / definition.Observables;
        int width = events == 0 ? 0 : each[0].Length / events;
        var document = new JsonFields();
        double[] score = _ensemble.Add(context, document, "score", each, memberWeights, events, width);
        if (!context.Json)
        {
            var table = new TextTable("parameter", "mean", "mean square");
            for (int k = 0; k < width; k++)
            {
                int column = k;
                double[] values = [.. Enumerable.Range(0, events).Select(e => score[(e * width) + column])];
                table.Row(ShownNumber.Of(k), ShownNumber.Of(values.Average()), ShownNumber.Of(values.Average(v => v * v)));
            }

            table.Write(context.Out);
        }

        return new VerbResult(document, folder);
    }
}
