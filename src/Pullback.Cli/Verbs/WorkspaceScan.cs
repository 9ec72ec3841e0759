using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory.Inference;
using Pullback.Plotting.Reports;
using Pullback.Plotting.Standard;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace scan</c>.</summary>
internal sealed class WorkspaceScan : InferenceVerb
{
    // Points that one thread takes in a row, each fit starting from the last: fixed, so that the number of threads changes nothing.
    private const int ChunkLength = 8;

    private readonly Option<string[]> _parameter = OptionValues.Repeated("--parameter", "NAME", "The parameter to scan; twice for contours of two.");
    private readonly Option<string[]> _range = OptionValues.Repeated("--range", "A,B,N", "N values from A to B; once per parameter, in the same order.");

    public override string Name => "scan";

    public override string Summary => "Scans the profile likelihood of one parameter, or of two for contours; all others are fitted at each point.";

    public override string Example => "workspace scan samples/workspaces/shapes.json --parameter mu --range 0,2,21";

    public override string Details => """
        keys of the document:
          parameters                the names
          best_fit                  the fitted values
          points                    [{value, delta_twice_nll}], for two parameters [{values: [x, y], delta_twice_nll}], the second one changing fastest

        files written with --out:
          result.json, report.html; scan.svg, or contour.svg with the contours of 68.3 % and 95.4 % for two parameters
        """;

    protected override IReadOnlyList<Option> OwnOptions => [_parameter, _range];

    protected override PoiNeed Need(VerbContext context) => PoiNeed.Optional;

    protected override VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder)
    {
        string[] given = context.Get(_parameter)!;
        string[] ranges = context.Get(_range)!;
        if (given.Length is < 1 or > 2) throw new InputException($"--parameter: it is given {given.Length} times, but one or two parameters are scanned, such as --parameter mu --range 0,2,41.");
        if (ranges.Length != given.Length) throw new InputException($"--range: it is given {ranges.Length} times for {given.Length} parameters. Give one range a,b,n for each, in the same order.");
        int[] indices = [.. given.Select(name => ParameterNames.FindOne(model.Model, name, "--parameter"))];
        if (indices.Distinct().Count() != indices.Length) throw new InputException($"--parameter: '{given[0]}' is given twice, but two different parameters are needed.");
        string[] names = [.. indices.Select(i => model.Model.Parameters[i].Name)];
        double[][] grid = [.. ranges.Select(ScanRange.Parse)];
        double[][] points = grid.Length == 1 ? [.. grid[0].Select(x => (double[])[x])] : [.. grid[0].SelectMany(x => grid[1].Select(y => (double[])[x, y]))];
        FitResult fit = model.Inference().Fit(model.Data).ThrowIfFailed();
        double[] best = [.. indices.Select(i => fit.Values[i])];
        double[] rise = Scan(context, model, names, best, points, grid.Length == 1 ? ChunkLength : grid[1].Length);
        Print(context, model, names, best, points, rise);
        const string NotConverged = "the fit at this point did not converge";
        JsonFields document = new JsonFields()
            .Add("parameters", names)
            .Add("best_fit", best)
            .Add("points", points.Select((point, i) => (names.Length == 1 ? new JsonFields().Add("value", point[0]) : new JsonFields().Add("values", point))
                .Add("delta_twice_nll", rise[i], NotConverged)));
        if (folder is not null) Draw(context, model, folder, names, best, grid, rise);
        return new VerbResult(document, folder);
    }

    private static double[] Scan(VerbContext context, LoadedModel model, string[] names, double[] best, double[][] points, int chunkLength)
    {
        double[][][] chunks = [.. points.Chunk(chunkLength)];
        double[][] rises = ParallelWork.Run(context, "scanning", chunks.Length, model.Inference, (inference, i) =>
        {
            // Each chunk counts from the lowest value it met; the best fit as its first point ties the chunks together.
            IReadOnlyList<ProfilePoint> found = inference.Scan(model.Data, names, [best, .. chunks[i]], context.Cancellation);
            return found.Skip(1).Select(point => point.DeltaTwiceNll - found[0].DeltaTwiceNll).ToArray();
        });
        double[] all = [.. rises.SelectMany(rise => rise)];
        double lowest = all.Where(double.IsFinite).Append(0.0).Min();
        if (lowest < -1e-6)
            context.Warn($"the scan met a point {ShownNumber.Of(-lowest, 3)} below the free fit: the fit is not at the global minimum. Differences are taken from the lowest point.");
        return [.. all.Select(rise => Math.Max(0.0, rise - lowest))];
    }

    private static void Print(VerbContext context, LoadedModel model, string[] names, double[] best, double[][] points, double[] rise)
    {
        context.Progress.Clear();
        context.Out.WriteLine(model.Title);
        context.Out.WriteLine($"best fit {string.Join(", ", names.Zip(best, (name, value) => $"{name} = {ShownNumber.Of(value)}"))}");
        context.Out.WriteLine();
        var table = new TextTable([.. names, "-2 Δ ln L"]);
        for (int i = 0; i < points.Length; i++) table.Row([.. points[i].Select(value => ShownNumber.Of(value)), ShownNumber.Of(rise[i])]);
        table.Write(context.Out);
        int failed = rise.Count(double.IsNaN);
        if (failed > 0) context.Warn(string.Create(CultureInfo.InvariantCulture, $"{failed} of {rise.Length} points did not converge and have no value."));
    }

    private static void Draw(VerbContext context, LoadedModel model, OutputFolder folder, string[] names, double[] best, double[][] grid, double[] rise)
    {
        IReadOnlyList<Picture> pictures = PictureFiles.Write(context, folder, () => [names.Length == 1 ? Curve(names[0], best[0], grid[0], rise) : Contours(names, best, grid, rise)]);
        HtmlReport report = WorkspaceReport.Create("Profile likelihood", "scan", model);
        report.Section("Result").KeyNumbers([.. names.Select((name, i) => new KeyNumber(name, best[i], "best fit"))]);
        report.AddPictures(pictures);
        var table = new ReportTable([.. names, "−2 Δ ln L"]);
        for (int i = 0; i < rise.Length; i++)
        {
            double[] point = names.Length == 1 ? [grid[0][i]] : [grid[0][i / grid[1].Length], grid[1][i % grid[1].Length]];
            table.Row([.. point.Select(value => ReportCell.Number(value)), double.IsNaN(rise[i]) ? ReportCell.Missing("the fit did not converge") : rise[i]]);
        }

        report.Section("Points").Table(table);
        report.Save(folder.Stage("report.html"));
    }

    private static Picture Curve(string name, double best, double[] values, double[] rise)
    {
        int[] kept = [.. Enumerable.Range(0, values.Length).Where(i => double.IsFinite(rise[i]))];
        var scan = new ProfileScan(name, [.. kept.Select(i => values[i])], [.. kept.Select(i => rise[i])]) { BestFit = best >= values[0] && best <= values[^1] ? best : null };
        return new Picture("scan", ProfileScanFigure.Create(scan), $"Twice the profile likelihood ratio of {name}; the lines end the intervals of one and two standard deviations.");
    }

    private static Picture Contours(string[] names, double[] best, double[][] grid, double[] rise)
    {
        double[,] values = new double[grid[1].Length, grid[0].Length];
        for (int i = 0; i < rise.Length; i++) values[i % grid[1].Length, i / grid[1].Length] = rise[i];
        LikelihoodContours contours = LikelihoodContours.FromGrid(names[0], names[1], grid[0], grid[1], values) with { BestFit = (best[0], best[1]) };
        return new Picture("contour", ContourFigure.Create(contours), $"Contours of the profile likelihood of {names[0]} and {names[1]} that hold 68.3 % and 95.4 %, with the best fit.");
    }
}
