using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators.Diagnostics;
using Pullback.Learning.Estimators.Limits;
using Pullback.Plotting.Reports;
using Pullback.Plotting.Standard;
using Pullback.Plotting.Standard.Estimators;

namespace Pullback.Cli.Estimators.Pictures;

/// <summary>Draws scans and contours, and writes their report.</summary>
internal static class LimitPictures
{
    private const int MostRows = 500;

    /// <summary>Writes pictures and report into the folder.</summary>
    public static void Draw(
        VerbContext context, OutputFolder folder, ScanPlan plan, LikelihoodFit fit, double[] q, double[] points, JsonFields[] intervals, IReadOnlyList<ContourSet> contours, double level,
        IReadOnlyList<LimitCoverage> coverages, double[] truth)
    {
        IEnumerable<Picture> Scan() => (plan.Axes.Length, contours.Count) switch
        {
            (1, _) => [Curve(plan, fit, q, intervals, level)],
            (2, > 0) => [Contours(plan, fit, contours)],
            _ => [],
        };
        IReadOnlyList<Picture> pictures = PictureFiles.Write(
            context, folder, [Scan, .. coverages.Select(coverage => (Func<IEnumerable<Picture>>)(() => [Ends(coverage, truth[coverage.Expected.Parameter])]))]);
        var report = new HtmlReport("Limits from an estimator") { Footer = $"Pullback {Application.Version}, estimator limits" };
        report.Section("Result").KeyNumbers([.. fit.Theta.Select((value, k) => new KeyNumber(ScanPlan.Name(k), double.IsNaN(fit.Uncertainty(k)) ? value : ReportCell.WithUncertainty(value, fit.Uncertainty(k)), "best fit"))]);
        if (pictures.Count > 0)
        {
            ReportSection section = report.Section("Pictures");
            foreach (Picture picture in pictures) section.Figure(picture.Figure, picture.Caption);
        }

        int order = fit.Theta.Length;
        var table = new ReportTable([.. Enumerable.Range(0, order).Select(ScanPlan.Name), "q"]);
        for (int i = 0; i < Math.Min(q.Length, MostRows); i++)
            table.Row([.. points.Skip(i * order).Take(order).Select(value => ReportCell.Number(value)), double.IsNaN(q[i]) ? ReportCell.Missing("the fit did not converge") : q[i]]);
        report.Section(q.Length > MostRows ? $"The first {MostRows} of {q.Length} points" : "Points").Table(table);
        report.Save(folder.Stage("report.html"));
    }

    /// <summary>The coverage as a person reads it.</summary>
    public static string Covered(LimitCoverage coverage) =>
        $"{ShownNumber.WithUncertainty(100 * coverage.Coverage, 50 * (coverage.Uncertainty.Upper - coverage.Uncertainty.Lower))} % of {coverage.Observed.Count - coverage.Failed} intervals hold the truth"
        + (coverage.Failed > 0 ? $", {coverage.Failed} fits failed" : "");

    private static Picture Ends(LimitCoverage coverage, double truth)
    {
        string name = ScanPlan.Name(coverage.Expected.Parameter);
        LikelihoodInterval[] found = [.. coverage.Observed.OfType<LikelihoodInterval>()];
        var limits = new PseudoLimits(name, truth, [.. found.Select(o => o.Lower).OfType<double>()], [.. found.Select(o => o.Upper).OfType<double>()])
        {
            ExpectedLower = coverage.Expected.Lower,
            ExpectedUpper = coverage.Expected.Upper,
            Notes = [Covered(coverage)],
        };
        return new Picture(
            $"coverage_{ShownNumber.Of(coverage.Expected.Parameter)}", PseudoLimitsFigure.Create(limits),
            $"Ends of the {ShownNumber.Of(100 * coverage.Level)} % intervals of {name} over pseudo-experiments; lines stand at the expected ends.");
    }

    private static Picture Curve(ScanPlan plan, LikelihoodFit fit, double[] q, JsonFields[] intervals, double level)
    {
        int parameter = plan.Scanned[0];
        int[] kept = [.. Enumerable.Range(0, q.Length).Where(i => double.IsFinite(q[i]))];
        System.Text.Json.Nodes.JsonObject? found = intervals.FirstOrDefault(i => i.Node["parameter"]!.GetValue<long>() == parameter)?.Node;
        string share = ShownNumber.Of(100 * level) + " % CL";
        var scan = new ProfileScan(ScanPlan.Name(parameter), [.. kept.Select(i => plan.Axes[0][i])], [.. kept.Select(i => q[i])])
        {
            BestFit = fit.IsConverged ? fit.Theta[parameter] : null,
            Interval = found is null ? null : new ScanInterval(share, found["q"]!.GetValue<double>(), found["lower"]?.GetValue<double>(), found["upper"]?.GetValue<double>()),
        };
        return new Picture("scan", ProfileScanFigure.Create(scan), $"Twice the difference of the negative log-likelihood to its minimum against {ScanPlan.Name(parameter)}; the red lines end the interval at {share}.");
    }

    private static Picture Contours(ScanPlan plan, LikelihoodFit fit, IReadOnlyList<ContourSet> contours)
    {
        var lines = new LikelihoodContours(ScanPlan.Name(plan.Scanned[0]), ScanPlan.Name(plan.Scanned[1]), [.. contours.SelectMany(set => set.Lines)])
        {
            BestFit = fit.IsConverged ? (fit.Theta[plan.Scanned[0]], fit.Theta[plan.Scanned[1]]) : null,
        };
        return new Picture("contour", ContourFigure.Create(lines), $"Contours that hold {string.Join(" and ", contours.Select(set => ShownNumber.Of(100 * set.Level, 4) + " %"))}, with the best fit.");
    }
}
