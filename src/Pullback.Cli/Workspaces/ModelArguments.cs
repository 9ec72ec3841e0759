using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Text;
using Pullback.HistFactory;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;
using Pullback.HistFactory.Workspaces;

namespace Pullback.Cli.Workspaces;

/// <summary>The argument WS and the options that choose a model of it.</summary>
internal sealed class ModelArguments
{
    private readonly Option<string[]> _patch = OptionValues.Repeated("--patch", "FILE", "Apply a JSON patch first, or one patch of a patch set as FILE#name. Any number of times, in this order. As in pyhf, a path /parameters means those of the measurement.");
    private readonly Option<string?> _measurement = new("--measurement") { HelpName = "NAME", Description = "The measurement (default: the first)." };

    private readonly Option<string?> _interpolation = new("--interpolation")
    {
        HelpName = "CODES",
        Description = "Interpolation codes, such as histosys=code0,normsys=code1 (default: histosys=code4p,normsys=code4).",
    };

    private readonly Option<string?> _poiName = new("--poi-name") { HelpName = "NAME", Description = "Another parameter of interest than the measurement's." };
    private readonly Option<string[]> _fix = OptionValues.List("--fix", "NAME=VALUE", "Hold a parameter; a name without [index] stands for all its components.");
    private readonly Option<string[]> _bounds = OptionValues.List("--bounds", "NAME=LO,HI", "Other bounds of a parameter.");

    /// <summary>The workspace's file.</summary>
    public Argument<string> Workspace { get; } = new("WS") { Description = "The workspace, a file of pyhf JSON." };

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_patch, _measurement, _poiName, _fix, _bounds, _interpolation];

    /// <summary>Reads, patches and checks the workspace.</summary>
    public (string File, JsonTree Tree) Read(VerbContext context)
    {
        string file = context.Get(Workspace)!;
        JsonTree tree = WorkspaceFile.Read(context.Host, file);
        return (file, WorkspaceFile.Apply(context.Host, tree, context.Get(_patch)!, (workspace, patch) => Apply(context, workspace, patch)));
    }

    /// <summary>Applies a patch as pyhf applies it to a model: <c>/parameters</c> are those of the chosen measurement.</summary>
    public JsonTree Apply(VerbContext context, JsonTree workspace, JsonPatch patch) => ModelPatch.Apply(workspace, patch, context.Get(_measurement));

    /// <summary>Reads the workspace and compiles the model.</summary>
    /// <param name="context">The options.</param>
    /// <param name="need">What the verb needs.</param>
    public LoadedModel Load(VerbContext context, PoiNeed need)
    {
        (string file, JsonTree tree) = Read(context);
        return Compile(context, file, tree, need, warn: true);
    }

    /// <summary>Compiles the model of a workspace that was read.</summary>
    /// <param name="context">The options.</param>
    /// <param name="file">What messages call the workspace.</param>
    /// <param name="tree">The workspace.</param>
    /// <param name="need">What the verb needs.</param>
    /// <param name="warn">Whether to say which of several measurements is taken.</param>
    public LoadedModel Compile(VerbContext context, string file, JsonTree tree, PoiNeed need, bool warn)
    {
        ModelOptions options = Options(context);
        return WorkspaceErrors.Guard(file, () =>
        {
            Workspace workspace = HistFactory.Workspaces.Workspace.Parse(tree);
            Measurement measurement = Measurement(workspace, context, file, warn);
            if (need != PoiNeed.Required && options.Poi is null && !HasModifier(workspace, measurement.Poi))
            {
                if (need == PoiNeed.Optional && measurement.Poi.Length > 0)
                {
                    throw new InputException($"{file}: no modifier is named '{measurement.Poi}', the parameter of interest of measurement '{measurement.Name}'. "
                        + "A background-only workspace gets it with a patch (--patch FILE); --poi-name \"\" goes without one, --poi-name NAME chooses another.");
                }

                options = options with { Poi = "" };
            }

            HistFactoryModel model = HistFactoryModel.Create(workspace, measurement.Name, options);
            var settings = need == PoiNeed.FromPatch ? new ParameterSettings(model, [], []) : new ParameterSettings(model, context.Get(_fix)!, context.Get(_bounds)!);
            return new LoadedModel(file, tree, workspace, measurement, model, model.DataOf(workspace), settings);
        });
    }

    private static bool HasModifier(Workspace workspace, string name) =>
        workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers).Any(modifier => modifier.Name == name);

    private Measurement Measurement(Workspace workspace, VerbContext context, string file, bool warn)
    {
        string[] names = [.. workspace.Measurements.Select(measurement => measurement.Name)];
        if (context.Get(_measurement) is not { } name)
        {
            if (warn && names.Length > 1)
                context.Warn($"{file} has {names.Length} measurements ({string.Join(", ", names)}); '{names[0]}' is used. Choose one with --measurement.");
            return workspace.Measurements[0];
        }

        return workspace.Measurements.FirstOrDefault(measurement => measurement.Name == name)
            ?? throw new InputException($"--measurement: {file} has no measurement '{name}'.{NearestName.Suggestion(name, names)} Its measurements are {string.Join(", ", names)}.");
    }

    private ModelOptions Options(VerbContext context)
    {
        ModelOptions options = ModelOptions.Default with { Poi = context.Get(_poiName) };
        if (context.Get(_interpolation) is not { } text) return options;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] pair = part.Split('=', StringSplitOptions.TrimEntries);
            if (pair.Length != 2) throw new InputException($"--interpolation: found '{part}', but TYPE=CODE is needed, such as histosys=code0.");
            options = pair[0] switch
            {
                "histosys" => options with { HistoSys = Code(pair[1], part, InterpolationCodes.Additive) },
                "normsys" => options with { NormSys = Code(pair[1], part, InterpolationCodes.Multiplicative) },
                _ => throw new InputException($"--interpolation: found '{part}', but allowed types are histosys and normsys.{NearestName.Suggestion(pair[0], ["histosys", "normsys"])}"),
            };
        }

        return options;
    }

    private static InterpolationCode Code(string name, string part, IReadOnlyList<InterpolationCode> allowed)
    {
        if (InterpolationCodes.TryParse(name, allowed, out InterpolationCode code)) return code;
        throw new InputException($"--interpolation: found '{part}', but the codes of this type are {string.Join(", ", allowed.Select(a => a.Name()))}.");
    }
}
