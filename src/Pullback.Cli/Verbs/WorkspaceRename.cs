using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace rename</c>.</summary>
internal sealed class WorkspaceRename : EditingVerb
{
    private readonly Argument<string> _workspace = new("WS") { Description = "The workspace, a file of pyhf JSON." };
    private readonly Option<string[]> _channel = OptionValues.List("--channel", "OLD=NEW", "Channels and their observations.");
    private readonly Option<string[]> _sample = OptionValues.List("--sample", "OLD=NEW", "Samples, in every channel.");
    private readonly Option<string[]> _modifier = OptionValues.List("--modifier", "OLD=NEW", "Modifiers, their parameters' settings, and parameters of interest.");
    private readonly Option<string[]> _measurement = OptionValues.List("--measurement", "OLD=NEW", "Measurements.");

    public override string Name => "rename";

    public override string Summary => "Renames channels, samples, modifiers or measurements of a workspace, all at once, so that names can be swapped.";

    public override string Example => "workspace rename samples/workspaces/two-bin.json --channel singlechannel=signal_region --modifier mu=strength";

    public override IReadOnlyList<Argument> Arguments => [_workspace];

    protected override IReadOnlyList<Option> OwnOptions => [_channel, _sample, _modifier, _measurement];

    protected override JsonTree Edit(VerbContext context) => Apply(context, context.Get(_workspace)!, tree => WorkspaceOperations.Rename(tree, new RenameMap
    {
        Channels = Pairs("--channel", context.Get(_channel)!),
        Samples = Pairs("--sample", context.Get(_sample)!),
        Modifiers = Pairs("--modifier", context.Get(_modifier)!),
        Measurements = Pairs("--measurement", context.Get(_measurement)!),
    }));
}
