using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Estimators;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback estimator fisher</c>.</summary>
internal sealed class EstimatorFisher : Verb
{
    private readonly Argument<string> _model = new("MODEL") { Description = EstimatorNoun.Model };
    private readonly Option<string> _x = new("--x") { HelpName = "FILE", Description = "The events, an npy file.", Required = true };
    private readonly Option<string?> _theta = new("--theta") { HelpName = "FILE", Description = "For ratios and densities, one parameter point or one for each event, an npy file." };
    private readonly Option<string?> _weights = new("--weights") { HelpName = "FILE", Description = "A weight for each event, an npy file; without it all weigh alike." };
    private readonly Option<double> _events = new("--events") { HelpName = "N", Description = "The expected number of events.", Required = true };
    private readonly Option<EnsembleFisherMode> _mode = new("--mode") { HelpName = "MODE", Description = "Of an ensemble: score and modifiedscore take the mean score, with the covariance of one member or of the mean; information takes the mean of the members' informations.", DefaultValueFactory = _ => EnsembleFisherMode.Score };
    private readonly Option<bool> _perEvent = new("--per-event") { Description = "Give what each event adds, too." };
    private readonly EnsembleOptions _ensemble = new();

    public override Noun Noun => EstimatorNoun.Noun;

    public override string Name => "fisher";

    public override string Summary => "Gives the Fisher information of a sample, and of an ensemble its covariance.";

    public override string Example => "estimator fisher models/sally-ensemble --x x_test.npy --events 300";

    public override string Details => $$"""
        keys of the document:
          fisher_information   [parameter][parameter]
          covariance           [parameter][parameter][parameter][parameter], of an ensemble
          per_event            with --per-event, [event][parameter][parameter]; it adds up to the information

        {{EstimatorNoun.Arrays}}
        """;

    public override IReadOnlyList<Argument> Arguments => [_model];

    public override IReadOnlyList<Option> Options => [_x, _theta, _weights, _events, _mode, _ensemble.Weights, _perEvent];

    public override VerbResult Run(VerbContext context)
    {
        EstimatorEnsemble model = EstimatorInput.Model(context, context.Get(_model)!);
        EstimatorDefinition definition = model.Members[0].Definition;
        double[] x = EstimatorInput.Rows(context, context.Get(_x), definition.Observables, "observables");
        double[] theta = EstimatorInput.Rows(context, context.Get(_theta), definition.Parameters, "parameters");
        double[] weights = EstimatorInput.PerEvent(context, context.Get(_weights), x.Length / definition.Observables);
        double events = context.Get(_events);
        if (!(events > 0) || !double.IsFinite(events)) throw new InputException(FormattableString.Invariant($"--events is {events}, but the expected number of events must be positive."));
        double[] memberWeights = _ensemble.MemberWeights(context, model);
        OutputFolder? folder = context.OpenFolder();
        (double[,] information, double[,]? covariance) = EstimatorInput.Guard(() =>
            model.Fisher(x, theta, events, context.Get(_mode), weights, memberWeights, cancellation: context.Cancellation));
        int order = definition.Parameters;
        var document = new JsonFields().AddNode("fisher_information", NestedLists.Of([.. information.Cast<double>()], order, order));
        if (covariance is not null) document.AddNode("covariance", NestedLists.Of([.. covariance.Cast<double>()], order, order, order, order));
        if (context.Get(_perEvent))
        {
            double[] each = EstimatorInput.Guard(() => model.FisherPerEvent(x, theta, events, context.Get(_mode), weights, memberWeights, context.Cancellation));
            document.AddNode("per_event", NestedLists.Of(each, x.Length / definition.Observables, order, order));
        }

        if (!context.Json)
        {
            var table = new TextTable(["parameter", .. Enumerable.Range(0, order).Select(i => ShownNumber.Of(i))]);
            for (int i = 0; i < order; i++) table.Row([ShownNumber.Of(i), .. Enumerable.Range(0, order).Select(j => ShownNumber.Of(information[i, j]))]);
            table.Write(context.Out);
        }

        return new VerbResult(document, folder);
    }
}
