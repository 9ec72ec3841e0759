using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.HistFactory.Inference;
using Pullback.Plotting.Reports;

namespace Pullback.Cli.Workspaces;

/// <summary>What the report.html of every workspace verb has in common.</summary>
internal static class WorkspaceReport
{
    /// <summary>An empty report.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="verb">The verb that makes it.</param>
    /// <param name="model">What it is about.</param>
    public static HtmlReport Create(string title, string verb, LoadedModel model) =>
        new(title) { Subtitle = model.Title, Footer = $"Pullback {Application.Version}, workspace {verb}" };

    /// <summary>Adds the pictures in a section of their own.</summary>
    public static void AddPictures(this HtmlReport report, IReadOnlyList<Picture> pictures)
    {
        if (pictures.Count == 0) return;
        ReportSection section = report.Section("Pictures");
        foreach (Picture picture in pictures) section.Figure(picture.Figure, picture.Caption);
    }

    /// <summary>The parameters of a fit.</summary>
    public static ReportTable Parameters(FitResult fit, Func<int, double> pull)
    {
        var table = new ReportTable("Parameter", "Value", "Pull", "Remark");
        for (int i = 0; i < fit.Parameters.Count; i++)
        {
            double sigma = fit.HesseUncertainty(i);
            double p = pull(i);
            table.Row(
                fit.Parameters[i].Name,
                sigma > 0.0 ? ReportCell.WithUncertainty(fit.Values[i], sigma) : fit.Values[i],
                double.IsFinite(p) ? ReportCell.Number(p, 3) : ReportCell.Missing("no auxiliary measurement"),
                Remark(fit, i));
        }

        return table;
    }

    /// <summary>The sums of the channels.</summary>
    public static ReportTable Yields(IReadOnlyList<ChannelYield> yields, Func<string, double> observed)
    {
        string[] samples = SamplesOf(yields);
        var table = new ReportTable(["Channel", .. samples, "Sum", "Observed"]);
        foreach (ChannelYield channel in yields)
        {
            IEnumerable<ReportCell> cells = samples.Select(name => channel.Samples.FirstOrDefault(sample => sample.Sample == name) is { } sample
                ? Cell(sample.Sum, sample.SumUncertainty) : ReportCell.Missing("not in this channel"));
            table.Row([channel.Channel, .. cells, Cell(channel.Sum, channel.SumUncertainty), observed(channel.Channel)]);
        }

        return table;
    }

    /// <summary>Names of the samples of all channels, in the order of their first channel.</summary>
    public static string[] SamplesOf(IReadOnlyList<ChannelYield> yields) => [.. yields.SelectMany(channel => channel.Samples).Select(sample => sample.Sample).Distinct()];

    /// <summary>What is special about a parameter of a fit.</summary>
    public static string Remark(FitResult fit, int i) => fit.IsFixed(i) ? "fixed" : fit.IsAtBound(i) ? "at its bound" : "";

    private static ReportCell Cell(double value, double uncertainty) => uncertainty > 0.0 ? ReportCell.WithUncertainty(value, uncertainty) : value;
}
