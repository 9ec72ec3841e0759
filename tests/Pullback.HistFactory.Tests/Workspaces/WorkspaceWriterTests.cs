using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Workspaces;

public sealed class WorkspaceWriterTests
{
    [Fact]
    public void A_workspace_that_was_read_gives_its_tree_back()
    {
        JsonTree tree = WorkspaceFile.Load(WorkspaceFile.Sbottom);
        Assert.Same(tree, Workspace.Parse(tree).ToTree());
    }

    [Fact]
    public void A_changed_workspace_keeps_the_trees_of_its_samples()
    {
        JsonTree tree = WorkspaceFile.Load(WorkspaceFile.AllModifiers);
        var workspace = Workspace.Parse(tree);
        JsonTree written = (workspace with { Measurements = [workspace.Measurements[0] with { Name = "other" }] }).ToTree();
        Assert.Same(tree.At("/channels/0/samples/1"), written.At("/channels/0/samples/1"));
        Assert.Equal("\"other\"", written.At("/measurements/0/name").ToString());
        Assert.True(JsonTree.ValueEquals(tree.At("/measurements/0/config"), written.At("/measurements/0/config")));
    }

    [Fact]
    public void Every_part_is_written_as_it_was_read()
    {
        JsonTree tree = WorkspaceFile.Patched(
            WorkspaceFile.AllModifiers,
            "[{'op':'add','path':'/measurements/0/config/parameters/-','value':{'name':'ss','fixed':true,'factors':[1,2.0,3],'inits':[1.0,1.0,1.0]}}]");
        Workspace read = Workspace.Parse(tree);
        var copy = read with
        {
            Channels = [.. read.Channels.Select(channel => channel with { Samples = [.. channel.Samples.Select(sample => sample with { })] })],
        };
        Assert.NotSame(tree, copy.ToTree());
        Assert.Equal(JsonDigest.Sha256(tree), JsonDigest.Sha256(copy.ToTree()));
    }

    [Fact]
    public void Plain_arrays_are_written_as_floats()
    {
        var workspace = new Workspace(
            "1.0.0",
            [new Channel("c", [new Sample("s", [5.0, 6.5], [new Modifier("mu", "normfactor", NoModifierData.Instance)])])],
            [new Observation("c", [7.0, 8.0])],
            [new Measurement("m", "mu", [])]);
        Assert.Equal(
            """{"channels":[{"name":"c","samples":[{"name":"s","data":[5.0,6.5],"modifiers":[{"name":"mu","type":"normfactor","data":null}]}]}],"measurements":[{"name":"m","config":{"poi":"mu","parameters":[]}}],"observations":[{"name":"c","data":[7.0,8.0]}],"version":"1.0.0"}""",
            workspace.ToTree().ToString());
        Workspace.Parse(workspace.ToTree());
    }
}
