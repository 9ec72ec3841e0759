using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace prune</c>.</summary>
internal sealed class WorkspacePrune : EditingVerb
{
    private readonly Argument<string> _workspace = new("WS") { Description = "The workspace, a file of pyhf JSON." };
    private readonly Option<string[]> _channel = OptionValues.List("--channel", "NAME", "Channels, with their observations.");
    private readonly Option<string[]> _sample = OptionValues.List("--sample", "NAME", "Samples, in every channel.");
    private readonly Option<string[]> _modifier = OptionValues.List("--modifier", "NAME", "Modifiers, with the settings of their parameters.");
    private readonly Option<string[]> _type = OptionValues.List("--modifier-type", "TYPE", "All modifiers of a type, such as staterror.");
    private readonly Option<string[]> _measurement = OptionValues.List("--measurement", "NAME", "Measurements.");

    public override string Name => "prune";

    public override string Summary => "Removes channels, samples, modifiers or measurements from a workspace.";

    public override string Example => "workspace prune samples/workspaces/shapes.json --sample signal --measurement top_cross_section --modifier mu";

    public override IReadOnlyList<Argument> Arguments => [_workspace];

    protected override IReadOnlyList<Option> OwnOptions => [_channel, _sample, _modifier, _type, _measurement];

    protected override JsonTree Edit(VerbContext context) => Apply(context, context.Get(_workspace)!, tree => WorkspaceOperations.Prune(tree, new PruneSelection
    {
        Channels = context.Get(_channel)!,
        Samples = context.Get(_sample)!,
        Modifiers = context.Get(_modifier)!,
        ModifierTypes = context.Get(_type)!,
        Measurements = context.Get(_measurement)!,
    }));
}
