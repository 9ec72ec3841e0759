using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;
using Pullback.HistFactory.Tests.Workspaces;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Operations;

public sealed class CombinationTests
{
    private static readonly JsonTree Left = WorkspaceFile.Load(WorkspaceFile.AllModifiers);

    /// <summary>The workspace with every channel and measurement renamed.</summary>
    private static readonly JsonTree Other = WorkspaceOperations.Rename(
        Left, new RenameMap { Channels = WorkspaceOperationTests.Map(("SR", "SR2"), ("CR", "CR2")), Measurements = WorkspaceOperationTests.Map(("m", "m2")) });

    public static TheoryData<WorkspaceJoin> OuterJoins => [WorkspaceJoin.Outer, WorkspaceJoin.LeftOuter, WorkspaceJoin.RightOuter];

    [Fact]
    public void Disjoint_workspaces_are_put_side_by_side()
    {
        JsonTree tree = WorkspaceOperations.Combine(Left, Other);
        var combined = Workspace.Parse(tree);
        Assert.Equal(["SR", "CR", "SR2", "CR2"], combined.Channels.Select(channel => channel.Name));
        Assert.Equal(["SR", "CR", "SR2", "CR2"], combined.Observations.Select(observation => observation.Name));
        Assert.Equal(["m", "m2"], combined.Measurements.Select(measurement => measurement.Name));
        Assert.Same(Left.At("/channels/0/samples/1"), tree.At("/channels/0/samples/1"));
    }

    [Theory]
    [InlineData("{'op':'test','path':'/version','value':'1.0.0'}", "combine: both workspaces have a channel 'SR', which the join 'none' does not allow. Rename or prune it in one of them, choose 'left outer' or 'right outer', or merge channels.")]
    [InlineData("{'op':'replace','path':'/channels/0/name','value':'A'},{'op':'replace','path':'/channels/1/name','value':'B'},{'op':'copy','from':'/observations/0','path':'/observations/-'},{'op':'copy','from':'/observations/1','path':'/observations/-'},{'op':'replace','path':'/observations/2/name','value':'A'},{'op':'replace','path':'/observations/3/name','value':'B'}", "combine: both workspaces have a measurement 'm', which the join 'none' does not allow. Rename or prune the measurement in one of them, or choose 'left outer' or 'right outer'.")]
    [InlineData("{'op':'replace','path':'/channels/0/name','value':'A'},{'op':'replace','path':'/channels/1/name','value':'B'},{'op':'replace','path':'/measurements/0/name','value':'n'},{'op':'copy','from':'/observations/0','path':'/observations/-'},{'op':'copy','from':'/observations/1','path':'/observations/-'},{'op':'replace','path':'/observations/2/name','value':'A'},{'op':'replace','path':'/observations/3/name','value':'B'}", "combine: both workspaces have an observation 'SR', which the join 'none' does not allow. Rename or prune the channel in one of them, or choose 'left outer' or 'right outer'.")]
    public void No_join_allows_no_common_name(string patch, string message) =>
        Assert.Equal(message, Assert.Throws<WorkspaceOperationException>(() => WorkspaceOperations.Combine(Left, WorkspaceFile.Patched(WorkspaceFile.AllModifiers, $"[{patch}]"))).Message);

    [Theory]
    [MemberData(nameof(OuterJoins))]
    public void Identical_workspaces_combine_to_themselves(WorkspaceJoin join)
    {
        JsonTree copy = JsonTree.Parse(Left.ToText().Replace("128.0", "128", StringComparison.Ordinal));
        Assert.True(JsonTree.ValueEquals(Left, WorkspaceOperations.Combine(Left, copy, join)));
        Assert.True(JsonTree.ValueEquals(Left, WorkspaceOperations.Combine(Left, copy, join, mergeChannels: true)));
    }

    [Theory]
    [InlineData("/channels/1/samples/0/data/0", "combine: the workspaces have different channels 'CR', which the join 'outer' does not allow.")]
    [InlineData("/observations/0/data/0", "combine: the workspaces have different observations 'SR', which the join 'outer' does not allow.")]
    [InlineData("/measurements/0/config/parameters/1/inits/0", "combine: measurement 'm': the workspaces configure the parameter 'norm2' differently.")]
    public void Outer_join_refuses_conflicts(string path, string message)
    {
        JsonTree right = WorkspaceFile.Patched(WorkspaceFile.AllModifiers, $"[{{'op':'replace','path':'{path}','value':3.5}}]");
        Assert.StartsWith(message, Assert.Throws<WorkspaceOperationException>(() => WorkspaceOperations.Combine(Left, right, WorkspaceJoin.Outer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outer_join_refuses_different_parameters_of_interest()
    {
        JsonTree right = WorkspaceFile.Patched(WorkspaceFile.AllModifiers, "[{'op':'replace','path':'/measurements/0/config/poi','value':'norm2'}]");
        Assert.Equal(
            "combine: the measurement 'm' has the parameter of interest 'mu' on the left and 'norm2' on the right. Rename one of the measurements.",
            Assert.Throws<WorkspaceOperationException>(() => WorkspaceOperations.Combine(Left, right, WorkspaceJoin.Outer)).Message);
    }

    [Fact]
    public void Outer_join_merges_parameters()
    {
        JsonTree right = WorkspaceFile.Patched(
            WorkspaceFile.AllModifiers, "[{'op':'remove','path':'/measurements/0/config/parameters/0'},{'op':'add','path':'/measurements/0/config/parameters/-','value':{'name':'JES','fixed':true}}]");
        var combined = Workspace.Parse(WorkspaceOperations.Combine(Left, right, WorkspaceJoin.Outer));
        Assert.Equal(["lumi", "norm2", "JES"], combined.Measurements.Single().Parameters.Select(parameter => parameter.Name));
    }

    [Theory]
    [InlineData(WorkspaceJoin.LeftOuter, 100.0, "left")]
    [InlineData(WorkspaceJoin.RightOuter, 3.5, "right")]
    public void One_side_wins_with_a_warning(WorkspaceJoin join, double kept, string side)
    {
        JsonTree right = WorkspaceFile.Patched(WorkspaceFile.AllModifiers, "[{'op':'replace','path':'/channels/1/samples/0/data/0','value':3.5}]");
        var warnings = new Warnings();
        var combined = Workspace.Parse(WorkspaceOperations.Combine(Left, right, join, warnings: warnings));
        Assert.Equal(kept, combined.Channels.Single(channel => channel.Name == "CR").Samples[0].Data[0]);
        Assert.Equal([$"The channel 'CR' differs between the workspaces; that of the {side} one is kept."], warnings.Texts);
    }

    [Theory]
    [InlineData(WorkspaceJoin.Outer, new[] { "signal", "bkg1", "bkg2", "bkg3" }, 5.0)]
    [InlineData(WorkspaceJoin.LeftOuter, new[] { "signal", "bkg1", "bkg2", "bkg3" }, 5.0)]
    [InlineData(WorkspaceJoin.RightOuter, new[] { "signal", "bkg1", "bkg3", "bkg2" }, 9.5)]
    public void Merged_channels_get_the_samples_of_both(WorkspaceJoin join, string[] names, double first)
    {
        JsonTree right = WorkspaceFile.Patched(
            WorkspaceFile.AllModifiers, "[{'op':'replace','path':'/channels/0/samples/0/data/0','value':9.5},{'op':'replace','path':'/channels/0/samples/2/name','value':'bkg3'}]");
        var warnings = new Warnings();
        var combined = Workspace.Parse(WorkspaceOperations.Combine(Left, right, join, mergeChannels: true, warnings));
        Assert.Equal(names, combined.Channels[0].Samples.Select(sample => sample.Name));
        Assert.Equal(first, combined.Channels[0].Samples[0].Data[0]);
        Assert.StartsWith("The sample 'signal' of the channel 'SR' differs", Assert.Single(warnings.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_are_not_merged_without_a_join() => Assert.Equal(
        "combine: channels cannot be merged with the join 'none'. Choose 'outer', 'left outer' or 'right outer'.",
        Assert.Throws<WorkspaceOperationException>(() => WorkspaceOperations.Combine(Left, Other, mergeChannels: true)).Message);

    private sealed class Warnings : IProgress<string>
    {
        public List<string> Texts { get; } = [];

        public void Report(string value) => Texts.Add(value);
    }
}
