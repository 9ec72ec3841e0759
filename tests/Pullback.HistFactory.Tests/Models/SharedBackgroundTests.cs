using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Tests.Workspaces;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Models;

/// <summary>Models of a signal grid share what was read and compiled of their background, and are the same to the bit as models that share nothing.</summary>
public sealed class SharedBackgroundTests
{
    private const string Signal = """
        {'name':'a_signal','data':[3.0,4.0,5.0],'modifiers':[{'name':'new_mu','type':'normfactor','data':null},{'name':'st_SR','type':'staterror','data':[0.5,0.4,0.3]},
        {'name':'JES','type':'histosys','data':{'hi_data':[3.5,4.1,5.0],'lo_data':[2.8,3.6,4.9]}},{'name':'another','type':'normsys','data':{'hi':1.1,'lo':0.8}}]}
        """;

    [Theory]
    [InlineData("")]
    [InlineData("{'op':'add','path':'/channels/0/samples/0','value':SIGNAL}")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/0','value':SIGNAL},{'op':'replace','path':'/measurements/0/config/poi','value':'new_mu'}")]
    [InlineData("{'op':'remove','path':'/channels/0/samples/2'},{'op':'add','path':'/measurements/0/config/parameters/1/fixed','value':true}")]
    [InlineData("{'op':'remove','path':'/channels/1'}")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/1/data/1','value':61.5}")]
    [InlineData("{'op':'remove','path':'/channels/0/samples/1/modifiers/2'}")]
    [InlineData("{'op':'add','path':'/channels/1/samples/0/modifiers/-','value':{'name':'mu','type':'normfactor','data':null}}")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/1/modifiers/0/name','value':'other'},{'op':'replace','path':'/channels/0/samples/1/modifiers/0/type','value':'normfactor'}")]
    [InlineData("{'op':'replace','path':'/channels/1/name','value':'ZR'},{'op':'replace','path':'/observations/1/name','value':'ZR'}")]
    [InlineData("{'op':'copy','from':'/channels/0/samples/0','path':'/channels/0/samples/-'},{'op':'replace','path':'/channels/0/samples/3/name','value':'copied'}")]
    [InlineData("{'op':'copy','from':'/channels/1','path':'/channels/-'},{'op':'replace','path':'/channels/2/name','value':'AR'},{'op':'remove','path':'/channels/2/samples/1'},{'op':'copy','from':'/observations/1','path':'/observations/-'},{'op':'replace','path':'/observations/2/name','value':'AR'}")]
    [InlineData("{'op':'move','from':'/channels/0','path':'/channels/1'}")]
    [InlineData("{'op':'replace','path':'/observations/0/data/0','value':70}")]
    [InlineData("{'op':'replace','path':'/measurements/0/config/parameters/1/inits/0','value':0.9},{'op':'add','path':'/measurements/0/config/parameters/1/fixed','value':true}")]
    public void A_patch_gives_the_model_that_its_text_gives(string patch)
    {
        JsonTree background = WorkspaceFile.Load(WorkspaceFile.AllModifiers);
        HistFactoryModel.Create(Workspace.Parse(background));
        SameModels(JsonPatch.Parse(WorkspaceFile.Quoted($"[{patch.Replace("SIGNAL", Signal, StringComparison.Ordinal)}]")).Apply(background));
        SameModels(background);
    }

    [Theory]
    [InlineData("patch.sbottom_1300_205_60.json")]
    [InlineData("patch.sbottom_1400_950_60.json")]
    public void So_do_published_patches(string patch)
    {
        JsonTree background = WorkspaceFile.Load(WorkspaceFile.Sbottom);
        HistFactoryModel.Create(Workspace.Parse(background), options: ModelOptions.Default with { Poi = "" });
        SameModels(JsonPatch.Parse(WorkspaceFile.Load(patch)).Apply(background));
    }

    [Fact]
    public void What_a_patch_leaves_alone_is_read_and_compiled_once()
    {
        JsonTree tree = WorkspaceFile.Load(WorkspaceFile.AllModifiers);
        Workspace background = Workspace.Parse(tree);
        HistFactoryModel before = HistFactoryModel.Create(background);
        Workspace patched = Workspace.Parse(JsonPatch.Parse(WorkspaceFile.Quoted($"[{{'op':'add','path':'/channels/0/samples/0','value':{Signal}}}]")).Apply(tree));
        HistFactoryModel after = HistFactoryModel.Create(patched);
        Assert.Same(background.Channels[1], patched.Channels[1]);
        Assert.Same(background.Observations[0], patched.Observations[0]);
        Assert.Same(background.Measurements[0], patched.Measurements[0]);
        Assert.Equal(["a_signal", "bkg1", "bkg2", "signal"], after.SamplesOf(1));
        for (int s = 0; s < 2; s++) Assert.Same(Source(before, 0, s), Source(after, 0, s));
        for (int s = 0; s < 3; s++) Assert.Same(Source(before, 1, s), Source(after, 1, s + 1));
    }

    [Fact]
    public void A_signal_with_the_staterror_of_the_background_changes_its_width()
    {
        JsonTree tree = WorkspaceFile.Load(WorkspaceFile.AllModifiers);
        HistFactoryModel before = HistFactoryModel.Create(Workspace.Parse(tree));
        HistFactoryModel after = HistFactoryModel.Create(
            Workspace.Parse(JsonPatch.Parse(WorkspaceFile.Quoted($"[{{'op':'add','path':'/channels/0/samples/0','value':{Signal}}}]")).Apply(tree)));
        Assert.Equal(Math.Sqrt((2.0 * 2.0) + (1.0 * 1.0)) / 60.0, WidthOf(before, "st_SR[0]"), 15);
        Assert.Equal(Math.Sqrt((0.5 * 0.5) + (2.0 * 2.0) + (1.0 * 1.0)) / 63.0, WidthOf(after, "st_SR[0]"), 15);
        Assert.Equal(WidthOf(before, "st_CR[0]"), WidthOf(after, "st_CR[0]"));
        Assert.Equal(Statistics.Parameters.ParameterState.Fixed, before.Parameters["st_SR[2]"].State);
        Assert.Equal(Statistics.Parameters.ParameterState.Constrained, after.Parameters["st_SR[2]"].State);
    }

    [Fact]
    public void Samples_made_by_hand_are_compiled_as_they_are_now()
    {
        double[] counts = [10.0, 20.0];
        Channel[] channels = [ModelParts.Channel("c", ModelParts.Sample("s", counts, ModelParts.NormFactor("mu")))];
        Assert.Equal([10.0, 20.0], ModelParts.Create(channels).Inputs);
        counts[1] = 30.0;
        Assert.Equal([10.0, 30.0], ModelParts.Create(channels).Inputs);
    }

    [Fact]
    public void One_sample_serves_models_with_other_options()
    {
        JsonTree tree = WorkspaceFile.Load(WorkspaceFile.AllModifiers);
        ModelOptions options = ModelOptions.Default with
        {
            NormSys = HistFactory.Interpolation.InterpolationCode.Code1,
            HistoSys = HistFactory.Interpolation.InterpolationCode.Code0,
            StatErrorConstraint = HistFactory.Modifiers.ConstraintKind.Poisson,
        };
        SameModels(tree);
        SameModels(tree, options);
        SameModels(tree);
    }

    [Theory]
    [InlineData("{'op':'replace','path':'/channels/0/samples/0/modifiers/2/data/hi','value':-1}", "channel 'SR', sample 'signal', modifier 'sig_acc' (normsys): hi is -1")]
    [InlineData("{'op':'copy','from':'/channels/0/samples/2','path':'/channels/0/samples/-'},{'op':'replace','path':'/channels/0/samples/3/name','value':'twin'}", "belongs to one sample")]
    [InlineData("{'op':'replace','path':'/channels/1/samples/1/modifiers/1/name','value':'mu'}", "modifier 'mu'")]
    public void Wrong_models_are_refused_with_the_same_words(string patch, string words)
    {
        JsonTree tree = WorkspaceFile.Load(WorkspaceFile.AllModifiers);
        HistFactoryModel.Create(Workspace.Parse(tree));
        JsonTree patched = JsonPatch.Parse(WorkspaceFile.Quoted($"[{patch}]")).Apply(tree);
        string shared = Assert.Throws<InvalidModelException>(() => HistFactoryModel.Create(Workspace.Parse(patched))).Message;
        Assert.Contains(words, shared, StringComparison.Ordinal);
        Assert.Equal(shared, Assert.Throws<InvalidModelException>(() => HistFactoryModel.Create(Workspace.Parse(patched))).Message);
        Assert.Equal(shared, Assert.Throws<InvalidModelException>(() => HistFactoryModel.Create(Workspace.Parse(JsonTree.Parse(patched.ToText())))).Message);
    }

    private static CompiledSample Source(HistFactoryModel model, int channel, int sample) => model.Compiled.Channels[channel].Samples[sample].Source;

    private static double WidthOf(HistFactoryModel model, string parameter) => model.Numbers.Widths[model.Parameters.IndexOf(parameter)];

    /// <summary>Compares the model of a tree with that of its text, which shares nothing with any other.</summary>
    private static void SameModels(JsonTree tree, ModelOptions? options = null)
    {
        Workspace sharing = Workspace.Parse(tree);
        Workspace alone = Workspace.Parse(JsonTree.Parse(tree.ToText()));
        HistFactoryModel left = HistFactoryModel.Create(sharing, options: options);
        HistFactoryModel right = HistFactoryModel.Create(alone, options: options);
        Assert.Equal(right.Parameters, left.Parameters);
        Assert.Equal(right.PoiIndex, left.PoiIndex);
        Assert.Equal<InputSlice>(right.Layout.Slices, left.Layout.Slices);
        Assert.Equal(right.Inputs, left.Inputs);
        Assert.Equal(right.AuxiliaryData, left.AuxiliaryData);
        Assert.Equal(right.Numbers.Widths, left.Numbers.Widths);
        Assert.Equal(right.Compiled.Gammas, left.Compiled.Gammas);
        HistFactoryData data = left.DataOf(sharing);
        Assert.Equal(right.DataOf(alone).Counts, data.Counts);
        ModelInference first = new(left);
        ModelInference second = new(right);
        double[] point = [.. left.Parameters.Select(p => Math.Clamp(p.Initial + 0.1, p.Lower, p.Upper))];
        Assert.Equal(second.LogPdf(point, data), first.LogPdf(point, data));
        UpperLimits expected = second.Limits(data);
        UpperLimits found = first.Limits(data);
        Assert.Equal(expected.Observed, found.Observed);
        Assert.Equal(expected.Expected, found.Expected);
    }
}
