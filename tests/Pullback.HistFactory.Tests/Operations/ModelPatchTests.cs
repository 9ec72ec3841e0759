using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;
using Pullback.HistFactory.Tests.Workspaces;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Operations;

public sealed class ModelPatchTests
{
    private static readonly JsonTree Tree = WorkspaceFile.Patched(
        WorkspaceFile.AllModifiers, "[{'op':'copy','from':'/measurements/0','path':'/measurements/-'},{'op':'replace','path':'/measurements/1/name','value':'second'}]");

    [Theory]
    [InlineData("{'op':'replace','path':'/parameters/1/inits','value':[0.7]}", "{'op':'replace','path':'/measurements/0/config/parameters/1/inits','value':[0.7]}")]
    [InlineData("{'op':'add','path':'/parameters/-','value':{'name':'mu','inits':[2.0]}}", "{'op':'add','path':'/measurements/0/config/parameters/-','value':{'name':'mu','inits':[2.0]}}")]
    [InlineData("{'op':'copy','from':'/parameters/1/inits','path':'/parameters/0/inits'}", "{'op':'copy','from':'/measurements/0/config/parameters/1/inits','path':'/measurements/0/config/parameters/0/inits'}")]
    [InlineData("{'op':'test','path':'/parameters/1/name','value':'norm2'},{'op':'remove','path':'/parameters/1'}", "{'op':'remove','path':'/measurements/0/config/parameters/1'}")]
    [InlineData("{'op':'replace','path':'/parameters','value':[]}", "{'op':'replace','path':'/measurements/0/config/parameters','value':[]}")]
    [InlineData("{'op':'remove','path':'/parameters'}", "{'op':'replace','path':'/measurements/0/config/parameters','value':[]}")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/0/data/0','value':6}", "{'op':'replace','path':'/channels/0/samples/0/data/0','value':6}")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/0/data/0','value':6},{'op':'replace','path':'/parameters/1/inits','value':[0.7]}", "{'op':'replace','path':'/measurements/0/config/parameters/1/inits','value':[0.7]},{'op':'replace','path':'/channels/0/samples/0/data/0','value':6}")]
    public void Parameters_are_those_of_the_measurement(string patch, string meant) =>
        Assert.Equal(Patch(meant).Apply(Tree).ToText(), ModelPatch.Apply(Tree, Patch(patch)).ToText());

    [Theory]
    [InlineData(null, 0)]
    [InlineData("m", 0)]
    [InlineData("second", 1)]
    [InlineData("unknown", 0)]
    public void The_measurement_is_the_chosen_one(string? measurement, int changed)
    {
        JsonTree patched = ModelPatch.Apply(Tree, Patch("{'op':'replace','path':'/parameters/1/inits','value':[0.7]}"), measurement);
        IReadOnlyList<Measurement> measurements = Workspace.Parse(patched).Measurements;
        Assert.Equal([0.7], measurements[changed].Parameters[1].Inits!);
        Assert.Equal([1.1], measurements[1 - changed].Parameters[1].Inits!);
    }

    [Fact]
    public void A_document_with_parameters_of_its_own_is_patched_as_it_stands()
    {
        JsonTree model = WorkspaceFile.Quoted("{'channels':[],'parameters':[{'name':'mu'}],'measurements':[{'name':'m','config':{'parameters':[]}}]}");
        JsonTree patched = ModelPatch.Apply(model, Patch("{'op':'remove','path':'/parameters/0'}"));
        Assert.Empty(((JsonArray)patched.At("/parameters")).Items);
    }

    [Fact]
    public void Errors_name_the_path_in_the_workspace()
    {
        JsonPatchException error = Assert.Throws<JsonPatchException>(() => ModelPatch.Apply(Tree, Patch("{'op':'replace','path':'/parameters/5/inits','value':[0.7]}")));
        Assert.Contains("'/measurements/0/config/parameters/5/inits'", error.Message, StringComparison.Ordinal);
        Assert.Throws<JsonPatchException>(() => ModelPatch.Apply(WorkspaceFile.Quoted("{}"), Patch("{'op':'replace','path':'/parameters/5','value':0}")));
    }

    private static JsonPatch Patch(string operations) => JsonPatch.Parse(WorkspaceFile.Quoted($"[{operations}]"));
}
