using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Estimators;
using Pullback.Cli.Estimators.Pictures;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Diagnostics;
using Pullback.Learning.Estimators.Limits;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback estimator calibrate</c>.</summary>
internal sealed class EstimatorCalibrate : Verb
{
    private readonly Argument<string> _model = new("MODEL") { Description = EstimatorNoun.Model };
    private readonly Option<string> _x = new("--x") { HelpName = "FILE", Description = "Events that training has not seen, an npy file.", Required = true };
    private readonly Option<string?> _y = new("--y") { HelpName = "FILE", Description = "For each event 0 if it is of the numerator, 1 if of the denominator, an npy file; for scores none." };
    private readonly Option<string?> _theta = new("--theta") { HelpName = "FILE", Description = "The numerator: one parameter point or one for each event, an npy file." };
    private readonly Option<string?> _theta1 = new("--theta1") { HelpName = "FILE", Description = "The denominator, for ratios of two points and for densities." };
    private readonly Option<string?> _weights = new("--weights") { HelpName = "FILE", Description = "A weight for each event, an npy file; without it all weigh alike." };
    private readonly Option<string?> _points = new("--points") { HelpName = "FILE", Description = "Parameter points at which E[r] = 1 is checked one by one, an npy file." };
    private readonly Option<int> _bins = OptionValues.Integer("--bins", "N", "Bins of the calibration curve and of observables.", 10, 1, 1000);
    private readonly Option<Correction> _correct = OptionValues.Choice<Correction>("--correct", "HOW", "Correct the ratio by isotonic regression or by histograms of both classes, and judge that on the other half of the events; default: none.", [("none", Correction.None), ("isotonic", Correction.Isotonic), ("histogram", Correction.Histogram)], Correction.None);
    private readonly Option<bool> _shuffled = new("--shuffled") { Description = "The estimator was trained on shuffled labels: say how far it is from knowing nothing." };
    private readonly Option<double?> _vote = OptionValues.Real("--vote", "S", "Weights of the members of an ensemble fall with their distance from closure as exp(-S distance); zero or more, default 1.");

    public override Noun Noun => EstimatorNoun.Noun;

    public override string Name => "calibrate";

    public override string Summary => "Checks an estimator on held-out events: closure, calibration curve and reweighting.";

    public override string Example => "estimator calibrate models/alices --x x_test.npy --y y_test.npy --theta theta_test.npy --correct isotonic --out checks";

    public override string Details => $$"""
        keys of the document:
          closure         {mean, uncertainty, pull, effective_events, reliable}: E[r] over events of the denominator, ideally 1; for each
                          of --points under closures
          score_closure   {mean, uncertainties, covariance, chi2, degrees_of_freedom, p_value}: E[t] over events of the numerator, for scores of
                          all events, ideally 0
          calibration     {bins: [{predicted, observed, lower, upper, weight, effective_events}], expected_calibration_error, chi2,
                          degrees_of_freedom, p_value} of s = 1/(1 + r), the probability of the denominator
          reweighting     [{observable, edges, numerator, numerator_uncertainties, reweighted, reweighted_uncertainties, denominator, chi2,
                          degrees_of_freedom, p_value, chi2_without_weights}], contents normalized to one
          correction      with --correct: {method, log_ratio, corrected, calibration}; the curve is of each half of the events, corrected by the other,
                          its p-value without the uncertainty of the correction
          shuffle         with --shuffled: {mean_log_ratio, uncertainty, root_mean_square, largest}
          members         of an ensemble: [{expectation, distance, weight}]; E[r] - 1 of ratios, E[t] of scores

        {{EstimatorNoun.Arrays}}

        files written with --out:
          result.json, report.html; calibration.svg, closure.svg, and reweighting_K.svg for each observable
        """;

    public override IReadOnlyList<Argument> Arguments => [_model];

    public override IReadOnlyList<Option> Options => [_x, _y, _theta, _theta1, _weights, _points, _bins, _correct, _shuffled, _vote];

    public override VerbResult Run(VerbContext context)
    {
        EstimatorEnsemble model = EstimatorInput.Model(context, context.Get(_model)!);
        var sample = CheckedSample.Read(context, model, context.Get(_x)!, context.Get(_y), context.Get(_theta), context.Get(_theta1), context.Get(_weights));
        double[] points = EstimatorInput.Rows(context, context.Get(_points), sample.Definition.Parameters, "parameters");
        OutputFolder? folder = context.OpenFolder();
        try
        {
            return EstimatorInput.Guard(() => sample.Labels is null ? Scores(context, model, sample, folder) : Ratios(context, model, sample, points, folder));
        }
        catch (NonFiniteLogRatioException problem)
        {
            throw new ComputationException(problem.Message);
        }
    }

    private VerbResult Scores(VerbContext context, EstimatorEnsemble model, CheckedSample sample, OutputFolder? folder)
    {
        double[][] each = [.. model.Members.Select(m => m.Score(sample.X, cancellation: context.Cancellation))];
        int width = sample.Definition.Parameters;
        ScoreClosure closure = ScoreClosure.Of(EstimatorEnsemble.Mean(each), width, sample.Weights);
        JsonFields document = new JsonFields().Add("score_closure", CheckFields.Of(closure));
        if (each.Length > 1) document.Add("members", CheckFields.Of(Vote(context, [.. each.Select(scores => EnsembleVote.Expectation(scores, width, sample.Weights).Mean)])));
        CheckFields.Print(context, closure);
        if (folder is not null) CalibrationPictures.Draw(context, folder, null, closure, [], null, null, []);
        return new VerbResult(document, folder);
    }

    private VerbResult Ratios(VerbContext context, EstimatorEnsemble model, CheckedSample sample, double[] points, OutputFolder? folder)
    {
        int width = sample.Definition.Parameters;
        (double[] LogRatios, double[] Scores)[] each = [.. model.Members.Select(m => sample.Evaluate(m, context.Cancellation))];
        double[] logRatios = EstimatorEnsemble.Mean([.. each.Select(e => e.LogRatios)]);
        double[] scores = EstimatorEnsemble.Mean([.. each.Select(e => e.Scores)]);
        int[] above = sample.Of(0), below = sample.Of(1);
        double[] aboveWeights = CheckedSample.Rows(sample.Weights, 1, above), belowWeights = CheckedSample.Rows(sample.Weights, 1, below);
        var labelled = new LabelledRatios(logRatios, sample.Labels, sample.Weights);
        double[] belowRatios = CheckedSample.Rows(logRatios, 1, below);
        RatioClosure closure = RatioClosure.Of(belowRatios, below.Length, belowWeights)[0];
        ScoreClosure score = ScoreClosure.Of(CheckedSample.Rows(scores, width, above), width, aboveWeights);
        CalibrationCurve curve = CalibrationCurve.Of(labelled, CalibrationBins.OfEqualWeight(context.Get(_bins)));
        ReweightingClosure[] reweighting = ReweightingClosure.Of(
            CheckedSample.Rows(sample.X, sample.Definition.Observables, above), CheckedSample.Rows(sample.X, sample.Definition.Observables, below),
            belowRatios, sample.Definition.Observables, aboveWeights, belowWeights, context.Get(_bins));
        RatioClosure[] closures = [.. Enumerable.Range(0, points.Length / width).Select(p => RatioClosure.Of(
            EstimatorEnsemble.Mean([.. model.Members.Select(m => sample.Evaluate(m, below, points.AsSpan(p * width, width), context.Cancellation))]), below.Length, belowWeights)[0])];
        JsonFields document = new JsonFields().Add("closure", CheckFields.Of(closure));
        if (closures.Length > 0)
            document.Add("closures", closures.Select((found, p) => new JsonFields().Add("theta", points.AsSpan(p * width, width)).Add("closure", CheckFields.Of(found))));
        document.Add("score_closure", CheckFields.Of(score)).Add("calibration", CheckFields.Of(curve)).Add("reweighting", reweighting.Select(CheckFields.Of));
        CalibrationCurve? corrected = Correct(context, labelled, document);
        if (context.Get(_shuffled)) document.Add("shuffle", CheckFields.Of(ShuffleClosure.Of(logRatios, default, sample.Weights)));
        if (each.Length > 1)
        {
            document.Add("members", CheckFields.Of(Vote(
                context, [.. each.Select(e => new[] { RatioClosure.Of(CheckedSample.Rows(e.LogRatios, 1, below), below.Length, belowWeights)[0].Mean - 1 })])));
        }

        foreach (RatioClosure few in closures.Append(closure).Where(c => !c.IsReliable).Take(1))
            context.Warn($"E[r] hangs on {ShownNumber.Of(few.EffectiveEvents, 3)} effective events, fewer than {RatioClosure.FewEvents}: neither it nor its uncertainty is to be trusted. Use more events, or points nearer to the denominator.");
        CheckFields.Print(context, closure, score, curve, reweighting, corrected);
        if (folder is not null) CalibrationPictures.Draw(context, folder, curve, score, CalibrationPictures.Means(points, width, closures, closure), corrected, labelled, reweighting);
        return new VerbResult(document, folder);
    }

    private EnsembleVote Vote(VerbContext context, IReadOnlyList<double[]> expectations) => EnsembleVote.Of(expectations, context.Get(_vote) ?? 1);

    /// <summary>Corrects each half of the events by the other, and adds the correction of all events to the document.</summary>
    private CalibrationCurve? Correct(VerbContext context, LabelledRatios events, JsonFields document)
    {
        Correction how = context.Get(_correct);
        if (how == Correction.None) return null;
        double[] mended = new double[events.LogRatios.Length];
        for (int half = 0; half < 2; half++)
        {
            int[] own = [.. Enumerable.Range(0, mended.Length).Where(e => e % 2 == half)], other = [.. Enumerable.Range(0, mended.Length).Where(e => e % 2 != half)];
            IRatioCalibration calibration = Fit(how, new LabelledRatios(CheckedSample.Rows(events.LogRatios, 1, other), CheckedSample.Rows(events.Labels, 1, other), CheckedSample.Rows(events.Weights, 1, other)));
            foreach (int e in own) mended[e] = calibration.Apply(events.LogRatios[e]);
        }

        CalibrationCurve curve = CalibrationCurve.Of(new LabelledRatios(mended, events.Labels, events.Weights), CalibrationBins.OfEqualWeight(context.Get(_bins)));
        IRatioCalibration all = Fit(how, events);
        double low = events.LogRatios.Min(), high = events.LogRatios.Max();
        double[] at = [.. Enumerable.Range(0, 101).Select(i => low + ((high - low) * i / 100))];
        document.Add("correction", new JsonFields().Add("method", how.ToString().ToLowerInvariant()).Add("log_ratio", at).Add("corrected", [.. at.Select(all.Apply)]).Add("calibration", CheckFields.Of(curve)));
        return curve;
    }

    private static IRatioCalibration Fit(Correction how, LabelledRatios events) => how == Correction.Isotonic ? IsotonicCalibration.Fit(events) : HistogramCalibration.Fit(events);

    private enum Correction
    {
        None,
        Isotonic,
        Histogram,
    }
}
