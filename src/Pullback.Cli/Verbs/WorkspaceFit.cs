using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Cli.Workspaces;
using Pullback.Cli.Workspaces.Pictures;
using Pullback.HistFactory;
using Pullback.HistFactory.Inference;
using Pullback.Plotting.Reports;
using Pullback.Statistics.Minimization;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace fit</c>.</summary>
internal sealed class WorkspaceFit : InferenceVerb
{
    // Uncertainties of yields cost bins × parameters²: beyond this many operations they are left out.
    private const double MostYieldWork = 2e9;

    private const string Asimov = "asimov";

    private readonly Option<string> _data = OptionValues.Choice(
        "--data", "observed|asimov", "The data (default: observed); asimov: what the start values and --fix expect.", [("observed", "observed"), (Asimov, Asimov)], "observed");

    private readonly Option<string[]> _minos = OptionValues.List("--minos", "NAME", "Find the MINOS intervals of these parameters; 'all' for every one that moves.");

    public override string Name => "fit";

    public override string Summary => "Fits all parameters by maximum likelihood: values, uncertainties, correlations, goodness of fit, yields.";

    public override string Example => "workspace fit samples/workspaces/shapes.json --minos mu";

    public override string Details => """
        keys of the document:
          converged, outcome        how the fit ended; without convergence also advice, and exit code 1
          twice_nll, edm            -2 ln L at the minimum, and the estimated distance to it
          parameters                [{name, value, hesse_uncertainty, at_bound, fixed, pull?, minos?{down, up}}]
          correlation               nested lists over all parameters
          other_minima              -2 ln L of other minima met on the way
          goodness_of_fit           {statistic, degrees_of_freedom, p_value} against the saturated model
          yields                    [{channel, samples, total ...}] after the fit

        files written with --out:
          result.json, report.html, pulls.svg, correlation.svg, prefit.svg, postfit.svg
        """;

    protected override IReadOnlyList<Option> OwnOptions => [_data, _minos];

    protected override PoiNeed Need(VerbContext context) => PoiNeed.Optional;

    protected override VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder)
    {
        ModelInference inference = model.Inference();
        bool isAsimov = context.Get(_data) == Asimov;
        HistFactoryData data = isAsimov ? inference.AsimovData(inference.StartValues()) : model.Data;
        string[] wanted = MinosNames(context, model);
        context.Progress.Report("fitting", 0, 1);
        FitResult fit = inference.Fit(data);
        Dictionary<string, MinosInterval> intervals = fit.IsConverged ? Intervals(context, model, data, fit, wanted) : [];
        JsonFields document = FitFields.Of(fit, inference, data, intervals);
        context.Progress.Clear();
        context.Out.WriteLine(model.Title + (isAsimov ? ", Asimov data" : ""));
        PrintOutcome(context, fit);
        if (!fit.IsConverged)
        {
            PrintParameters(context.Out, fit, inference, data, intervals);
            ErrorPresenter.WriteParagraph(context.Host, $"{model.File}: the fit did not converge ({FitFields.Name(fit.Report.Outcome)}). {fit.Report.Outcome.Advice()}");
            return new VerbResult(document, folder, ExitCode.ComputationFailed);
        }

        GoodnessOfFit goodness = inference.GoodnessOf(data, fit);
        document.Add("goodness_of_fit", new JsonFields()
            .Add("statistic", goodness.Statistic)
            .Add("degrees_of_freedom", goodness.DegreesOfFreedom)
            .Add("p_value", goodness.PValue, "there are no degrees of freedom"));
        context.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"goodness of fit {ShownNumber.Of(goodness.Statistic)} for {goodness.DegreesOfFreedom} degrees of freedom, p-value {ShownNumber.Of(goodness.PValue, 4)}"));
        context.Out.WriteLine();
        PrintParameters(context.Out, fit, inference, data, intervals);
        bool withYields = (double)model.Model.BinCount * fit.Parameters.Count * fit.Parameters.Count * 4.0 < MostYieldWork;
        IReadOnlyList<ChannelYield> postfit = withYields ? inference.PostfitYields(fit) : [];
        if (withYields)
        {
            document.Add("yields", postfit.Select(YieldFields.Of));
            context.Out.WriteLine();
            YieldFields.Print(context.Out, postfit, channel => Observed(model, data, channel));
        }

        if (folder is not null) Draw(context, model, folder, inference, data, fit, goodness, postfit);
        return new VerbResult(document, folder);
    }

    private string[] MinosNames(VerbContext context, LoadedModel model)
    {
        string[] names = context.Get(_minos)!;
        if (names is ["all"]) return [.. model.Model.Parameters.Select(parameter => parameter.Name)];
        return [.. names.SelectMany(name => ParameterNames.Find(model.Model, name, "--minos")).Distinct().Order().Select(i => model.Model.Parameters[i].Name)];
    }

    private static Dictionary<string, MinosInterval> Intervals(VerbContext context, LoadedModel model, HistFactoryData data, FitResult fit, string[] wanted)
    {
        string[] free = [.. wanted.Where(name => !fit.IsFixed(fit.Parameters.IndexOf(name)))];
        MinosInterval[] found = ParallelWork.Run(context, "MINOS intervals", free.Length, model.Inference, (inference, i) => inference.Minos(data, fit, free[i]));
        foreach (MinosInterval interval in found.Where(interval => interval.BetterMinimum is not null))
            context.Warn($"the MINOS scan of '{interval.Name}' met a deeper minimum (-2 ln L = {ShownNumber.Of(interval.BetterMinimum!.Value, 10)}): the fit is not at the global one. Start it there with other start values.");
        return found.ToDictionary(interval => interval.Name, StringComparer.Ordinal);
    }

    private static void PrintOutcome(VerbContext context, FitResult fit)
    {
        context.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(fit.IsConverged ? "converged" : FitFields.Name(fit.Report.Outcome))}: -2 ln L = {ShownNumber.Of(fit.TwiceNll, 10)}, estimated distance to the minimum {ShownNumber.Of(fit.Report.Edm, 2)}, {fit.Report.Evaluations} evaluations"));
        if (fit.OtherMinima.Count > 0)
        {
            context.Warn($"the likelihood has other minima, at -2 ln L = {string.Join(", ", fit.OtherMinima.Select(value => ShownNumber.Of(value, 10)))}. "
                + "The lowest is reported; uncertainties hold around it only. 'workspace inspect' names variations that move a bin the same way up and down.");
        }
    }

    private static void PrintParameters(TextWriter output, FitResult fit, ModelInference inference, HistFactoryData data, Dictionary<string, MinosInterval> intervals)
    {
        string[] headers = ["parameter", "value", "uncertainty", "pull", "remark"];
        var table = new TextTable(intervals.Count == 0 ? headers : [.. headers[..3], "MINOS", .. headers[3..]]);
        for (int i = 0; i < fit.Parameters.Count; i++)
        {
            double sigma = fit.HesseUncertainty(i);
            double pull = inference.Pull(data, fit, i);
            string[] row =
            [
                fit.Parameters[i].Name,
                sigma > 0.0 ? ShownNumber.Near(fit.Values[i], sigma) : ShownNumber.Of(fit.Values[i]),
                sigma > 0.0 ? ShownNumber.Near(sigma, sigma) : ShownNumber.Missing,
                double.IsFinite(pull) ? pull.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : "",
                WorkspaceReport.Remark(fit, i),
            ];
            table.Row(intervals.Count == 0 ? row : [.. row[..3], intervals.TryGetValue(row[0], out MinosInterval? minos) ? Ends(minos, sigma) : "", .. row[3..]]);
        }

        table.Write(output);
    }

    private static string Ends(MinosInterval minos, double sigma) =>
        $"{(double.IsFinite(minos.Down) ? ShownNumber.Near(minos.Down, sigma) : ShownNumber.Missing)} {(double.IsFinite(minos.Up) ? "+" + ShownNumber.Near(minos.Up, sigma) : ShownNumber.Missing)}";

    private static double Observed(LoadedModel model, HistFactoryData data, string channel)
    {
        int first = model.Model.Channels.TakeWhile(c => c.Name != channel).Sum(c => c.Bins);
        return data.Counts.Skip(first).Take(model.Model.Channels.First(c => c.Name == channel).Bins).Sum();
    }

    private static void Draw(
        VerbContext context, LoadedModel model, OutputFolder folder, ModelInference inference, HistFactoryData data, FitResult fit, GoodnessOfFit goodness, IReadOnlyList<ChannelYield> postfit)
    {
        context.Progress.Report("drawing", 0.9, 1);
        bool withYields = postfit.Count > 0;
        IReadOnlyList<Picture> pictures = PictureFiles.Write(
            context,
            folder,
            () => FitPictures.Pulls(fit, inference, data),
            () => FitPictures.Correlation(fit),
            () => withYields ? [FitPictures.Yields("prefit", "Pre-fit", "Data and the expectation at the start values; hatched: uncertainties of the auxiliary measurements.", inference.PrefitYields(), data.Counts)] : [],
            () => withYields ? [FitPictures.Yields("postfit", "Post-fit", "Data and the fitted expectation; hatched: its uncertainty, with the correlations of the fit.", postfit, data.Counts)] : []);
        HtmlReport report = WorkspaceReport.Create("Maximum likelihood fit", "fit", model);
        ReportSection result = report.Section("Result");
        int poi = model.Model.PoiIndex;
        var numbers = new List<KeyNumber>();
        if (poi >= 0) numbers.Add(new KeyNumber(fit.Parameters[poi].Name, fit.HesseUncertainty(poi) > 0.0 ? ReportCell.WithUncertainty(fit.Values[poi], fit.HesseUncertainty(poi)) : fit.Values[poi]));
        numbers.Add(new KeyNumber("−2 ln L", ReportCell.Number(fit.TwiceNll, 8)));
        if (double.IsFinite(goodness.PValue)) numbers.Add(new KeyNumber("p-value of the fit", goodness.PValue, $"{ShownNumber.Of(goodness.Statistic, 4)} for {goodness.DegreesOfFreedom} degrees of freedom"));
        result.KeyNumbers([.. numbers]);
        if (fit.OtherMinima.Count > 0)
            result.Paragraph($"The likelihood has other minima, at −2 ln L = {string.Join(", ", fit.OtherMinima.Select(value => ShownNumber.Of(value, 8)))}. The lowest is reported.");
        report.AddPictures(pictures);
        if (withYields) report.Section("Yields after the fit").Table(WorkspaceReport.Yields(postfit, channel => Observed(model, data, channel)));
        report.Section("Parameters").Table(WorkspaceReport.Parameters(fit, i => inference.Pull(data, fit, i)));
        report.Save(folder.Stage("report.html"));
    }
}
