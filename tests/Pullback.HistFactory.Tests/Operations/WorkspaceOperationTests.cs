using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;
using Pullback.HistFactory.Tests.Workspaces;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Operations;

public sealed class WorkspaceOperationTests
{
    private static readonly JsonTree Tree = WorkspaceFile.Load(WorkspaceFile.AllModifiers);

    [Fact]
    public void Pruned_modifiers_lose_their_configuration()
    {
        var pruned = Workspace.Parse(WorkspaceOperations.Prune(Tree, new PruneSelection { Modifiers = ["lumi"], ModifierTypes = ["histosys", "staterror"] }));
        Assert.DoesNotContain(Modifiers(pruned), modifier => modifier.Type is "lumi" or "histosys" or "staterror");
        Assert.Contains(Modifiers(pruned), modifier => modifier is { Name: "JES", Type: "normsys" });
        Assert.Equal(["norm2"], pruned.Measurements[0].Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void Pruned_channels_lose_their_observation()
    {
        JsonTree pruned = WorkspaceOperations.Prune(Tree, new PruneSelection { Channels = ["CR"], Samples = ["bkg2"] });
        var workspace = Workspace.Parse(pruned);
        Assert.Equal(["SR"], workspace.Channels.Select(channel => channel.Name));
        Assert.Equal(["SR"], workspace.Observations.Select(observation => observation.Name));
        Assert.Equal(["signal", "bkg1"], workspace.Channels[0].Samples.Select(sample => sample.Name));
        Assert.Same(Tree.At("/channels/0/samples/1"), pruned.At("/channels/0/samples/1"));
    }

    [Fact]
    public void Pruning_nothing_changes_nothing() => Assert.Same(Tree, WorkspaceOperations.Prune(Tree, new PruneSelection()));

    [Fact]
    public void What_remains_must_be_valid()
    {
        InvalidWorkspaceException error = Assert.Throws<InvalidWorkspaceException>(
            () => WorkspaceOperations.Prune(Tree, new PruneSelection { Samples = ["bkg1", "bkg2"] }));
        Assert.Contains("channel 'CR': 'samples' is an empty array", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidWorkspaceException>(() => WorkspaceOperations.Prune(Tree, new PruneSelection { Measurements = ["m"] }));
    }

    [Fact]
    public void Names_that_do_not_exist_are_errors()
    {
        Check("prune: there is no channel 'SRR'; the channels are 'SR', 'CR'. The nearest is 'SR'.", new PruneSelection { Channels = ["SRR"] });
        Check("prune: there is no sample 'zzzz'; the samples are 'signal', 'bkg1', 'bkg2'.", new PruneSelection { Samples = ["zzzz"] });
        Check("prune: there is no modifier 'sig_ac'; the modifiers are 'mu', 'lumi', 'sig_acc', 'JES', 'st_SR', 'ss', 'norm2', 'sf', 'st_CR'. The nearest is 'sig_acc'.", new PruneSelection { Modifiers = ["mu", "sig_ac"] });
        Check("prune: there is no modifier type 'normsis'; the modifier types are 'normfactor', 'lumi', 'normsys', 'histosys', 'staterror', 'shapesys', 'shapefactor'. The nearest is 'normsys'.", new PruneSelection { ModifierTypes = ["normsis"] });
        Check("prune: there is no measurement 'n'; the measurements are 'm'. The nearest is 'm'.", new PruneSelection { Measurements = ["n"] });
        Assert.StartsWith("rename: there is no sample 'bgk1';", Assert.Throws<WorkspaceOperationException>(
            () => WorkspaceOperations.Rename(Tree, new RenameMap { Samples = Map(("bgk1", "x")) })).Message, StringComparison.Ordinal);

        static void Check(string message, PruneSelection selection) =>
            Assert.Equal(message, Assert.Throws<WorkspaceOperationException>(() => WorkspaceOperations.Prune(Tree, selection)).Message);
    }

    [Fact]
    public void New_names_reach_every_place()
    {
        JsonTree renamed = WorkspaceOperations.Rename(Tree, new RenameMap
        {
            Modifiers = Map(("mu", "mu_SIG"), ("norm2", "k"), ("JES", "jes")),
            Samples = Map(("bkg1", "top")),
            Channels = Map(("CR", "control")),
            Measurements = Map(("m", "fit")),
        });
        var workspace = Workspace.Parse(renamed);
        Assert.Equal(["SR", "control"], workspace.Channels.Select(channel => channel.Name));
        Assert.Equal(["SR", "control"], workspace.Observations.Select(observation => observation.Name));
        Assert.All(workspace.Channels, channel => Assert.Contains(channel.Samples, sample => sample.Name == "top"));
        Assert.Equal(("fit", "mu_SIG"), (workspace.Measurements[0].Name, workspace.Measurements[0].Poi));
        Assert.Equal(["lumi", "k"], workspace.Measurements[0].Parameters.Select(parameter => parameter.Name));
        Assert.Equal(2, Modifiers(workspace).Count(modifier => modifier.Name == "k"));
        Assert.Equal(3, Modifiers(workspace).Count(modifier => modifier.Name == "jes"));
        Assert.DoesNotContain("JES", renamed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_can_be_swapped_and_back()
    {
        var swap = new RenameMap { Channels = Map(("SR", "CR"), ("CR", "SR")), Samples = Map(("bkg1", "bkg2"), ("bkg2", "bkg1")) };
        JsonTree once = WorkspaceOperations.Rename(Tree, swap);
        Assert.NotEqual(JsonDigest.Md5(Tree), JsonDigest.Md5(once));
        Assert.Equal(JsonDigest.Md5(Tree), JsonDigest.Md5(WorkspaceOperations.Rename(once, swap)));
    }

    [Fact]
    public void Two_names_cannot_become_one() => Assert.Contains(
        "2 channels are named 'SR'",
        Assert.Throws<InvalidWorkspaceException>(() => WorkspaceOperations.Rename(Tree, new RenameMap { Channels = Map(("CR", "SR")) })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_parameter_of_interest_can_be_renamed_before_its_signal_is_patched_in()
    {
        JsonTree renamed = WorkspaceOperations.Rename(WorkspaceFile.Load(WorkspaceFile.Sbottom), new RenameMap { Modifiers = Map(("mu_SIG", "mu")) });
        Assert.Equal("mu", Workspace.Parse(renamed).Measurements[0].Poi);
    }

    [Fact]
    public void Sorting_orders_every_list_and_keeps_the_rest()
    {
        var workspace = Workspace.Parse(WorkspaceOperations.Sort(Tree));
        Assert.Equal(["CR", "SR"], workspace.Channels.Select(channel => channel.Name));
        Assert.Equal(["CR", "SR"], workspace.Observations.Select(observation => observation.Name));
        Assert.Equal(["bkg1", "bkg2", "signal"], workspace.Channels[1].Samples.Select(sample => sample.Name));
        Assert.Equal(
            [("JES", "histosys"), ("JES", "normsys"), ("lumi", "lumi"), ("st_SR", "staterror")],
            workspace.Channels[1].Samples[0].Modifiers.Select(modifier => (modifier.Name, modifier.Type)));
        JsonTree sorted = workspace.ToTree();
        Assert.Same(sorted, WorkspaceOperations.Sort(sorted));
    }

    [Fact]
    public void Numbers_stay_as_they_were_read()
    {
        JsonTree tree = WorkspaceFile.Patched(WorkspaceFile.AllModifiers, "[{'op':'replace','path':'/observations/1/data','value':[128,109.0]}]");
        JsonTree changed = WorkspaceOperations.Sort(WorkspaceOperations.Rename(tree, new RenameMap { Channels = Map(("CR", "A")) }));
        Assert.Equal("[128,109.0]", changed.At("/observations/0/data").ToString());
    }

    internal static Dictionary<string, string> Map(params (string Old, string New)[] names) => names.ToDictionary(pair => pair.Old, pair => pair.New, StringComparer.Ordinal);

    private static IEnumerable<Modifier> Modifiers(Workspace workspace) => workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers);
}
