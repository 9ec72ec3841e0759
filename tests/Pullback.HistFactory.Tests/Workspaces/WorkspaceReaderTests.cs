using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Workspaces;

public sealed class WorkspaceReaderTests
{
    [Fact]
    public void All_modifiers_are_read()
    {
        Workspace workspace = Workspace.Load(WorkspaceFile.PathOf(WorkspaceFile.AllModifiers));
        Assert.Equal("1.0.0", workspace.Version);
        Assert.Equal(["SR", "CR"], workspace.Channels.Select(channel => channel.Name));
        Assert.Equal(["signal", "bkg1", "bkg2"], workspace.Channels[0].Samples.Select(sample => sample.Name));
        Sample background = workspace.Channels[0].Samples[1];
        Assert.Equal([50.0, 60.0, 20.0], background.Data);
        Assert.Equal([("lumi", "lumi"), ("JES", "histosys"), ("JES", "normsys"), ("st_SR", "staterror")], background.Modifiers.Select(modifier => (modifier.Name, modifier.Type)));
        Assert.Same(NoModifierData.Instance, background.Modifiers[0].Data);
        var template = Assert.IsType<TemplateVariation>(background.Modifiers[1].Data);
        Assert.Equal([55.0, 62.0, 18.5], template.High);
        Assert.Equal([46.0, 57.0, 21.0], template.Low);
        Assert.Equal(new ScaleVariation(1.04, 0.97), background.Modifiers[2].Data);
        Assert.Equal([2.0, 3.0, 0.0], Assert.IsType<BinUncertainties>(background.Modifiers[3].Data).Values);
        Assert.Equal([128.0, 109.0], workspace.Observations.Single(observation => observation.Name == "CR").Data);
    }

    [Fact]
    public void Measurements_are_read()
    {
        Measurement measurement = Assert.Single(Workspace.Load(WorkspaceFile.PathOf(WorkspaceFile.AllModifiers)).Measurements);
        Assert.Equal(("m", "mu"), (measurement.Name, measurement.Poi));
        ParameterConfiguration lumi = measurement.Parameters[0];
        Assert.Equal("lumi", lumi.Name);
        Assert.Equal([1.0], lumi.AuxiliaryData!);
        Assert.Equal([(0.5, 1.5)], lumi.Bounds!);
        Assert.Equal([1.0], lumi.Inits!);
        Assert.Equal([0.02], lumi.Sigmas!);
        Assert.Null(lumi.Fixed);
        Assert.Null(lumi.Factors);
        Assert.Null(measurement.Parameters[1].AuxiliaryData);
    }

    [Fact]
    public void A_published_likelihood_is_read()
    {
        Workspace workspace = Workspace.Load(WorkspaceFile.PathOf(WorkspaceFile.Sbottom));
        Assert.Equal(3, workspace.Channels.Count);
        Assert.Equal(9, workspace.Channels.Sum(channel => channel.Samples[0].Data.Count));
        ILookup<string, Modifier> byType = workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers).ToLookup(modifier => modifier.Type);
        Assert.Equal([21, 24, 79, 1143, 3], new[] { "lumi", "staterror", "normsys", "histosys", "normfactor" }.Select(type => byType[type].Count()));
    }

    [Fact]
    public void Untouched_samples_are_the_same_objects_after_a_patch()
    {
        JsonTree tree = WorkspaceFile.Load(WorkspaceFile.Sbottom);
        var before = Workspace.Parse(tree);
        var after = Workspace.Parse(JsonPatch.Parse(WorkspaceFile.Load(WorkspaceFile.SbottomPatch)).Apply(tree));
        Assert.Equal(2, after.Channels.Count);
        Assert.Equal(before.Channels[0].Samples.Count + 1, after.Channels[0].Samples.Count);
        for (int i = 0; i < before.Channels[0].Samples.Count; i++)
            Assert.Same(before.Channels[0].Samples[i], after.Channels[0].Samples[i + 1]);
        Assert.Same(before.Channels[2].Samples[0], after.Channels[1].Samples[1]);
    }

    [Fact]
    public void A_remembered_sample_is_checked_against_its_channel_again()
    {
        JsonTree tree = WorkspaceFile.Load(WorkspaceFile.AllModifiers);
        Workspace.Parse(tree);
        JsonTree patched = JsonPatch.Parse(WorkspaceFile.Quoted("[{'op':'copy','from':'/channels/1/samples/1','path':'/channels/0/samples/-'},{'op':'remove','path':'/channels/0/samples/2'}]")).Apply(tree);
        InvalidWorkspaceException error = Assert.Throws<InvalidWorkspaceException>(() => Workspace.Parse(patched));
        Assert.Equal("channel 'SR', sample 'bkg2': data has 2 bins, but the first sample of the channel has 3. Give one number per bin.", Assert.Single(error.Problems));
    }

    [Fact]
    public void Observations_without_channel_are_allowed()
    {
        JsonTree tree = WorkspaceFile.Patched(WorkspaceFile.AllModifiers, "[{'op':'add','path':'/observations/-','value':{'name':'VR','data':[1,2,3,4]}}]");
        Assert.Equal(3, Workspace.Parse(tree).Observations.Count);
    }

    [Fact]
    public void Factors_that_no_model_allows_are_left_to_the_model()
    {
        JsonTree tree = WorkspaceFile.Patched(WorkspaceFile.AllModifiers, "[{'op':'replace','path':'/channels/0/samples/0/modifiers/2/data/lo','value':-1}]");
        Assert.Equal(new ScaleVariation(1.15, -1.0), Workspace.Parse(tree).Channels[0].Samples[0].Modifiers[2].Data);
    }

    [Theory]
    [InlineData("[1]", "workspace: found an array of 1 element, but this must be an object with 'channels', 'measurements', 'observations', 'version'.")]
    [InlineData("[{'op':'remove','path':'/a'}]", "workspace: this is a JSON patch, not a workspace. Apply it to the background-only workspace that it belongs to.")]
    [InlineData("{'patches':[],'metadata':{}}", "workspace: this is a patch set, not a workspace. Apply one of its patches to the background-only workspace that it belongs to.")]
    public void Other_documents_are_named(string text, string message) =>
        Assert.Equal(message, Assert.Single(Assert.Throws<InvalidWorkspaceException>(() => Workspace.Parse(WorkspaceFile.Quoted(text))).Problems));
}
