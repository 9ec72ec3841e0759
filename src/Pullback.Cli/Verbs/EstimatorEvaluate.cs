using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Estimators;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback estimator evaluate</c>.</summary>
internal sealed class EstimatorEvaluate : Verb
{
    private readonly Argument<string> _model = new("MODEL") { Description = EstimatorNoun.Model };
    private readonly Option<string> _x = new("--x") { HelpName = "FILE", Description = "The events, an npy file.", Required = true };
    private readonly Option<string> _theta = new("--theta") { HelpName = "FILE", Description = "The parameter points, an npy file; of a ratio of two points, the numerator.", Required = true };
    private readonly Option<string?> _theta1 = new("--theta1") { HelpName = "FILE", Description = "The denominator, for ratios of two points and for ratios of densities." };
    private readonly Option<bool> _pairwise = new("--pairwise") { Description = "Evaluate each event at a point of its own, points cycled, instead of all events at all points." };
    private readonly Option<bool> _score = new("--score") { Description = "Give the score too." };
    private readonly EnsembleOptions _ensemble = new();
    private readonly Option<bool> _asMadMiner = new("--as-madminer") { Description = "Repeat what MadMiner returns for ratios of two points and for densities, where it does not scale parameters and leaves the Jacobian out." };

    public override Noun Noun => EstimatorNoun.Noun;

    public override string Name => "evaluate";

    public override string Summary => "Gives the log likelihood ratio or log density of events at parameter points.";

    public override string Example => "estimator evaluate models/alices --x x_test.npy --theta thetas.npy --score";

    public override string Details => $$"""
        keys of the document:
          log_likelihood_ratio   [point][event], or [event] with --pairwise; for densities log_likelihood, with --theta1 both
          score                  [point][event][parameter], or [event][parameter]; for ratios of two points denominator_derivative, d log r / d theta1
        Of an ensemble, means over its members, the standard deviation between them under …_spread, and with --covariance the covariance under …_covariance,
        whose dimensions are those of the mean twice.

        {{EstimatorNoun.Arrays}}
        """;

    public override IReadOnlyList<Argument> Arguments => [_model];

    public override IReadOnlyList<Option> Options => [_x, _theta, _theta1, _pairwise, _score, _ensemble.Weights, _ensemble.Covariance, _asMadMiner];

    public override VerbResult Run(VerbContext context)
    {
        EstimatorEnsemble model = EstimatorInput.Model(context, context.Get(_model)!, context.Get(_asMadMiner));
        EstimatorDefinition definition = model.Members[0].Definition;
        double[] x = EstimatorInput.Rows(context, context.Get(_x), definition.Observables, "observables");
        double[] theta = EstimatorInput.Rows(context, context.Get(_theta), definition.Parameters, "parameters");
        double[] theta1 = EstimatorInput.Rows(context, context.Get(_theta1), definition.Parameters, "parameters");
        bool two = definition.Kind == EstimatorKind.DoubleParameterizedRatio;
        bool density = definition.Kind == EstimatorKind.Likelihood;
        if (two && context.Get(_theta1) is null) throw new InputException("The estimator is a ratio of two parameter points: give the denominator with --theta1.");
        if (!two && !density && context.Get(_theta1) is not null) throw new InputException("The estimator has one parameter point, its denominator is fixed: leave --theta1 out.");
        double[] memberWeights = _ensemble.MemberWeights(context, model);
        OutputFolder? folder = context.OpenFolder();
        bool pairwise = context.Get(_pairwise);
        bool score = context.Get(_score);
        EstimatorValues[] each = EstimatorInput.Guard(() => Ask(theta, two ? theta1 : []));
        var document = new JsonFields();
        string key = density ? "log_likelihood" : "log_likelihood_ratio";
        double[] values = Add(document, key, each, e => e.Values, 1);
        if (density && context.Get(_theta1) is not null)
        {
            EstimatorValues[] below = EstimatorInput.Guard(() => Ask(theta1, []));
            if (!pairwise && below[0].Points != each[0].Points) throw new InputException($"--theta has {each[0].Points} points and --theta1 {below[0].Points}; give as many of both.");
            EstimatorValues[] ratios = [.. each.Zip(below, (a, b) => a with { Values = [.. a.Values.Zip(b.Values, (p, q) => p - q)] })];
            values = Add(document, "log_likelihood_ratio", ratios, e => e.Values, 1);
        }

        if (score) Add(document, "score", each, e => e.Score!, definition.Parameters);
        if (score && two) Add(document, "denominator_derivative", each, e => e.DenominatorDerivative!, definition.Parameters);
        if (!context.Json)
        {
            var table = new TextTable("", "value");
            table.Row("estimators", ShownNumber.Of(model.Members.Count)).Row("events", ShownNumber.Of(each[0].Events)).Row("points", ShownNumber.Of(each[0].Points));
            if (values.Length > 0) table.Row("smallest", ShownNumber.Of(values.Min())).Row("mean", ShownNumber.Of(values.Average())).Row("largest", ShownNumber.Of(values.Max()));
            table.Write(context.Out);
        }

        return new VerbResult(document, folder);

        // Double precision: what is asked here is summed over events and compared between points, and reading and writing the numbers takes longer than computing them.
        EstimatorValues[] Ask(double[] points, double[] denominators)
        {
            var options = new EvaluationOptions { Precision = EvaluationPrecision.DoublePrecision, Threads = context.Threads };
            return [.. model.Members.Select(m => m.Evaluate(x, points, denominators, pairwise, score, options, context.Cancellation))];
        }

        double[] Add(JsonFields fields, string name, EstimatorValues[] members, Func<EstimatorValues, double[]> what, int width)
        {
            int[] rows = pairwise ? [members[0].Events] : [members[0].Points, members[0].Events];
            return _ensemble.Add(context, fields, name, [.. members.Select(what)], memberWeights, width == 1 ? rows : [.. rows, width]);
        }
    }
}
