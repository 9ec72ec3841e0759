using Pullback.HistFactory.Json;
using Pullback.HistFactory.Tests.Workspaces;

namespace Pullback.HistFactory.Tests.Json;

public sealed class JsonPatchTests
{
    /// <summary>The examples of RFC 6902, appendix A, and cases between them; apostrophes stand for quotes.</summary>
    [Theory]
    [InlineData("{'foo':'bar'}", "[{'op':'add','path':'/baz','value':'qux'}]", "{'foo':'bar','baz':'qux'}")]
    [InlineData("{'foo':['bar','baz']}", "[{'op':'add','path':'/foo/1','value':'qux'}]", "{'foo':['bar','qux','baz']}")]
    [InlineData("{'baz':'qux','foo':'bar'}", "[{'op':'remove','path':'/baz'}]", "{'foo':'bar'}")]
    [InlineData("{'foo':['bar','qux','baz']}", "[{'op':'remove','path':'/foo/1'}]", "{'foo':['bar','baz']}")]
    [InlineData("{'baz':'qux','foo':'bar'}", "[{'op':'replace','path':'/baz','value':'boo'}]", "{'baz':'boo','foo':'bar'}")]
    [InlineData("{'foo':{'bar':'baz','waldo':'fred'},'qux':{'corge':'grault'}}", "[{'op':'move','from':'/foo/waldo','path':'/qux/thud'}]", "{'foo':{'bar':'baz'},'qux':{'corge':'grault','thud':'fred'}}")]
    [InlineData("{'foo':['all','grass','cows','eat']}", "[{'op':'move','from':'/foo/1','path':'/foo/3'}]", "{'foo':['all','cows','eat','grass']}")]
    [InlineData("{'baz':'qux','foo':['a',2,'c']}", "[{'op':'test','path':'/baz','value':'qux'},{'op':'test','path':'/foo/1','value':2.0}]", "{'baz':'qux','foo':['a',2,'c']}")]
    [InlineData("{'foo':'bar'}", "[{'op':'add','path':'/child','value':{'grandchild':{}},'xyz':123}]", "{'foo':'bar','child':{'grandchild':{}}}")]
    [InlineData("{'/':9,'~1':10}", "[{'op':'test','path':'/~01','value':10}]", "{'/':9,'~1':10}")]
    [InlineData("{'foo':['bar']}", "[{'op':'add','path':'/foo/-','value':['abc','def']}]", "{'foo':['bar',['abc','def']]}")]
    [InlineData("{'a':[1,2]}", "[{'op':'add','path':'/a/2','value':3}]", "{'a':[1,2,3]}")]
    [InlineData("{'a':1}", "[{'op':'add','path':'/a','value':2.0}]", "{'a':2.0}")]
    [InlineData("{'a':1}", "[{'op':'add','path':'','value':[7]}]", "[7]")]
    [InlineData("{'a':1}", "[{'op':'replace','path':'','value':null}]", "null")]
    [InlineData("{'a':{'b':1}}", "[{'op':'copy','from':'/a','path':'/c'},{'op':'replace','path':'/c/b','value':2}]", "{'a':{'b':1},'c':{'b':2}}")]
    [InlineData("{'a':{'b':1}}", "[{'op':'move','from':'/a/b','path':''}]", "1")]
    [InlineData("{'a':1}", "[{'op':'move','from':'/a','path':'/a'}]", "{'a':1}")]
    [InlineData("{'a':1}", "[]", "{'a':1}")]
    [InlineData("{'a/b':{'m~n':1}}", "[{'op':'replace','path':'/a~1b/m~0n','value':2}]", "{'a/b':{'m~n':2}}")]
    public void Operations_do_what_the_standard_says(string document, string patch, string expected)
    {
        JsonTree tree = WorkspaceFile.Quoted(document);
        Assert.Equal(expected.Replace('\'', '"'), JsonPatch.Parse(WorkspaceFile.Quoted(patch)).Apply(tree).ToString());
        Assert.Equal(document.Replace('\'', '"'), tree.ToString());
    }

    [Theory]
    [InlineData("[{'op':'remove','path':'/channels/7'}]", "operation 0 (remove '/channels/7'): '/channels' is an array of 2 elements, so '7' must be an index from 0 to 1. Check the path, and the operations before.")]
    [InlineData("[{'op':'test','path':'/version','value':'1'},{'op':'replace','path':'/chanels/0','value':1}]", "operation 1 (replace '/chanels/0'): the document is an object with 'channels', 'version', 'none', but no 'chanels'. The nearest is 'channels'.")]
    [InlineData("[{'op':'add','path':'/channels/3','value':1}]", "operation 0 (add '/channels/3'): '/channels' is an array of 2 elements, so '3' must be an index from 0 to 2, or '-' for the end.")]
    [InlineData("[{'op':'add','path':'/channels/x','value':1}]", "so 'x' must be an index from 0 to 2, or '-' for the end.")]
    [InlineData("[{'op':'add','path':'/version/x','value':1}]", "'/version' is the string '1', which has no places inside it. Check the path.")]
    [InlineData("[{'op':'remove','path':'/channels/-'}]", "so '-' must be an index from 0 to 1.")]
    [InlineData("[{'op':'remove','path':'/none/0'}]", "'/none' is an empty array, so '0' names nothing.")]
    [InlineData("[{'op':'remove','path':''}]", "the whole document cannot be removed.")]
    [InlineData("[{'op':'test','path':'/version','value':2}]", "(test '/version'): the value is the string '1', but the patch expects the number 2. Check that the patch belongs to this file.")]
    [InlineData("[{'op':'test','path':'/channels','value':[1,3]}]", "the value is an array of 2 elements, but the patch expects an array of 2 elements with other contents.")]
    [InlineData("[{'op':'move','from':'/channels','path':'/channels/0'}]", "(move '/channels' to '/channels/0'): a value cannot be moved into itself.")]
    [InlineData("[{'op':'copy','from':'/a','path':'/b'}]", "(copy '/a' to '/b'): the document is an object with")]
    public void Operations_that_do_not_apply_say_why(string patch, string message)
    {
        JsonTree tree = WorkspaceFile.Quoted("{'channels':[1,2],'version':'1','none':[]}");
        JsonPatchException error = Assert.Throws<JsonPatchException>(() => JsonPatch.Parse(WorkspaceFile.Quoted(patch)).Apply(tree));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", -1, "found an empty object, but a patch is an array of operations.")]
    [InlineData("[1]", 0, "found the number 1, but an operation is an object with 'op' and 'path'.")]
    [InlineData("[{'path':''}]", 0, "'op' is missing; found an object with 'path'.")]
    [InlineData("[{'op':'ad','path':''}]", 0, "there is no operation 'ad'; the operations are 'add', 'replace', 'test', 'remove', 'move', 'copy'. The nearest is 'add'.")]
    [InlineData("[{'op':'add','path':'/a'}]", 0, "operation 0 (add '/a'): 'value' is missing")]
    [InlineData("[{'op':'remove','path':'/a'},{'op':'move','path':'/a'}]", 1, "operation 1 (move '/a'): 'from' is missing")]
    [InlineData("[{'op':'remove','path':'a'}]", 0, "path 'a' is no JSON pointer")]
    [InlineData("[{'op':'remove','path':3}]", 0, "'path' is the number 3, but must be a string.")]
    public void Malformed_patches_are_refused(string patch, int index, string message)
    {
        JsonPatchException error = Assert.Throws<JsonPatchException>(() => JsonPatch.Parse(WorkspaceFile.Quoted(patch)));
        Assert.Equal(index, error.OperationIndex);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_cannot_nest_without_limit()
    {
        IEnumerable<JsonPatchOperation> operations = Enumerable.Repeat(
            new JsonPatchOperation(JsonPatchAction.Copy, JsonPointer.Parse("/a")) { From = JsonPointer.Root }, 1000);
        JsonPatchException error = Assert.Throws<JsonPatchException>(() => new JsonPatch(operations).Apply(JsonTree.Parse("{}")));
        Assert.Contains("nested more than 128 levels deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Untouched_subtrees_keep_their_references()
    {
        JsonTree tree = WorkspaceFile.Load(WorkspaceFile.Sbottom);
        JsonTree patched = JsonPatch.Parse(WorkspaceFile.Load(WorkspaceFile.SbottomPatch)).Apply(tree);
        Assert.Same(tree.At("/measurements"), patched.At("/measurements"));
        Assert.Same(tree.At("/channels/0/samples/0"), patched.At("/channels/0/samples/1"));
        Assert.Same(tree.At("/channels/2/samples/3"), patched.At("/channels/1/samples/4"));
    }
}
