using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Operations;
using Pullback.Plotting.Standard;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Cli.Workspaces.Pictures;

/// <summary>The pictures of limits.</summary>
internal static class LimitPictures
{
    private const int ScanPoints = 41;
    private const int MostPictures = 24;

    /// <summary>CLs against the tested value, around the limits.</summary>
    public static Picture Scan(VerbContext context, LoadedModel model, UpperLimits limits, TestStatistic statistic)
    {
        double end = 1.2 * Math.Max(limits.Observed, limits.Expected[^1]);
        double[] tested = [.. Enumerable.Range(0, ScanPoints).Select(i => end * i / (ScanPoints - 1))];
        HypothesisTestResult[] tests = ParallelWork.Run(
            context, "scanning CLs", tested.Length, model.Inference, (inference, i) => inference.Test(statistic, tested[i], model.Data));
        double[] Band(int sigma) => [.. tests.Select(test => test.ExpectedBand[sigma])];
        var band = new LimitBand(model.Model.PoiName!, tested, new ExpectedBand(Band(0), Band(1), Band(2), Band(3), Band(4)))
        {
            Observed = [.. tests.Select(test => test.Cls)],
            Line = limits.Level,
            Notes = [string.Create(CultureInfo.InvariantCulture, $"{model.Model.PoiName} < {limits.Observed:G4} (expected {limits.Expected[2]:G4})")],
        };
        return new Picture(
            "cls_scan", LimitBandFigure.CreateScan(band), $"CLs against {model.Model.PoiName}: observed, expected median and the bands of one and two standard deviations. Values below the red line are excluded.");
    }

    /// <summary>Limits against the first value of the patches, one picture for each combination of the others.</summary>
    public static IEnumerable<Picture> OfPatches(IReadOnlyList<LimitPoint> points, IReadOnlyList<string> labels, double confidence)
    {
        var groups = points
            .Where(point => point.Problem is null && point.Patch.Values[0].Number is not null)
            .GroupBy(point => string.Join(", ", labels.Skip(1).Zip(point.Patch.Values.Skip(1), (label, value) => $"{label} = {Shown(value)}")))
            .Select(group => (Title: group.Key, Points: group.OrderBy(point => point.Patch.Values[0].Number).ToArray()))
            .Where(group => group.Points.Length > 1)
            .Take(MostPictures)
            .ToArray();
        for (int i = 0; i < groups.Length; i++)
        {
            LimitPoint[] sorted = groups[i].Points;
            double[] Band(int sigma) => [.. sorted.Select(point => point.Expected[sigma])];
            double[] observed = [.. sorted.Select(point => point.Observed)];
            double[] all = [.. observed, .. Band(0), .. Band(4)];
            var band = new LimitBand(labels[0], [.. sorted.Select(point => point.Patch.Values[0].Number!.Value)], new ExpectedBand(Band(0), Band(1), Band(2), Band(3), Band(4)))
            {
                Observed = observed,
                VerticalLabel = string.Create(CultureInfo.InvariantCulture, $"{100m * (decimal)confidence:0.###} % CL upper limit on μ"),
                Logarithmic = all.Min() > 0.0 && all.Max() > 20.0 * all.Min(),
                Notes = groups[i].Title.Length > 0 ? [groups[i].Title] : [],
            };
            yield return new Picture(
                groups.Length == 1 ? "limits" : string.Create(CultureInfo.InvariantCulture, $"limits-{i + 1}"),
                LimitBandFigure.CreateLimits(band),
                $"Upper limits against {labels[0]}{(groups[i].Title.Length > 0 ? " for " + groups[i].Title : "")}: observed, expected median and the bands of one and two standard deviations.");
        }
    }

    private static string Shown(PatchSetValue value) => value.Number is { } number ? ShownNumber.Of(number, 10) : value.Text!;
}
