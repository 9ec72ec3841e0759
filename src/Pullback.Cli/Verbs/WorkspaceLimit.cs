using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Cli.Workspaces;
using Pullback.Cli.Workspaces.Pictures;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Operations;
using Pullback.Plotting.Reports;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace limit</c>.</summary>
internal sealed class WorkspaceLimit : InferenceVerb
{
    private const string NoLimit = "CLs does not fall to the level, whatever the value of the parameter of interest";

    private readonly Option<double?> _level = OptionValues.Real("--level", "L", "The confidence level (default: 0.95).", above: 0.0, below: 1.0);
    private readonly Option<TestStatistic> _statistic = TestOptions.Statistic(discovery: false);
    private readonly Option<bool> _gradient = TestOptions.Gradient("the observed and of the median expected limit");
    private readonly Option<string?> _patchSet = new("--patchset") { HelpName = "FILE", Description = "A patch set: set limits for every patch of it, WS being its background-only workspace." };
    private readonly Option<string[]> _patches = OptionValues.List("--patches", "NAME", "Only these patches of the set.");

    public override string Name => "limit";

    public override string Summary => "Finds the upper limits on the parameter of interest where CLs reaches 1 - level: observed and expected band, for one signal or every patch of a set.";

    public override string Example => "workspace limit samples/workspaces/two-bin.json";

    public override string Details => """
        keys of the document:
          level                     the confidence level
          observed                  the observed limit
          expected                  five expected limits, from -2σ to +2σ
          gradient                  with --gradient: {channel: {sample: [bin]}}, the derivatives of the observed limit with respect to nominal rates;
                                    gradient_expected: of the median; gradient_observations: with respect to observed counts {channel: [bin]}
          points                    with --patchset: [{name, values, observed, expected}] in the order of the set

        files written with --out:
          result.json, report.html; cls_scan.svg, CLs around the limits; with --patchset limits.svg, the limits over the first value of the patches,
          one picture for each combination of the other values
        """;

    protected override IReadOnlyList<Option> OwnOptions => [_level, _statistic, _gradient, _patchSet, _patches];

    protected override PoiNeed Need(VerbContext context) => context.Get(_patchSet) is null ? PoiNeed.Required : PoiNeed.FromPatch;

    protected override VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder)
    {
        double confidence = context.Get(_level) ?? 0.95;

        // As a decimal number, because 1 - 0.95 is not the double 0.05.
        double level = (double)(1m - (decimal)confidence);
        if (!(level is > 0.0 and < 1.0)) throw new InputException($"--level: {ShownNumber.Of(confidence, 17)} is too close to 0 or 1.");
        if (context.Get(_patchSet) is { } file) return RunSet(context, model, folder, file, confidence, level);
        if (context.Get(_patches)!.Length > 0) throw new InputException("--patches: names of patches go with a patch set. Give it with --patchset.");
        UpperLimits limits = model.Inference().Limits(model.Data, level, context.Get(_statistic), context.Get(_gradient));
        context.Out.WriteLine(model.Title);
        context.Out.WriteLine($"upper limit on {model.Model.PoiName} at {Percent(confidence)} CL, fitted {ShownNumber.Of(limits.PoiHat)}");
        context.Out.WriteLine();
        new TextTable(["limit", "observed", .. TestFields.Band])
            .Row([model.Model.PoiName!, ShownNumber.Of(limits.Observed), .. limits.Expected.Select(v => ShownNumber.Of(v))])
            .Write(context.Out);
        if (double.IsNaN(limits.Observed)) context.Warn($"there is no limit: {NoLimit}.");
        JsonFields document = new JsonFields()
            .Add("level", confidence)
            .Add("poi_name", model.Model.PoiName)
            .Add("poi_hat", limits.PoiHat)
            .Add("observed", limits.Observed, NoLimit)
            .Add("expected", [.. limits.Expected], NoLimit);
        if (limits is { ObservedGradient: { } observed, MedianGradient: { } median }) document.AddGradients(model.Model, observed, "gradient_expected", median);
        else if (context.Get(_gradient)) document.AddMissing("gradient", NoLimit);
        if (folder is not null) Draw(context, model, folder, limits, confidence);
        return new VerbResult(document, folder);
    }

    private VerbResult RunSet(VerbContext context, LoadedModel model, OutputFolder? folder, string file, double confidence, double level)
    {
        if (context.Get(_gradient)) throw new InputException("--gradient: it goes with one signal. Apply the patch with --patch instead of --patchset.");
        PatchSet set = WorkspaceErrors.Guard(file, () => PatchSet.Parse(WorkspaceFile.Read(context.Host, file)));
        IReadOnlyList<WorkspacePatch> patches = WorkspaceFile.Select(set, file, context.Get(_patches)!);
        WorkspaceErrors.Guard(file, () => Verified(set, model));
        LimitPoint[] points = ParallelWork.Run(context, "limits", patches.Count, () => 0, (_, i) => Point(context, model, file, patches[i], level));
        context.Progress.Clear();
        context.Out.WriteLine($"{model.Title}, {file}: {points.Length} patches");
        context.Out.WriteLine($"upper limits at {Percent(confidence)} CL");
        context.Out.WriteLine();
        var table = new TextTable(["patch", .. set.Labels, "observed", .. TestFields.Band]);
        foreach (LimitPoint point in points)
            table.Row([point.Patch.Name, .. point.Patch.Values.Select(Shown), ShownNumber.Of(point.Observed), .. point.Expected.Select(v => ShownNumber.Of(v))]);
        table.Write(context.Out);
        LimitPoint[] failed = [.. points.Where(point => point.Problem is not null)];
        if (failed.Length > 0) context.Warn($"{failed.Length} of {points.Length} patches have no limit. The first is '{failed[0].Patch.Name}': {failed[0].Problem}");
        JsonFields document = new JsonFields()
            .Add("level", confidence)
            .Add("patchset", file)
            .Add("labels", set.Labels)
            .Add("converged", !points.Any(point => point.FitFailed))
            .Add("points", points.Select(Fields));
        if (folder is not null)
        {
            IReadOnlyList<Picture> pictures = PictureFiles.Write(context, folder, () => LimitPictures.OfPatches(points, set.Labels, confidence));
            HtmlReport report = WorkspaceReport.Create("Upper limits", "limit", model);
            report.AddPictures(pictures);
            report.Section("Limits").Table(Table(points, set.Labels));
            report.Save(folder.Stage("report.html"));
        }

        return new VerbResult(document, folder, points.Any(point => point.FitFailed) ? ExitCode.ComputationFailed : ExitCode.Done);
    }

    private static bool Verified(PatchSet set, LoadedModel model)
    {
        set.Verify(model.Tree);
        return true;
    }

    private LimitPoint Point(VerbContext context, LoadedModel model, string file, WorkspacePatch patch, double level)
    {
        // What the patch leaves alone keeps its place in the tree, so that it was read, checked and compiled with the background.
        string name = $"{file}#{patch.Name}";
        LoadedModel patched = Chosen.Compile(
            context, name, WorkspaceErrors.Guard(name, () => Chosen.Apply(context, model.Tree, patch.Patch)), PoiNeed.Required, warn: false);
        try
        {
            UpperLimits limits = WorkspaceErrors.Guard(patched.File, () => patched.Inference().Limits(patched.Data, level, context.Get(_statistic)));
            return new LimitPoint(patch, limits.Observed, limits.Expected, double.IsNaN(limits.Observed) ? NoLimit + "." : null, FitFailed: false);
        }
        catch (Statistics.Minimization.FitFailedException problem)
        {
            return new LimitPoint(patch, double.NaN, [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN], problem.Message, FitFailed: true);
        }
    }

    private static JsonFields Fields(LimitPoint point) => new JsonFields()
        .Add("name", point.Patch.Name)
        .AddNode("values", new System.Text.Json.Nodes.JsonArray([.. point.Patch.Values.Select(Node)]))
        .Add("observed", point.Observed, point.Problem)
        .Add("expected", [.. point.Expected], point.Problem);

    private static System.Text.Json.Nodes.JsonNode Node(PatchSetValue value) =>
        value.Number is { } number ? System.Text.Json.Nodes.JsonValue.Create(number) : System.Text.Json.Nodes.JsonValue.Create(value.Text!);

    private static string Shown(PatchSetValue value) => value.Number is { } number ? ShownNumber.Of(number, 10) : value.Text!;

    private static string Percent(double confidence) => (100m * (decimal)confidence).ToString("0.###", CultureInfo.InvariantCulture) + " %";

    private void Draw(VerbContext context, LoadedModel model, OutputFolder folder, UpperLimits limits, double confidence)
    {
        IReadOnlyList<Picture> pictures = double.IsFinite(limits.Observed)
            ? PictureFiles.Write(context, folder, () => [LimitPictures.Scan(context, model, limits, context.Get(_statistic))])
            : [];
        HtmlReport report = WorkspaceReport.Create("Upper limit", "limit", model);
        var table = new ReportTable(["Upper limit", "Observed", .. TestFields.Band]);
        table.Row([model.Model.PoiName!, Cell(limits.Observed), .. limits.Expected.Select(Cell)]);
        report.Section("Result")
            .KeyNumbers(
                new KeyNumber($"Observed limit on {model.Model.PoiName}", Cell(limits.Observed), $"{Percent(confidence)} CL"),
                new KeyNumber("Expected limit", Cell(limits.Expected[2]), "median"),
                new KeyNumber("Fitted value", limits.PoiHat))
            .Table(table);
        report.AddPictures(pictures);
        report.Save(folder.Stage("report.html"));
    }

    private static ReportTable Table(LimitPoint[] points, IReadOnlyList<string> labels)
    {
        var table = new ReportTable(["Patch", .. labels, "Observed", .. TestFields.Band]);
        foreach (LimitPoint point in points)
            table.Row([point.Patch.Name, .. point.Patch.Values.Select(value => ReportCell.FromString(Shown(value))), Cell(point.Observed), .. point.Expected.Select(Cell)]);
        return table;
    }

    private static ReportCell Cell(double value) => double.IsFinite(value) ? ReportCell.Number(value) : ReportCell.Missing(NoLimit);
}
