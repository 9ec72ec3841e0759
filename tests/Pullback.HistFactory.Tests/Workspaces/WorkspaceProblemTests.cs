using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Workspaces;

public sealed class WorkspaceProblemTests
{
    [Theory]
    [InlineData("{'op':'replace','path':'/channels/0/samples/1/modifiers/1/data/hi_data','value':[1,2]}", "channel 'SR', sample 'bkg1', modifier 'JES' (histosys): hi_data has 2 bins, but the channel has 3. Give one number per bin.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/1/modifiers/3/data','value':[1]}", "channel 'SR', sample 'bkg1', modifier 'st_SR' (staterror): data has 1 bin, but the channel has 3. Give one number per bin.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/2/data','value':[1,2]}", "channel 'SR', sample 'bkg2': data has 2 bins, but the first sample of the channel has 3. Give one number per bin.", 3)]
    [InlineData("{'op':'replace','path':'/channels/0/samples/2/data','value':[]}", "channel 'SR', sample 'bkg2': data is an empty array, but a sample needs one bin at least. Give one number per bin.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/2/data/1','value':'x'}", "channel 'SR', sample 'bkg2': data, bin 1: found the string 'x', but this must be a number.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/2/data','value':null}", "channel 'SR', sample 'bkg2': data is null, but must be an array of numbers. Give one number per bin.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/2/modifiers/1/data','value':{'a':1}}", "channel 'SR', sample 'bkg2', modifier 'ss' (shapesys): data is an object with 'a', but must be an array of numbers. Give one number per bin.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/0/modifiers/2/data/lo','value':null}", "channel 'SR', sample 'signal', modifier 'sig_acc' (normsys): 'lo' is null, but must be a finite number.")]
    [InlineData("{'op':'remove','path':'/channels/0/samples/0/modifiers/2/data/lo'}", "channel 'SR', sample 'signal', modifier 'sig_acc' (normsys): 'lo' is missing; found an object with 'hi'. Add it.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/0/modifiers/0/data','value':1}", "channel 'SR', sample 'signal', modifier 'mu' (normfactor): data is the number 1, but this type has none. Write \"data\": null.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/1/modifiers/1/type','value':'histosis'}", "channel 'SR', sample 'bkg1', modifier 'JES' (histosis): the type 'histosis' is unknown; the types are 'histosys', 'lumi', 'normfactor', 'normsys', 'shapefactor', 'shapesys', 'staterror'. The nearest is 'histosys'.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/0/modifiers/1/name','value':'Lumi'}", "channel 'SR', sample 'signal', modifier 'Lumi' (lumi): the modifier of type lumi is named 'Lumi', but must be named 'lumi'. Rename it, or use a normsys.")]
    [InlineData("{'op':'copy','from':'/channels/0/samples/0/modifiers/0','path':'/channels/0/samples/0/modifiers/-'}", "channel 'SR', sample 'signal': the modifier 'mu' (normfactor) stands here more than once. Keep one, or rename the other.")]
    [InlineData("{'op':'replace','path':'/channels/0/samples/0/name','value':'bkg1'}", "channel 'SR': 2 samples are named 'bkg1', but names must differ. Rename or remove all but one.")]
    [InlineData("{'op':'copy','from':'/channels/0','path':'/channels/-'}", "workspace: 2 channels are named 'SR', but names must differ. Rename or remove all but one.")]
    [InlineData("{'op':'copy','from':'/observations/0','path':'/observations/-'}", "workspace: 2 observations are named 'SR', but names must differ. Remove all but one.")]
    [InlineData("{'op':'remove','path':'/observations/0'}", "channel 'SR': there is no observation of this name; the observations are 'CR'. The nearest is 'CR'. Add one with 3 bins.")]
    [InlineData("{'op':'remove','path':'/observations/0/data/0'}", "channel 'SR': the observation has 2 bins, but the channel has 3. Give one number per bin.")]
    [InlineData("{'op':'replace','path':'/channels/1/samples','value':[]}", "channel 'CR': 'samples' is an empty array, but must hold at least one of these: samples.")]
    [InlineData("{'op':'add','path':'/channels/1/samples/0/modifer','value':[]}", "channel 'CR', sample 'bkg1': 'modifer' is unknown; allowed are 'name', 'data', 'modifiers'. The nearest is 'modifiers'.")]
    [InlineData("{'op':'add','path':'/comment','value':''}", "workspace: 'comment' is unknown; allowed are 'channels', 'measurements', 'observations', 'version'. Remove it.")]
    [InlineData("{'op':'remove','path':'/channels/1/samples/0/name'}", "channel 'CR', sample number 1: 'name' is missing; found an object with 'data', 'modifiers'. Add it.")]
    [InlineData("{'op':'replace','path':'/channels/1/name','value':5}", "channel number 2: 'name' is the number 5, but must be a string.")]
    [InlineData("{'op':'replace','path':'/version','value':'2.0.0'}", "workspace: the version is '2.0.0', but only '1.0.0' is known. Check that this is a pyhf workspace.")]
    [InlineData("{'op':'replace','path':'/version','value':1}", "workspace: 'version' is the number 1, but must be a string.")]
    [InlineData("{'op':'copy','from':'/measurements/0/config/parameters/0','path':'/measurements/0/config/parameters/-'}", "measurement 'm': 2 parameter configurations are named 'lumi', but names must differ. Merge them into one.")]
    [InlineData("{'op':'add','path':'/measurements/0/config/parameters/0/bounds/0/-','value':3}", "measurement 'm', parameter 'lumi': bounds, component 0: found an array of 3 elements, but bounds are pairs. Write [lower, upper].")]
    [InlineData("{'op':'add','path':'/measurements/0/config/parameters/0/fixed','value':1}", "measurement 'm', parameter 'lumi': 'fixed' is the number 1, but must be true or false.")]
    [InlineData("{'op':'replace','path':'/measurements/0/config/parameters/0/inits','value':[]}", "measurement 'm', parameter 'lumi': 'inits' is an empty array. Give one number per component, or leave 'inits' out for the default.")]
    [InlineData("{'op':'add','path':'/measurements/0/config/parameters/0/init','value':[1]}", "measurement 'm', parameter 'lumi': 'init' is unknown; allowed are 'name', 'inits', 'bounds', 'auxdata', 'factors', 'sigmas', 'fixed'. The nearest is 'inits'.")]
    [InlineData("{'op':'remove','path':'/measurements/0/config/poi'}", "measurement 'm': 'poi' is missing; found an object with 'parameters'. Add it.")]
    public void Problems_say_where_what_and_what_to_do(string operation, string problem, int total = 1)
    {
        InvalidWorkspaceException error = Error(WorkspaceFile.Patched(WorkspaceFile.AllModifiers, $"[{operation}]"));
        Assert.Equal(problem, error.Problems[0]);
        Assert.Equal(total, error.Total);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Trees_with_numbers_that_are_not_finite_are_refused(double value, string text)
    {
        JsonTree tree = new JsonPatch([new JsonPatchOperation(JsonPatchAction.Replace, JsonPointer.Parse("/channels/0/samples/0/data/2")) { Value = new JsonNumber(value) }])
            .Apply(WorkspaceFile.Load(WorkspaceFile.AllModifiers));
        Assert.Equal($"channel 'SR', sample 'signal': data, bin 2: found {text}, but HistFactory needs finite numbers. Replace it.", Error(tree).Problems[0]);
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        InvalidWorkspaceException error = Error(WorkspaceFile.Patched(
            WorkspaceFile.AllModifiers,
            "[{'op':'replace','path':'/version','value':'3'},{'op':'remove','path':'/observations/1'},{'op':'replace','path':'/channels/0/samples/0/modifiers/0/type','value':'norm'}]"));
        Assert.Equal(3, error.Problems.Count);
        Assert.StartsWith("The workspace is not valid; 3 problems were found.\n\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lists_of_problems_are_cut()
    {
        var members = Enumerable.Range(0, 30).Select(i => new JsonMember($"extra{i}", JsonNull.Instance));
        InvalidWorkspaceException error = Error(new JsonObject([.. ((JsonObject)WorkspaceFile.Load(WorkspaceFile.AllModifiers)).Members, .. members]));
        Assert.Equal((20, 30), (error.Problems.Count, error.Total));
        Assert.EndsWith("\n\n... and 10 more.", error.Message, StringComparison.Ordinal);
    }

    private static InvalidWorkspaceException Error(JsonTree tree) => Assert.Throws<InvalidWorkspaceException>(() => Workspace.Parse(tree));
}
