using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory.Inference;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace evaluate</c>.</summary>
internal sealed class WorkspaceEvaluate : InferenceVerb
{
    private readonly Option<string?> _at = new("--at")
    {
        HelpName = "PARAMS.json",
        Description = "Values by parameter: {\"mu\": 1, \"gamma[0]\": 0.9} or {\"gamma\": [0.9, 1.1]}, or the result.json of a fit. Others stay at their start values.",
    };

    private readonly Option<bool> _gradient = new("--gradient") { Description = "Add the gradient of the negative log likelihood -ln L." };
    private readonly Option<bool> _hessian = new("--hessian") { Description = "Add the Hessian of -ln L." };

    public override string Name => "evaluate";

    public override string Summary => "Evaluates the likelihood at one point: expected rates and auxiliary data, log density, and derivatives.";

    public override string Example => "workspace evaluate samples/workspaces/two-bin.json --gradient";

    public override string Details => """
        keys of the document:
          expected_main             expected counts, channels in the order of their names
          expected_auxiliary        expected auxiliary data in pyhf's order
          log_pdf, twice_nll        ln L with all constants, and -2 ln L
          parameters                the point {name: value}
          gradient                  with --gradient: {name: value}, the gradient of -ln L (not doubled)
          hessian                   with --hessian: nested lists, the Hessian of -ln L, in the order of the parameters
        """;

    protected override IReadOnlyList<Option> OwnOptions => [_at, _gradient, _hessian];

    protected override PoiNeed Need(VerbContext context) => PoiNeed.Optional;

    protected override VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder)
    {
        ModelInference inference = model.Inference();
        double[] point = inference.StartValues();
        if (context.Get(_at) is { } file) point = ParameterPoint.Read(context.Host, file, model.Model, point);
        double[] main = inference.ExpectedMain(point);
        (double logPdf, double constraints) = inference.LogPdf(point, model.Data);
        string impossible = main.Any(rate => rate < 0.0) ? "a bin has a negative expected count" : "the data are impossible at this point";
        JsonFields document = new JsonFields()
            .Add("expected_main", main)
            .Add("expected_auxiliary", inference.ExpectedAuxiliary(point))
            .Add("log_pdf", logPdf, impossible)
            .Add("constraint_log_pdf", constraints, impossible)
            .Add("twice_nll", -2.0 * logPdf, impossible)
            .Add("parameters", ByName(model, point, impossible));
        int n = point.Length;
        double[] hessian = context.Get(_hessian) ? new double[n * n] : [];
        double[]? gradient = context.Get(_gradient) || hessian.Length > 0 ? inference.NllGradient(point, model.Data, hessian) : null;
        if (context.Get(_gradient)) document.Add("gradient", ByName(model, gradient!, impossible));
        if (hessian.Length > 0) document.AddMatrix("hessian", n, (i, j) => hessian[(i * n) + j], impossible);
        Print(context, model, point, main, logPdf, context.Get(_gradient) ? gradient : null);
        return new VerbResult(document, folder);
    }

    private static JsonFields ByName(LoadedModel model, double[] values, string reason)
    {
        var fields = new JsonFields();
        for (int i = 0; i < values.Length; i++) fields.Add(model.Model.Parameters[i].Name, values[i], reason);
        return fields;
    }

    private static void Print(VerbContext context, LoadedModel model, double[] point, double[] main, double logPdf, double[]? gradient)
    {
        context.Out.WriteLine(model.Title);
        context.Out.WriteLine($"ln L = {ShownNumber.Of(logPdf, 10)}, -2 ln L = {ShownNumber.Of(-2.0 * logPdf, 10)}");
        context.Out.WriteLine();
        var rates = new TextTable("channel", "bin", "expected", "observed");
        int place = 0;
        foreach ((string channel, int bins) in model.Model.Channels)
        {
            for (int bin = 0; bin < bins; bin++, place++)
                rates.Row(channel, (bin + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), ShownNumber.Of(main[place]), ShownNumber.Of(model.Data.Counts[place]));
        }

        rates.Write(context.Out);
        context.Out.WriteLine();
        TextTable parameters = gradient is null ? new TextTable("parameter", "value") : new TextTable("parameter", "value", "gradient of -ln L");
        for (int i = 0; i < point.Length; i++)
        {
            string[] row = [model.Model.Parameters[i].Name, ShownNumber.Of(point[i])];
            parameters.Row(gradient is null ? row : [.. row, ShownNumber.Of(gradient[i])]);
        }

        parameters.Write(context.Out);
    }
}
