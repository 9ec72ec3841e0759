using System.Globalization;
using System.Text.Json.Nodes;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Cli.Text;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.Parameters;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace inspect</c>.</summary>
internal sealed class WorkspaceInspect : InferenceVerb
{
    private const int MostShown = 30;

    public override string Name => "inspect";

    public override string Summary => "Lists what a workspace holds: channels, samples, modifiers, measurements, parameters in pyhf's order, and what may be wrong.";

    public override string Example => "workspace inspect samples/workspaces/shapes.json";

    public override string Details => """
        keys of the document:
          channels [{name, bins}], samples, modifiers [{name, type}], measurements [{name, poi, parameters}], measurement, poi
          parameters [{name, init, bounds, fixed, constraint}] in pyhf's order; constraint is normal, poisson or none
          problems                  likely mistakes: negative counts, variations that move a bin the same way up and down, settings of unknown parameters ...
        """;

    protected override PoiNeed Need(VerbContext context) => PoiNeed.Reported;

    protected override VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder)
    {
        Workspace workspace = model.Workspace;
        string[] samples = [.. workspace.Channels.SelectMany(channel => channel.Samples).Select(sample => sample.Name).Distinct().Order(StringComparer.Ordinal)];
        (string Name, string Type)[] modifiers =
            [.. workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers).Select(modifier => (modifier.Name, modifier.Type)).Distinct().Order()];
        IReadOnlyList<string> problems = WorkspaceProblems.Find(model);
        Print(context, model, samples, problems);
        JsonFields document = new JsonFields()
            .Add("channels", model.Model.Channels.Select(channel => new JsonFields().Add("name", channel.Name).Add("bins", channel.Bins)))
            .Add("samples", samples)
            .Add("modifiers", modifiers.Select(modifier => new JsonFields().Add("name", modifier.Name).Add("type", modifier.Type)))
            .Add("measurements", workspace.Measurements.Select(measurement => new JsonFields()
                .Add("name", measurement.Name)
                .Add("poi", measurement.Poi)
                .Add("parameters", measurement.Parameters.Select(parameter => parameter.Name))))
            .Add("measurement", model.Measurement.Name)
            .Add("poi", model.Model.PoiName ?? model.Measurement.Poi)
            .Add("parameters", Parameters(model.Model).Select(entry => Fields(entry.Parameter, entry.Block)))
            .Add("problems", problems);
        return new VerbResult(document, folder);
    }

    private static IEnumerable<(Parameter Parameter, ParameterBlock Block)> Parameters(HistFactoryModel model) =>
        model.Blocks.SelectMany(block => Enumerable.Range(block.First, block.Count).Select(i => (model.Parameters[i], block)));

    private static JsonFields Fields(Parameter parameter, ParameterBlock block) => new JsonFields()
        .Add("name", parameter.Name)
        .Add("init", parameter.Initial)
        .AddNode("bounds", new JsonArray(Bound(parameter.Lower), Bound(parameter.Upper)))
        .Add("fixed", parameter.State == ParameterState.Fixed)
        .Add("constraint", Constraint(block));

    private static JsonValue? Bound(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static string Constraint(ParameterBlock block) => block.Constraint switch
    {
        ConstraintKind.Normal => "normal",
        ConstraintKind.Poisson => "poisson",
        _ => "none",
    };

    private static void Print(VerbContext context, LoadedModel model, string[] samples, IReadOnlyList<string> problems)
    {
        TextWriter output = context.Out;
        output.WriteLine(model.Title);
        output.WriteLine($"parameter of interest: {model.Model.PoiName ?? "none in the model"}");
        output.WriteLine();
        Channels(output, model, samples);
        output.WriteLine();
        var measurements = new TextTable("measurement", "parameter of interest", "configured parameters");
        foreach (Measurement measurement in model.Workspace.Measurements)
            measurements.Row(measurement.Name, measurement.Poi.Length > 0 ? measurement.Poi : "none", string.Join(", ", measurement.Parameters.Select(parameter => parameter.Name)));
        measurements.Write(output);
        output.WriteLine();
        Parameters(output, model.Model);
        output.WriteLine();
        if (problems.Count == 0) output.WriteLine("no problems found");
        else output.WriteLine("possible problems:");
        foreach (string problem in problems.Take(MostShown))
        {
            foreach (string line in TextWrap.Wrap("- " + problem, context.Host.Width, indent: 2)) output.WriteLine(line);
        }

        if (problems.Count > MostShown) output.WriteLine($"... and {problems.Count - MostShown} more; --json lists all of them");
    }

    private static void Channels(TextWriter output, LoadedModel model, string[] samples)
    {
        var table = new TextTable(["channel", "bins", "observed", .. samples]);
        foreach (Channel channel in model.Workspace.Channels.OrderBy(channel => channel.Name, StringComparer.Ordinal))
        {
            table.Row([
                channel.Name,
                channel.Samples[0].Data.Count.ToString(CultureInfo.InvariantCulture),
                ShownNumber.Of(model.Workspace.Observations.First(observation => observation.Name == channel.Name).Data.Sum()),
                .. samples.Select(name => channel.Samples.FirstOrDefault(sample => sample.Name == name) is { } sample ? ShownNumber.Of(sample.Data.Sum()) : ""),
            ]);
        }

        table.Write(output);
    }

    private static void Parameters(TextWriter output, HistFactoryModel model)
    {
        var table = new TextTable("parameter", "components", "start", "bounds", "constraint", "fixed");
        foreach (ParameterBlock block in model.Blocks)
        {
            Parameter[] all = [.. Enumerable.Range(block.First, block.Count).Select(i => model.Parameters[i])];
            int held = all.Count(parameter => parameter.State == ParameterState.Fixed);
            table.Row(
                block.Name,
                block.Count.ToString(CultureInfo.InvariantCulture),
                all.Select(parameter => parameter.Initial).Distinct().Count() == 1 ? ShownNumber.Of(all[0].Initial) : "various",
                all.Select(parameter => (parameter.Lower, parameter.Upper)).Distinct().Count() == 1 ? $"[{ShownNumber.Of(all[0].Lower)}, {ShownNumber.Of(all[0].Upper)}]" : "various",
                Constraint(block),
                held == 0 ? "" : held == all.Length ? "yes" : $"{held} of {all.Length}");
        }

        table.Write(output);
    }
}
