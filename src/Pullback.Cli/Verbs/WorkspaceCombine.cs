using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;
using Pullback.HistFactory.Workspaces;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace combine</c>.</summary>
internal sealed class WorkspaceCombine : EditingVerb
{
    private readonly Argument<string> _left = new("LEFT") { Description = "A workspace, a file of pyhf JSON." };
    private readonly Argument<string> _right = new("RIGHT") { Description = "Another workspace." };

    private readonly Option<WorkspaceJoin> _join = OptionValues.Choice(
        "--join",
        "none|outer|left-outer|right-outer",
        "What happens to names that both have (default: none, an error); outer takes once what is identical; left-outer and right-outer keep that side's.",
        [("none", WorkspaceJoin.None), ("outer", WorkspaceJoin.Outer), ("left-outer", WorkspaceJoin.LeftOuter), ("right-outer", WorkspaceJoin.RightOuter)],
        WorkspaceJoin.None);

    private readonly Option<bool> _merge = new("--merge-channels") { Description = "Give a channel that both have the samples of both; not with --join none." };

    public override string Name => "combine";

    public override string Summary => "Puts two workspaces together: modifiers of the same name share their parameter.";

    public override string Example => "workspace combine samples/workspaces/two-bin.json samples/workspaces/shapes.json";

    public override IReadOnlyList<Argument> Arguments => [_left, _right];

    protected override IReadOnlyList<Option> OwnOptions => [_join, _merge];

    protected override JsonTree Edit(VerbContext context)
    {
        string left = context.Get(_left)!;
        string right = context.Get(_right)!;
        JsonTree other = WorkspaceFile.Read(context.Host, right);
        WorkspaceErrors.Guard(right, () => Workspace.Parse(other));
        JsonTree first = WorkspaceFile.Read(context.Host, left);
        WorkspaceErrors.Guard(left, () => Workspace.Parse(first));
        return WorkspaceErrors.Guard(
            $"{left} and {right}", () => WorkspaceOperations.Combine(first, other, context.Get(_join), context.Get(_merge), new Warnings(context)));
    }

    private sealed class Warnings(VerbContext context) : IProgress<string>
    {
        public void Report(string value) => context.Warn(value);
    }
}
