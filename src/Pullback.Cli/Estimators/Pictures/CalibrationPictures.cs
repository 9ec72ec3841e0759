using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators.Diagnostics;
using Pullback.Plotting.Reports;
using Pullback.Plotting.Standard.Estimators;

namespace Pullback.Cli.Estimators.Pictures;

/// <summary>Draws the checks of an estimator, and writes their report.</summary>
internal static class CalibrationPictures
{
    /// <summary>The means of r as a figure takes them: at each point, or of all events together.</summary>
    public static IReadOnlyList<ClosurePoints> Means(double[] points, int width, RatioClosure[] closures, RatioClosure all)
    {
        RatioClosure[] shown = closures.Length > 0 ? closures : [all];
        bool one = closures.Length > 0 && width == 1;
        return
        [
            new ClosurePoints(one ? ScanPlan.Name(0) : "Point", "E[r]", [.. shown.Select((_, p) => one ? points[p] : p)], [.. shown.Select(c => c.Mean)], [.. shown.Select(c => c.Uncertainty)], 1)
            {
                Doubtful = [.. shown.Select(c => !c.IsReliable)],
                Counts = !one,
            },
        ];
    }

    /// <summary>Writes pictures and report into the folder.</summary>
    public static void Draw(
        VerbContext context, OutputFolder folder, CalibrationCurve? curve, ScoreClosure score, IReadOnlyList<ClosurePoints> means,
        CalibrationCurve? corrected, LabelledRatios? events, IReadOnlyList<ReweightingClosure> reweighting)
    {
        ClosurePoints scores = new("Parameter", "E[t]", [.. score.Moments.Mean.Select((_, k) => (double)k)], score.Moments.Mean, [.. score.Moments.Mean.Select((_, k) => Math.Sqrt(score.Moments.Covariance[k, k]))], 0) { Counts = true };
        IReadOnlyList<Picture> pictures = PictureFiles.Write(
            context, folder,
            [
                () => curve is null ? [] : [Calibration(curve, corrected)],
                () => [new Picture("closure", ClosureFigure.Create([.. means, scores]), "Means over held-out events with their uncertainties, and the values that they should have.")],
                .. reweighting.Select(found => (Func<IEnumerable<Picture>>)(() => [Reweighting(found)])),
            ]);
        var report = new HtmlReport("Checks of an estimator") { Footer = $"Pullback {Application.Version}, estimator calibrate" };
        if (events is not null) report.Section("Sample").Paragraph($"{events.Labels.Count(label => label == 0)} events of the numerator, {events.Labels.Count(label => label == 1)} of the denominator.");
        ReportSection section = report.Section("Pictures");
        foreach (Picture picture in pictures) section.Figure(picture.Figure, picture.Caption);
        report.Save(folder.Stage("report.html"));
    }

    private static Picture Calibration(CalibrationCurve curve, CalibrationCurve? corrected)
    {
        CalibrationPoints[] curves = corrected is null ? [Points("As trained", curve)] : [Points("As trained", curve), Points("Corrected", corrected)];
        return new Picture(
            "calibration", CalibrationFigure.Create(curves, "s = 1/(1 + r)", $"ECE {ShownNumber.Of(curve.ExpectedError, 3)}", Probability(curve.Test)),
            "The share of events of the denominator against its predicted probability, in bins of equal weight.");
    }

    private static CalibrationPoints Points(string label, CalibrationCurve curve) => new(
        label, [.. curve.Bins.Select(b => b.Predicted)], [.. curve.Bins.Select(b => b.Observed)], [.. curve.Bins.Select(b => b.Lower)], [.. curve.Bins.Select(b => b.Upper)]);

    private static Picture Reweighting(ReweightingClosure found)
    {
        string number = ShownNumber.Of(found.Observable);
        var observable = new ReweightedObservable(
            $"Observable {number}", found.Edges, found.Target, found.TargetUncertainties, found.Reweighted, found.ReweightedUncertainties, found.Original)
        {
            Notes = [Probability(found.Test)],
        };
        return new Picture($"reweighting_{number}", ReweightingFigure.Create(observable), $"Observable {number} of the numerator, and of the denominator with and without the weights r.");
    }

    private static string Probability(ChiSquareTest test) => $"χ²/ndf = {ShownNumber.Of(test.Statistic, 3)}/{ShownNumber.Of(test.Degrees)}, p = {ShownNumber.Of(test.PValue, 2)}";
}
