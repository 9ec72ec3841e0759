using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Observables;
using Pullback.Plotting.Reports;

namespace Pullback.Cli.Observables.Pictures;

/// <summary>Reports on observables: what came out, the pictures, the yields, and for a training the configuration that made it.</summary>
internal static class ObservableReport
{
    /// <summary>The report of a training.</summary>
    /// <param name="name">The name of the configuration.</param>
    /// <param name="configuration">Its text.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="model">The structure of the likelihood.</param>
    /// <param name="result">The training.</param>
    /// <param name="pictures">The pictures.</param>
    public static HtmlReport Of(string name, string configuration, ulong seed, TemplateModel model, ObservableTrainingResult result, IReadOnlyList<Picture> pictures)
    {
        ObservableObjective objective = result.Observable.Definition.Objective;
        var report = new HtmlReport("Training of an observable")
        {
            Subtitle = $"{name}: trained on {string.Join(" + ", objective.Terms.Select(Term))}, nuisance parameters profiled",
            Footer = string.Create(CultureInfo.InvariantCulture, $"Pullback {Application.Version}, observable train, seed {seed}"),
        };
        ObservableMetrics first = result.History.Count > 0 ? result.History[0].Training : result.Final;
        report.Section("Result")
            .KeyNumbers(
                new KeyNumber(string.Create(CultureInfo.InvariantCulture, $"CLs at μ = {objective.Poi:R}"), result.Final.Cls, Before(first.Cls)),
                new KeyNumber("Discovery significance Z", result.Final.DiscoverySignificance, Before(first.DiscoverySignificance)),
                new KeyNumber("Uncertainty of μ", result.Final.PoiUncertainty, Before(first.PoiUncertainty)))
            .Paragraph(Notes(result))
            .Table(Results(first, result));
        AddPictures(report, pictures);
        report.Section("Yields").Paragraph(Uncertainty(model)).Table(Yields(model, result.Final));
        report.Section("Run").Table(Epochs(result)).Details("Configuration", configuration);
        return report;
    }

    /// <summary>The report of an observable applied to new events with every result of the analysis.</summary>
    /// <param name="events">What the events are.</param>
    /// <param name="model">The structure of the likelihood.</param>
    /// <param name="poi">The tested signal strength.</param>
    /// <param name="metrics">The results.</param>
    /// <param name="pictures">The pictures.</param>
    public static HtmlReport OfEvaluation(string events, TemplateModel model, double poi, ObservableMetrics metrics, IReadOnlyList<Picture> pictures)
    {
        var report = Evaluation(events);
        report.Section("Result")
            .KeyNumbers(
                new KeyNumber(string.Create(CultureInfo.InvariantCulture, $"CLs at μ = {poi:R}"), metrics.Cls),
                new KeyNumber("Discovery significance Z", metrics.DiscoverySignificance),
                new KeyNumber("Uncertainty of μ", metrics.PoiUncertainty))
            .Paragraph("All numbers are expected results, with Asimov data in place of observed counts.");
        AddPictures(report, pictures);
        report.Section("Yields").Paragraph(Uncertainty(model)).Table(Yields(model, metrics));
        return report;
    }

    /// <summary>The report of an observable applied to new events without an analysis: their counts.</summary>
    /// <param name="events">What the events are.</param>
    /// <param name="count">The number of events.</param>
    /// <param name="counts">Their counts. Shape [bin].</param>
    /// <param name="pictures">The pictures.</param>
    public static HtmlReport OfCounts(string events, long count, IReadOnlyList<double> counts, IReadOnlyList<Picture> pictures)
    {
        var report = Evaluation(events);
        var table = new ReportTable("Bin", "Events");
        for (int bin = 0; bin < counts.Count; bin++) table.Row((long)bin + 1, counts[bin]);
        report.Section("Counts").Paragraph(string.Create(CultureInfo.InvariantCulture, $"{count} events, each shared among the bins.")).Table(table);
        AddPictures(report, pictures);
        return report;
    }

    private static HtmlReport Evaluation(string events) =>
        new("A trained observable on new events") { Subtitle = events, Footer = $"Pullback {Application.Version}, observable evaluate" };

    private static void AddPictures(HtmlReport report, IReadOnlyList<Picture> pictures)
    {
        if (pictures.Count == 0) return;
        ReportSection section = report.Section("Pictures");
        foreach (Picture picture in pictures) section.Figure(picture.Figure, picture.Caption);
    }

    private static string Term(ObjectiveTerm term) =>
        term.Weight == 1.0 ? term.Name : string.Create(CultureInfo.InvariantCulture, $"{term.Weight:G4} × {term.Name}");

    private static string Before(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:G4} before training");

    private static string Notes(ObservableTrainingResult result)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"All numbers are expected results after {result.History.Count} epochs, with Asimov data in place of observed counts.");
        if (result.BestEpoch is { } best) text += string.Create(CultureInfo.InvariantCulture, $" The weights after {best} epochs were the best and are kept.");
        if (result.Final.EmptyBins > 0) text += string.Create(CultureInfo.InvariantCulture, $" {result.Final.EmptyBins} bins have no expected background and are held at the floor: the results rest on it.");
        return text;
    }

    private static ReportTable Results(ObservableMetrics first, ObservableTrainingResult result)
    {
        ObservableMetrics final = result.Final;
        bool validates = result.FinalValidation is not null;
        var table = new ReportTable(validates ? ["Quantity", "Before training", "After training", "On events kept out"] : ["Quantity", "Before training", "After training"]);
        void Row(string name, Func<ObservableMetrics, double> value)
        {
            List<ReportCell> cells = [name, value(first), value(final)];
            if (result.FinalValidation is { } validation) cells.Add(value(validation));
            table.Row([.. cells]);
        }

        Row("Expected CLs", m => m.Cls);
        Row("ln CLs", m => m.LogCls);
        Row("Discovery significance Z", m => m.DiscoverySignificance);
        Row("Discovery p-value", m => m.DiscoveryPValue);
        Row("Uncertainty of μ", m => m.PoiUncertainty);
        Row("Generalized variance", m => m.GeneralizedVariance);
        Row("Binary cross-entropy", m => m.BinaryCrossEntropy);
        return table;
    }

    private static string Uncertainty(TemplateModel model) => model.Options.Uncertainty.Mode switch
    {
        GammaMode.Shared => "One gamma scales the background of all bins and every bin constrains it, as in neos.",
        GammaMode.PerBin => "Every bin has a gamma of its own for the uncertainty of the background, as in pyhf.",
        _ => "The background has no uncertainty besides the variations.",
    };

    private static ReportTable Yields(TemplateModel model, ObservableMetrics final)
    {
        double[] templates = [.. final.Templates];
        var table = new ReportTable(["Template", .. Enumerable.Range(1, model.Bins).Select(bin => string.Create(CultureInfo.InvariantCulture, $"Bin {bin}")), "Sum"]);
        foreach (TemplateSlice slice in model.Layout.Slices)
        {
            double[] values = slice.Of((ReadOnlySpan<double>)templates).ToArray();
            bool adds = slice.Name != "uncertainty";
            table.Row([slice.Name, .. values.Select(v => ReportCell.Number(v)), adds ? ReportCell.Number(values.Sum()) : ""]);
        }

        return table;
    }

    private static ReportTable Epochs(ObservableTrainingResult result)
    {
        var table = new ReportTable("Epoch", "Loss", "CLs", "Significance", "Uncertainty of μ", "Cross-entropy", "Seconds") { Caption = "Each line is the state before the epoch's updates." };
        foreach (EpochReport epoch in result.History)
        {
            ObservableMetrics m = epoch.Training;
            table.Row((long)epoch.Epoch, m.Loss, m.Cls, m.DiscoverySignificance, m.PoiUncertainty, m.BinaryCrossEntropy, ReportCell.Number(epoch.Seconds, 3));
        }

        return table;
    }
}
