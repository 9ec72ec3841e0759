using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Estimators;
using Pullback.Cli.Estimators.Pictures;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Diagnostics;
using Pullback.Learning.Estimators.Limits;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.Minimization;
using Pullback.Statistics.Parameters;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback estimator limits</c>.</summary>
internal sealed class EstimatorLimits : Verb
{
    private const int MostPoints = 1_000_000;
    private readonly Argument<string> _model = new("MODEL") { Description = EstimatorNoun.Model };
    private readonly Option<string> _x = new("--x") { HelpName = "FILE", Description = "The events, an npy file.", Required = true };
    private readonly Option<string?> _weights = new("--weights") { HelpName = "FILE", Description = "A weight for each event, an npy file; without it each counts once." };
    private readonly Option<double?> _asimov = OptionValues.Real("--asimov", "N", "The events are Asimov data: their weights are scaled to add up to N.", above: 0);
    private readonly Option<string[]> _range = OptionValues.Repeated("--range", "A,B,N", "N values of a parameter from A to B, which are also its bounds in fits; once per parameter, in their order.");
    private readonly Option<string?> _grid = new("--grid") { HelpName = "FILE", Description = "Instead of --range, the points to scan, an npy file; fits stay in the box around them." };
    private readonly Option<string[]> _profile = OptionValues.Repeated("--profile", "K", "A parameter, from 0, that is fitted at every point instead of scanned; any number of times.");
    private readonly Option<string[]> _constraint = OptionValues.Repeated("--constraint", "K,M,S", "Parameter K was measured elsewhere as M with the standard uncertainty S; any number of times.");
    private readonly Option<string?> _crossSection = new("--cross-section") { HelpName = "FILE", Description = "The cross section as a function of the parameters, for the Poisson term of the number of events." };
    private readonly Option<double?> _observed = OptionValues.Real("--observed", "N", "The observed number of events for the Poisson term, zero or more; default: the sum of the weights.");
    private readonly Option<double?> _level = OptionValues.Real("--level", "CL", "The confidence level of intervals and of the outer contour; default 0.95.", above: 0, below: 1);
    private readonly Option<int> _dof = OptionValues.Integer("--dof", "K", "Degrees of freedom of the p-values; 0 for the number of scanned parameters.", 0, 0, 1000);
    private readonly Option<string?> _theta1 = new("--theta1") { HelpName = "FILE", Description = "For ratios of two points, the denominator: one point, an npy file." };
    private readonly Option<string?> _reference = new("--reference") { HelpName = "FILE", Description = "For scores, the reference they belong to: one point, an npy file." };
    private readonly Option<string?> _referenceX = new("--reference-x") { HelpName = "FILE", Description = "For scores, events of the reference, an npy file." };

    private readonly Option<int> _experiments = OptionValues.Integer("--toys", "N", "Draw N pseudo-experiments from the events, which are then held-out events of --truth, and compare their intervals with the expected ones; needs --asimov.", 0, 0, 1_000_000);
    private readonly Option<string?> _truth = new("--truth") { HelpName = "FILE", Description = "The parameter point of the events of pseudo-experiments, an npy file." };

    public override Noun Noun => EstimatorNoun.Noun;

    public override string Name => "limits";

    public override string Summary => "Scans the likelihood of events under an estimator, fits it, and gives p-values, intervals and contours.";

    public override string Example => "estimator limits models/alices --x x_observed.npy --range -1,1,41 --range -1,1,41 --profile 1 --constraint 1,0,0.3";

    public override string Details => $$"""
        keys of the document:
          scanned, profiled        parameters by number, from 0
          theta_grid               [point][parameter]; profiled parameters at their fitted values
          q                        [point], twice the difference of the negative log-likelihood to the best fit
          p_values                 [point], of a chi-square distribution with degrees_of_freedom
          best_grid_point          the number of the point of least q
          best_fit                 converged, outcome, advice, theta, uncertainties, at_bound, nll, covariance
          intervals                [{parameter, level, q, best_fit, lower, upper, upper_limit}], others profiled; upper_limit is one-sided;
                                   an end beyond the bounds is null with a reason
          coverage                 with --toys, of each scanned parameter: [{parameter, coverage, coverage_lower, coverage_upper, failed,
                                   expected: {lower, upper}, lower_band, upper_band}]; the bands are the observed ends at -2 to 2 standard deviations
          contours                 [{level, q, lines: [{x, y}]}], for two scanned parameters, at 68.3 % and at --level

        {{CrossSectionFile.Schema}}

        {{EstimatorNoun.Arrays}}

        files written with --out:
          result.json, report.html; scan.svg for one scanned parameter, contour.svg for two; coverage_K.svg for pseudo-experiments
        """;

    public override IReadOnlyList<Argument> Arguments => [_model];

    public override IReadOnlyList<Option> Options =>
        [_x, _weights, _asimov, _range, _grid, _profile, _constraint, _crossSection, _observed, _level, _dof, _theta1, _reference, _referenceX, _experiments, _truth];

    public override VerbResult Run(VerbContext context)
    {
        EstimatorEnsemble model = EstimatorInput.Model(context, context.Get(_model)!);
        EstimatorDefinition definition = model.Members[0].Definition;
        double[] x = EstimatorInput.Rows(context, context.Get(_x), definition.Observables, "observables");
        double[] weights = Weights(context, x.Length / definition.Observables);
        ScanPlan plan = ScanPlan.Read(context, definition.Parameters, context.Get(_range)!, context.Get(_grid), context.Get(_profile)!, MostPoints);
        GaussianConstraint[] constraints = [.. context.Get(_constraint)!.Select(Constraint)];
        IExpectedEvents? expected = context.Get(_crossSection) is { } file ? CrossSectionFile.Read(context, file) : null;
        if (expected is null && context.Get(_observed) is not null) throw new InputException("--observed: the number of events counts only with a --cross-section. Give one, or leave --observed out.");
        double observed = context.Get(_observed) ?? weights.Sum();
        double[] truth = Truth(context, definition.Parameters);
        OutputFolder? folder = context.OpenFolder();
        using MeanLogRatio ratio = SampleRatio.Of(context, model, x, context.Get(_theta1), context.Get(_reference), context.Get(_referenceX));
        try
        {
            return EstimatorInput.Guard(() =>
            {
                var likelihood = new EstimatorLikelihood(ratio, weights, expected is null ? null : new ObservedEvents(expected, observed), constraints);
                LimitCoverage[] coverages = [.. truth.Length == 0 ? [] : plan.Scanned.Where(k => plan.Parameters[k].State != ParameterState.Fixed).Select(k => LimitCoverage.Of(
                    ratio, weights, truth, plan.Parameters, k,
                    new PseudoExperimentOptions { Experiments = context.Get(_experiments), ExpectedEvents = weights.Sum(), Level = Level(context), Seed = context.Seed, Threads = context.Threads },
                    expected, constraints, context.Cancellation))];
                return Infer(context, new LikelihoodInference(likelihood, plan.Parameters, context.Threads), plan, folder, coverages, truth);
            });
        }
        catch (Exception problem) when (problem is NonFiniteLogRatioException or FitFailedException)
        {
            throw new ComputationException(problem.Message);
        }
    }

    private static GaussianConstraint Constraint(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int parameter)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double mean)
            && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double deviation))
        {
            return new GaussianConstraint(parameter, mean, deviation);
        }

        throw new InputException($"--constraint: found '{text}', but K,M,S is needed: the parameter from 0, the measured value and its standard uncertainty, such as 1,0,0.3.");
    }

    private double[] Weights(VerbContext context, int events)
    {
        double[] weights = context.Get(_weights) is { } shown ? EstimatorInput.PerEvent(context, shown, events) : [.. Enumerable.Repeat(1.0, events)];
        if (context.Get(_asimov) is not { } total) return weights;
        double sum = weights.Sum();
        if (!(sum > 0)) throw new InputException(FormattableString.Invariant($"--asimov: the weights add up to {sum}, but must add up to a positive number to be scaled."));
        return [.. weights.Select(w => w * total / sum)];
    }

    private double Level(VerbContext context) => context.Get(_level) ?? 0.95;

    private double[] Truth(VerbContext context, int parameters)
    {
        string? shown = context.Get(_truth);
        if (context.Get(_experiments) == 0)
            return shown is null ? [] : throw new InputException("--truth: the true point counts only with --toys. Say how many, or leave --truth out.");
        if (shown is null || context.Get(_asimov) is null)
            throw new InputException("--toys: give the true point of the events with --truth, and the expected number of events of one experiment with --asimov.");
        double[] point = EstimatorInput.Rows(context, shown, parameters, "parameters");
        return point.Length == parameters ? point : throw new InputException($"{shown}: --truth takes one parameter point, but there are {point.Length / parameters}.");
    }

    private VerbResult Infer(VerbContext context, LikelihoodInference inference, ScanPlan plan, OutputFolder? folder, LimitCoverage[] coverages, double[] truth)
    {
        double level = Level(context);
        int dof = context.Get(_dof) == 0 ? plan.Scanned.Length : context.Get(_dof);
        LikelihoodScan coarse = inference.Scan(plan.StartPoints(), cancellation: context.Cancellation);
        int order = inference.Parameters.Count;
        LikelihoodFit fit = inference.Fit(coarse.Points.AsSpan(coarse.Best * order, order), cancellation: context.Cancellation);
        double[] points = coarse.Points, q;
        if (plan.Profiled.Length == 0)
        {
            q = inference.Scan(points, dof, fit.IsConverged ? fit : null, context.Cancellation).Q;
        }
        else
        {
            ProfilePoint[] profile = inference.Profile(fit, plan.Scanned, plan.ScannedValues(), context.Cancellation);
            points = [.. profile.SelectMany(point => point.Fit.Theta)];
            q = [.. profile.Select(point => point.Q)];
        }

        double[] p = [.. q.Select(value => ChiSquaredDistribution.Above(value, dof))];
        const string NotConverged = "the fit at this point did not converge";
        int best = Enumerable.Range(0, q.Length).MinBy(i => double.IsNaN(q[i]) ? double.PositiveInfinity : q[i]);
        JsonFields[] intervals = fit.IsConverged ? [.. Enumerable.Range(0, order).Where(k => inference.Parameters[k].State != ParameterState.Fixed).Select(k => Interval(context, inference, fit, k, level))] : [];
        IReadOnlyList<ContourSet> contours = plan.Scanned.Length == 2 && plan.Axes.Length == 2 && q.All(double.IsFinite) ? Contours(plan, q, level) : [];
        JsonFields document = new JsonFields()
            .AddNode("scanned", new System.Text.Json.Nodes.JsonArray([.. plan.Scanned.Select(k => System.Text.Json.Nodes.JsonValue.Create(k))]))
            .AddNode("profiled", new System.Text.Json.Nodes.JsonArray([.. plan.Profiled.Select(k => System.Text.Json.Nodes.JsonValue.Create(k))]))
            .AddNode("theta_grid", NestedLists.Of(points, points.Length / order, order))
            .Add("q", q, NotConverged)
            .Add("p_values", p, NotConverged)
            .Add("degrees_of_freedom", dof)
            .Add("best_grid_point", best)
            .Add("best_fit", BestFit(fit))
            .Add("intervals", intervals)
            .Add("contours", contours.Select(set => set.Fields()));
        if (coverages.Length > 0) document.Add("coverage", coverages.Select(Coverage));
        Print(context, inference, fit, level, intervals, q.Length);
        foreach (LimitCoverage coverage in coverages) context.Out.WriteLine($"parameter {coverage.Expected.Parameter}: {LimitPictures.Covered(coverage)}");
        if (folder is not null) LimitPictures.Draw(context, folder, plan, fit, q, points, intervals, contours, level, coverages, truth);
        if (fit.AtBound.Any(end => end))
        {
            string[] ends = [.. Enumerable.Range(0, order).Where(k => fit.AtBound[k]).Select(ScanPlan.Name)];
            context.Warn($"the best fit has {string.Join(" and ", ends)} at the end of its range, where p-values and intervals by the chi-square distribution do not hold. Widen the range if the parameter may go further.");
        }

        if (!fit.IsConverged) context.Warn($"the fit did not converge ({fit.Outcome}). {fit.Outcome.Advice()} There are no intervals; q counts from the best point of the grid.");
        return new VerbResult(document, folder, fit.IsConverged ? ExitCode.Done : ExitCode.ComputationFailed);
    }

    private static JsonFields BestFit(LikelihoodFit fit)
    {
        int order = fit.Theta.Length;
        JsonFields fields = new JsonFields().Add("converged", fit.IsConverged).Add("outcome", fit.Outcome.ToString()).Add("advice", (fit.IsConverged ? FitOutcome.Converged : fit.Outcome).Advice())
            .Add("theta", fit.Theta)
            .Add("uncertainties", [.. Enumerable.Range(0, order).Select(fit.Uncertainty)], "it is fixed, at a bound, or without curvature")
            .AddNode("at_bound", new System.Text.Json.Nodes.JsonArray([.. fit.AtBound.Select(end => System.Text.Json.Nodes.JsonValue.Create(end))]))
            .Add("nll", fit.Nll);
        return fit.Covariance is { } covariance ? fields.AddNode("covariance", NestedLists.Of([.. covariance.Cast<double>()], order, order)) : fields.AddMissing("covariance", "the curvature is not positive definite");
    }

    private static JsonFields Interval(VerbContext context, LikelihoodInference inference, LikelihoodFit fit, int parameter, double level)
    {
        const string Beyond = "the likelihood does not fall that far within the bounds";
        JsonFields fields = new JsonFields().Add("parameter", parameter).Add("level", level).Add("q", ChiSquaredDistribution.Quantile(level, 1)).Add("best_fit", fit.Theta[parameter]);
        try
        {
            LikelihoodInterval interval = inference.Interval(fit, parameter, level, cancellation: context.Cancellation);
            fields.Add("lower", interval.Lower ?? double.NaN, Beyond).Add("upper", interval.Upper ?? double.NaN, Beyond);
            return level > 0.5
                ? fields.Add("upper_limit", inference.UpperLimit(fit, parameter, level, context.Cancellation) ?? double.NaN, Beyond)
                : fields.AddMissing("upper_limit", "a one-sided limit needs a level above 0.5");
        }
        catch (FitFailedException problem)
        {
            context.Warn($"parameter {parameter} has no interval: {problem.Message}");
            return fields.AddMissing("lower", problem.Message).AddMissing("upper", problem.Message).AddMissing("upper_limit", problem.Message);
        }
    }

    private static JsonFields Coverage(LimitCoverage coverage)
    {
        const string Beyond = "it lies beyond the bounds", Failed = "every fit failed";
        return new JsonFields().Add("parameter", coverage.Expected.Parameter)
            .Add("coverage", coverage.Coverage, Failed).Add("coverage_lower", coverage.Uncertainty.Lower, Failed).Add("coverage_upper", coverage.Uncertainty.Upper, Failed).Add("failed", coverage.Failed)
            .Add("expected", new JsonFields().Add("lower", coverage.Expected.Lower ?? double.NaN, Beyond).Add("upper", coverage.Expected.Upper ?? double.NaN, Beyond))
            .Add("lower_band", coverage.LowerBand, Beyond).Add("upper_band", coverage.UpperBand, Beyond);
    }

    private static ContourSet[] Contours(ScanPlan plan, double[] q, double level)
    {
        double[,] values = new double[plan.Axes[1].Length, plan.Axes[0].Length];
        for (int i = 0; i < q.Length; i++) values[i % plan.Axes[1].Length, i / plan.Axes[1].Length] = q[i];
        double[] levels = [.. new[] { 0.6826894921370859, level }.Distinct().Order()];
        return [.. levels.Select(share => ContourSet.Trace(share, plan.Axes[0], plan.Axes[1], values))];
    }

    private static void Print(VerbContext context, LikelihoodInference inference, LikelihoodFit fit, double level, JsonFields[] intervals, int points)
    {
        if (context.Json) return;
        context.Out.WriteLine($"{points} points scanned; the fit {(fit.IsConverged ? "converged" : "did not converge")} after {fit.Iterations} steps");
        context.Out.WriteLine();
        var table = new TextTable("parameter", "best fit", "uncertainty", $"lower ({ShownNumber.Of(100 * level)} %)", "upper");
        for (int k = 0; k < inference.Parameters.Count; k++)
        {
            System.Text.Json.Nodes.JsonObject? found = intervals.FirstOrDefault(i => i.Node["parameter"]!.GetValue<long>() == k)?.Node;
            table.Row(ShownNumber.Of(k), ShownNumber.Of(fit.Theta[k]), ShownNumber.Of(fit.Uncertainty(k)), End(found, "lower"), End(found, "upper"));
        }

        table.Write(context.Out);

        static string End(System.Text.Json.Nodes.JsonObject? interval, string key) => interval?[key] is { } node ? ShownNumber.Of(node.GetValue<double>()) : ShownNumber.Missing;
    }
}
