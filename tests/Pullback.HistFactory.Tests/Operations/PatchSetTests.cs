using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;
using Pullback.HistFactory.Tests.Workspaces;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Operations;

public sealed class PatchSetTests
{
    private static readonly JsonTree Background = WorkspaceFile.Load(WorkspaceFile.Sbottom);

    private static readonly JsonTree Tree = JsonTree.Parse($$"""
        {
            "metadata": {
                "references": {"hepdata": "ins1748602"},
                "digests": {"sha256": "516fa21b09fd7aecb09116e8906f8259f151aa41b8763eefd9e5548bb7c82a58", "md5": "C62C23C87D1C9B735C75CF0830F0AD84"},
                "labels": ["m_sbottom", "m_neutralino2", "m_neutralino1"],
                "description": "signals of the sbottom search",
                "analysis": "SUSY-2018-31"
            },
            "patches": [
                {"metadata": {"name": "sbottom_1300_205_60", "values": [1300, 205, 60.0]}, "patch": {{WorkspaceFile.Load(WorkspaceFile.SbottomPatch)}}},
                {"metadata": {"name": "nothing", "values": [800, "a", -0.0]}, "patch": []}
            ],
            "version": "1.0.0"
        }
        """);

    [Fact]
    public void Metadata_are_read()
    {
        var set = PatchSet.Parse(Tree);
        Assert.Equal("signals of the sbottom search", set.Description);
        Assert.Equal("ins1748602", set.References["hepdata"]);
        Assert.Equal(["md5", "sha256"], set.Digests.Keys.Order());
        Assert.Equal(["m_sbottom", "m_neutralino2", "m_neutralino1"], set.Labels);
        Assert.Equal(["sbottom_1300_205_60", "nothing"], set.Patches.Select(patch => patch.Name));
        Assert.Equal(3, set.Patches[0].Patch.Operations.Count);
    }

    [Fact]
    public void Patches_are_found_by_name_and_by_values()
    {
        var set = PatchSet.Parse(Tree);
        WorkspacePatch patch = set.Find("sbottom_1300_205_60");
        Assert.Same(patch, set.FindValues(1300, 205.0, 60));
        Assert.Same(set.Patches[1], set.FindValues(800.0, "a", 0));
        Assert.Equal([1300.0, 205.0, 60.0], patch.Values.Select(value => value.Number!.Value));
    }

    [Fact]
    public void Patches_that_do_not_exist_are_errors()
    {
        var set = PatchSet.Parse(Tree);
        Assert.Equal(
            "patch set: there is no patch 'sbottom_1300_205_6'; the patches are 'sbottom_1300_205_60', 'nothing'. The nearest is 'sbottom_1300_205_60'.",
            Assert.Throws<WorkspaceOperationException>(() => set.Find("sbottom_1300_205_6")).Message);
        Assert.StartsWith(
            "patch set: there is no patch with values '(1300, 205, 65)'; the values are '(1300, 205, 60)', '(800, 'a', 0)'.",
            Assert.Throws<WorkspaceOperationException>(() => set.FindValues(1300, 205, 65)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "patch set: found 2 values (1300, 205), but there are 3 labels,",
            Assert.Throws<WorkspaceOperationException>(() => set.FindValues(1300, 205)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_applies_to_the_workspace_it_was_made_for()
    {
        var set = PatchSet.Parse(Tree);
        JsonTree patched = set.Apply(Background, "sbottom_1300_205_60");
        Assert.Equal(2, Workspace.Parse(patched).Channels.Count);
        Assert.Same(Background.At("/channels/0/samples/0"), patched.At("/channels/0/samples/1"));
        Assert.Same(Background, set.Apply(Background, set.FindValues(800, "a", 0)));
    }

    [Fact]
    public void Another_workspace_is_refused()
    {
        JsonTree other = WorkspaceFile.Patched(WorkspaceFile.Sbottom, "[{'op':'replace','path':'/observations/0/data/0','value':7}]");
        WorkspaceOperationException error = Assert.Throws<WorkspaceOperationException>(() => PatchSet.Parse(Tree).Apply(other, "nothing"));
        Assert.Contains("but the patches were made for", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'op':'remove','path':'/metadata/labels'}", "metadata: 'labels' is missing", 1)]
    [InlineData("{'op':'replace','path':'/metadata/labels/0','value':'m b'}", "metadata: label 0 is the string 'm b', but must be a string of letters, digits and underscores.", 1)]
    [InlineData("{'op':'replace','path':'/metadata/references','value':{}}", "metadata: 'references' is empty, but must have one of 'hepdata' at least.", 1)]
    [InlineData("{'op':'replace','path':'/metadata/references/hepdata','value':'1748602'}", "metadata: references, hepdata is '1748602', but must be 'ins' and seven digits.", 1)]
    [InlineData("{'op':'replace','path':'/metadata/digests/md5','value':'x'}", "metadata: digests, md5 is 'x', but must be the hexadecimal digits of the digest.", 1)]
    [InlineData("{'op':'add','path':'/metadata/digests/sha1','value':'x'}", "metadata: 'sha1' is unknown; allowed are 'md5', 'sha256'.", 1)]
    [InlineData("{'op':'replace','path':'/patches/1/metadata/name','value':'a b'}", "patch 'a b': the name is 'a b', but must consist of letters, digits and underscores.", 1)]
    [InlineData("{'op':'remove','path':'/patches/1/metadata/values/0'}", "patch 'nothing': found 2 values, but the set has 3 labels, 'm_sbottom', 'm_neutralino2', 'm_neutralino1'. Give one value per label.", 1)]
    [InlineData("{'op':'replace','path':'/patches/1/metadata/values/0','value':null}", "patch 'nothing': value 0 is null, but must be a number or a string.", 1)]
    [InlineData("{'op':'replace','path':'/patches/1/metadata/name','value':'sbottom_1300_205_60'}", "patch set: 2 patches are named 'sbottom_1300_205_60', but names must differ.", 1)]
    [InlineData("{'op':'replace','path':'/patches/1/metadata/values','value':[1300.0,205,60]}", "patch set: the patches 'sbottom_1300_205_60', 'nothing' have the same values (1300, 205, 60), but values must differ.", 1)]
    [InlineData("{'op':'replace','path':'/patches/1/patch','value':[{'op':'remove'}]}", "patch 'nothing': JSON patch, operation 0 (remove): 'path' is missing", 1)]
    [InlineData("{'op':'replace','path':'/version','value':'2.0.0'}", "patch set: the version is '2.0.0', but only '1.0.0' is known.", 1)]
    [InlineData("{'op':'remove','path':'/patches'},{'op':'add','path':'/x','value':1}", "patch set: 'patches' is missing", 2)]
    public void Malformed_sets_are_refused(string patch, string message, int total)
    {
        JsonTree tree = JsonPatch.Parse(WorkspaceFile.Quoted($"[{patch}]")).Apply(Tree);
        InvalidPatchSetException error = Assert.Throws<InvalidPatchSetException>(() => PatchSet.Parse(tree));
        Assert.Contains(message, error.Problems[0], StringComparison.Ordinal);
        Assert.Equal(total, error.Total);
    }
}
