using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators.Diagnostics;

namespace Pullback.Cli.Estimators;

/// <summary>What the checks of an estimator say, for the document and for a person.</summary>
internal static class CheckFields
{
    private const string NoDegrees = "there are no degrees of freedom";

    public static JsonFields Of(RatioClosure closure) => new JsonFields()
        .Add("mean", closure.Mean).Add("uncertainty", closure.Uncertainty).Add("pull", closure.Pull, "there is no uncertainty")
        .Add("effective_events", closure.EffectiveEvents).Add("largest_share", closure.LargestShare).Add("reliable", closure.IsReliable);

    public static JsonFields Of(ScoreClosure closure)
    {
        int order = closure.Moments.Mean.Length;
        return Add(new JsonFields().Add("mean", closure.Moments.Mean).Add("uncertainties", Uncertainties(closure.Moments))
            .AddNode("covariance", NestedLists.Of([.. closure.Moments.Covariance.Cast<double>()], order, order)).Add("effective_events", closure.Moments.Effective), closure.Test);
    }

    public static JsonFields Of(CalibrationCurve curve) => Add(
        new JsonFields().Add("bins", curve.Bins.Select(bin => new JsonFields()
            .Add("predicted", bin.Predicted).Add("observed", bin.Observed).Add("lower", bin.Lower).Add("upper", bin.Upper).Add("weight", bin.Weight).Add("effective_events", bin.EffectiveEvents)))
            .Add("expected_calibration_error", curve.ExpectedError),
        curve.Test);

    public static JsonFields Of(ReweightingClosure closure) => Add(
        new JsonFields().Add("observable", closure.Observable).Add("edges", closure.Edges)
            .Add("numerator", closure.Target).Add("numerator_uncertainties", closure.TargetUncertainties)
            .Add("reweighted", closure.Reweighted).Add("reweighted_uncertainties", closure.ReweightedUncertainties).Add("denominator", closure.Original),
        closure.Test).Add("chi2_without_weights", closure.OriginalTest.Statistic);

    public static JsonFields Of(ShuffleClosure closure) => new JsonFields()
        .Add("mean_log_ratio", closure.MeanLogRatio).Add("uncertainty", closure.Uncertainty).Add("root_mean_square", closure.RootMeanSquare).Add("largest", closure.Largest);

    public static IEnumerable<JsonFields> Of(EnsembleVote vote) => vote.Expectations.Select((expectation, a) => new JsonFields()
        .Add("expectation", expectation).Add("distance", vote.Distances[a]).Add("weight", vote.Weights[a]));

    /// <summary>The table of a score.</summary>
    public static void Print(VerbContext context, ScoreClosure score) => Score(new TextTable("check", "value", "ideal", "p-value"), score).Write(context.Out);

    /// <summary>The table of a ratio.</summary>
    public static void Print(VerbContext context, RatioClosure closure, ScoreClosure score, CalibrationCurve curve, IReadOnlyList<ReweightingClosure> reweighting, CalibrationCurve? corrected)
    {
        var table = new TextTable("check", "value", "ideal", "p-value");
        table.Row("E[r] of the denominator", ShownNumber.WithUncertainty(closure.Mean, closure.Uncertainty), "1", "");
        Score(table, score);
        table.Row("expected calibration error", ShownNumber.Of(curve.ExpectedError, 3), "0", ShownNumber.Of(curve.Test.PValue, 3));
        if (corrected is not null) table.Row("  after correction", ShownNumber.Of(corrected.ExpectedError, 3), "0", ShownNumber.Of(corrected.Test.PValue, 3));
        foreach (ReweightingClosure found in reweighting)
            table.Row($"reweighting, observable {ShownNumber.Of(found.Observable)}, χ²", ShownNumber.Of(found.Test.Statistic, 4), ShownNumber.Of(found.Test.Degrees), ShownNumber.Of(found.Test.PValue, 3));
        table.Write(context.Out);
    }

    private static TextTable Score(TextTable table, ScoreClosure score)
    {
        double[] uncertainties = Uncertainties(score.Moments);
        for (int k = 0; k < uncertainties.Length; k++)
            table.Row($"E[t], parameter {ShownNumber.Of(k)}", ShownNumber.WithUncertainty(score.Moments.Mean[k], uncertainties[k]), "0", k == 0 ? ShownNumber.Of(score.Test.PValue, 3) : "");
        return table;
    }

    private static double[] Uncertainties(WeightedMoments moments) => [.. moments.Mean.Select((_, k) => Math.Sqrt(moments.Covariance[k, k]))];

    private static JsonFields Add(JsonFields fields, ChiSquareTest test) =>
        fields.Add("chi2", test.Statistic).Add("degrees_of_freedom", test.Degrees).Add("p_value", test.PValue, NoDegrees);
}
