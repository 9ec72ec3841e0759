using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace sort</c>.</summary>
internal sealed class WorkspaceSort : EditingVerb
{
    private readonly Argument<string> _workspace = new("WS") { Description = "The workspace, a file of pyhf JSON." };

    public override string Name => "sort";

    public override string Summary => "Sorts channels, samples, modifiers, measurements and parameters by name, so that workspaces can be compared.";

    public override string Example => "workspace sort samples/workspaces/shapes.json";

    public override IReadOnlyList<Argument> Arguments => [_workspace];

    protected override IReadOnlyList<Option> OwnOptions => [];

    protected override JsonTree Edit(VerbContext context) => Apply(context, context.Get(_workspace)!, WorkspaceOperations.Sort);
}
