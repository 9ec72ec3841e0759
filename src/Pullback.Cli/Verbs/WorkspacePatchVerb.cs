using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Workspaces;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;
using Pullback.HistFactory.Workspaces;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback workspace patch</c>.</summary>
internal sealed class WorkspacePatchVerb : EditingVerb
{
    private readonly Argument<string> _workspace = new("WS") { Description = "The workspace, a file of pyhf JSON." };
    private readonly Option<string[]> _patch = OptionValues.Repeated("--patch", "FILE", "Apply a JSON patch, or one patch of a patch set as FILE#name. Any number of times, in this order.");
    private readonly Option<string?> _set = new("--set") { HelpName = "PATCHSET", Description = "Apply a patch of a patch set, whose digests are verified; choose it with --name or --values." };
    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "The name of the patch." };
    private readonly Option<string?> _values = new("--values") { HelpName = "A,B,...", Description = "The values of the patch, one per label of the set." };

    public override string Name => "patch";

    public override string Summary => "Applies JSON patches, or a patch of a published patch set, to a workspace.";

    public override string Example => "workspace patch samples/workspaces/background.json --set samples/workspaces/signals.json --values 500,100";

    public override IReadOnlyList<Argument> Arguments => [_workspace];

    protected override IReadOnlyList<Option> OwnOptions => [_patch, _set, _name, _values];

    protected override JsonTree Edit(VerbContext context)
    {
        string file = context.Get(_workspace)!;
        string[] patches = context.Get(_patch)!;
        string? set = context.Get(_set);
        if (patches.Length == 0 && set is null) throw new InputException("--patch: no patch is given. Give a JSON patch with --patch, or a patch set with --set.");
        if (set is null && (context.Get(_name) ?? context.Get(_values)) is not null) throw new InputException("--name and --values choose a patch of a set. Give the set with --set.");
        JsonTree tree = WorkspaceFile.Read(context.Host, file);
        WorkspaceErrors.Guard(file, () => Workspace.Parse(tree));
        if (set is not null) tree = FromSet(context, tree, set);
        tree = WorkspaceFile.Apply(context.Host, tree, patches, (workspace, patch) => patch.Apply(workspace));
        WorkspaceErrors.Guard($"{file} after the patches", () => Workspace.Parse(tree));
        return tree;
    }

    private JsonTree FromSet(VerbContext context, JsonTree tree, string file)
    {
        JsonTree source = WorkspaceFile.Read(context.Host, file);
        return WorkspaceErrors.Guard(file, () =>
        {
            PatchSet set = PatchSet.Parse(source);
            return (context.Get(_name), context.Get(_values)) switch
            {
                ({ } name, null) => set.Apply(tree, name),
                (null, { } values) => set.Apply(tree, set.FindValues([.. values.Split(',', StringSplitOptions.TrimEntries).Select(Value)])),
                _ => throw new InputException($"--set: one patch of {file} must be chosen, either with --name or with --values ({string.Join(",", set.Labels)})."),
            };
        });
    }

    private static PatchSetValue Value(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : text;
}
