using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Cli.Workspaces;
using Pullback.Cli.Workspaces.Pictures;
using Pullback.HistFactory;
using Pullback.HistFactory.Inference;
using Pullback.Plotting.Reports;
using Pullback.Plotting.Standard;
using Pullback.Statistics.Parameters;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace ranking</c>.</summary>
internal sealed class WorkspaceRanking : InferenceVerb
{
    private readonly Option<int> _most = OptionValues.Integer("--most", "N", "Number of parameters that the picture shows (default: 20).", 20, 1, 60);

    public override string Name => "ranking";

    public override string Summary => "Ranks the nuisance parameters by how far they move the parameter of interest.";

    public override string Example => "workspace ranking samples/workspaces/shapes.json";

    public override string Details => """
        keys of the document:
          poi, poi_hat, poi_uncertainty
          impacts                   [{name, pull, constraint, impact_up, impact_down, impact_up_prefit, impact_down_prefit}], the largest first:
                                    impact_up is the shift of the parameter of interest when the nuisance parameter is held one uncertainty after the
                                    fit above its fitted value; constraint is its uncertainty after the fit over that before it

        files written with --out:
          result.json, report.html, ranking.svg
        """;

    protected override IReadOnlyList<Option> OwnOptions => [_most];

    protected override VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder)
    {
        HistFactoryModel compiled = model.Model;
        if (compiled.PoiIndex < 0 || compiled.Parameters[compiled.PoiIndex].State == ParameterState.Fixed || model.Settings.Held.Any(held => held.Name == compiled.PoiName))
            throw new InvalidModelException("there is no parameter of interest that can move. Choose another measurement, or name a parameter with --poi-name.");
        ModelInference inference = model.Inference();
        FitResult fit = inference.Fit(model.Data).ThrowIfFailed();
        string[] names = [.. Enumerable.Range(0, fit.Parameters.Count).Where(i => i != compiled.PoiIndex && !fit.IsFixed(i)).Select(i => fit.Parameters[i].Name)];
        Impact[] impacts = ParallelWork.Run(context, "impacts", names.Length, model.Inference, (mine, i) => mine.ImpactOf(model.Data, fit, names[i]));
        impacts = [.. impacts.OrderByDescending(impact => impact.Size)];
        double sigma = fit.HesseUncertainty(compiled.PoiIndex);
        double value = fit.Values[compiled.PoiIndex];
        context.Progress.Clear();
        Print(context, model, impacts, value, sigma);
        JsonFields document = new JsonFields()
            .Add("poi", compiled.PoiName)
            .Add("poi_hat", value)
            .Add("poi_uncertainty", sigma)
            .Add("impacts", impacts.Select(Fields));
        if (folder is not null) Draw(context, model, folder, inference, fit, impacts);
        return new VerbResult(document, folder);
    }

    private static JsonFields Fields(Impact impact)
    {
        const string Free = "the parameter has no auxiliary measurement";
        const string Failed = "the fit with the parameter held did not converge";
        bool constrained = double.IsFinite(impact.Pull);
        return new JsonFields()
            .Add("name", impact.Name)
            .Add("pull", impact.Pull, Free)
            .Add("constraint", impact.Constraint, Free)
            .Add("impact_up", impact.Up, Failed)
            .Add("impact_down", impact.Down, Failed)
            .Add("impact_up_prefit", impact.PrefitUp, constrained ? Failed : Free)
            .Add("impact_down_prefit", impact.PrefitDown, constrained ? Failed : Free);
    }

    private static void Print(VerbContext context, LoadedModel model, Impact[] impacts, double value, double sigma)
    {
        context.Out.WriteLine(model.Title);
        context.Out.WriteLine($"{model.Model.PoiName} = {ShownNumber.WithUncertainty(value, sigma)}");
        context.Out.WriteLine();
        var table = new TextTable("parameter", "impact up", "impact down", "pull", "constraint");
        string Shift(double shift) => double.IsNaN(shift) ? ShownNumber.Missing : shift.ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture);
        foreach (Impact impact in impacts)
        {
            table.Row(
                impact.Name,
                Shift(impact.Up),
                Shift(impact.Down),
                double.IsNaN(impact.Pull) ? "" : impact.Pull.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture),
                double.IsNaN(impact.Constraint) ? "" : impact.Constraint.ToString("0.00", CultureInfo.InvariantCulture));
        }

        table.Write(context.Out);
    }

    private void Draw(VerbContext context, LoadedModel model, OutputFolder folder, ModelInference inference, FitResult fit, Impact[] impacts)
    {
        ParameterImpact[] shown =
        [
            .. impacts.Where(impact => double.IsFinite(impact.Up) && double.IsFinite(impact.Down)).Select(impact => new ParameterImpact(impact.Name, impact.Up, impact.Down)
            {
                PrefitUp = double.IsFinite(impact.PrefitUp) ? impact.PrefitUp : null,
                PrefitDown = double.IsFinite(impact.PrefitDown) ? impact.PrefitDown : null,
                Pull = double.IsFinite(impact.Pull) ? FitPictures.Pull(fit, inference, model.Data, fit.Parameters.IndexOf(impact.Name)) : null,
            }),
        ];
        IReadOnlyList<Picture> pictures = PictureFiles.Write(context, folder, () => shown.Length == 0 ? [] :
        [
            new Picture(
                "ranking",
                RankingFigure.Create(new Ranking(model.Model.PoiName!, shown) { Most = context.Get(_most) }),
                $"The nuisance parameters that move {model.Model.PoiName} the most (boxes: filled after, open before the fit; upper axis), and their pulls (points; lower axis)."),
        ]);
        HtmlReport report = WorkspaceReport.Create("Ranking of nuisance parameters", "ranking", model);
        double sigma = fit.HesseUncertainty(model.Model.PoiIndex);
        double value = fit.Values[model.Model.PoiIndex];
        report.Section("Result").KeyNumbers(new KeyNumber(model.Model.PoiName!, sigma > 0.0 ? ReportCell.WithUncertainty(value, sigma) : value));
        report.AddPictures(pictures);
        var table = new ReportTable("Parameter", "Impact up", "Impact down", "Pull", "Constraint");
        foreach (Impact impact in impacts) table.Row(impact.Name, Cell(impact.Up), Cell(impact.Down), Cell(impact.Pull), Cell(impact.Constraint));
        report.Section("Impacts").Table(table);
        report.Save(folder.Stage("report.html"));
    }

    private static ReportCell Cell(double value) => double.IsFinite(value) ? ReportCell.Number(value, 3) : ReportCell.Missing("it does not exist");
}
