using Pullback.HistFactory.Json;
using Pullback.HistFactory.Tests.Workspaces;

namespace Pullback.HistFactory.Tests.Json;

public sealed class JsonTreeTests
{
    [Fact]
    public void Changes_share_what_they_do_not_touch()
    {
        var tree = (JsonObject)JsonTree.Parse("""{"a": {"x": 1}, "b": {"y": 2}}""");
        JsonObject changed = tree.With("a", JsonNull.Instance);
        Assert.Same(tree["b"], changed["b"]);
        Assert.Equal("""{"a":{"x":1},"b":{"y":2}}""", tree.ToString());
        Assert.Equal("""{"a":null,"b":{"y":2}}""", changed.ToString());
        Assert.Same(tree, tree.With("a", tree["a"]));
        Assert.Same(tree, tree.Without("c"));
    }

    [Fact]
    public void Arrays_change_between_numbers_and_trees()
    {
        var array = (JsonArray)JsonTree.Parse("[1, 2.0, 3]");
        JsonArray mixed = array.With(1, new JsonString("x"));
        Assert.Null(mixed.Numbers);
        Assert.Equal("""[1,"x",3]""", mixed.ToString());
        Assert.Equal([1.0, 5.0, 3.0], mixed.With(1, new JsonNumber(5.0)).Numbers);
        Assert.Equal("[0,1,2.0,3]", array.Insert(0, new JsonNumber(0L)).ToString());
        Assert.Equal("[1,2.0,3,4.0]", array.Insert(3, new JsonNumber(4.0)).ToString());
        Assert.Equal("[1,2.0]", array.Without(2).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => array.Without(3));
    }

    [Theory]
    [InlineData("800", "800.0", true)]
    [InlineData("[1, 2]", "[1.0, 2]", true)]
    [InlineData("[1, 2]", "[2, 1]", false)]
    [InlineData("[1, \"a\"]", "[1.0, \"a\"]", true)]
    [InlineData("""{"a": 1, "b": null}""", """{"b": null, "a": 1.0}""", true)]
    [InlineData("""{"a": 1}""", """{"a": 1, "b": 2}""", false)]
    [InlineData("true", "1", false)]
    [InlineData("null", "false", false)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("12345678901234567890", "12345678901234567891", false)]
    [InlineData("[12345678901234567890]", "[12345678901234567891]", false)]
    public void Equality_is_by_value(string left, string right, bool equal) =>
        Assert.Equal(equal, JsonTree.ValueEquals(JsonTree.Parse(left), JsonTree.Parse(right)));

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("""{"a":[1,2.0,{"b":[]}],"c":{}}""", "{\n    \"a\": [\n        1,\n        2.0,\n        {\n            \"b\": []\n        }\n    ],\n    \"c\": {}\n}")]
    [InlineData("\"é\\u007f\\u0001\\\"\\/\\ud83d\\ude00\"", "\"\\u00e9\\u007f\\u0001\\\"/\\ud83d\\ude00\"")]
    public void Indented_text_is_Pythons(string text, string expected) => Assert.Equal(expected, JsonTree.Parse(text).ToText());

    [Theory]
    [InlineData(WorkspaceFile.AllModifiers)]
    [InlineData(WorkspaceFile.Sbottom)]
    public void Written_text_reads_back(string name)
    {
        JsonTree tree = WorkspaceFile.Load(name);
        foreach (JsonLayout layout in Enum.GetValues<JsonLayout>())
        {
            JsonTree again = JsonTree.Parse(tree.ToUtf8(layout).Span);
            Assert.True(JsonTree.ValueEquals(tree, again));
            Assert.Equal(JsonDigest.Sha256(tree), JsonDigest.Sha256(again));
        }
    }

    [Fact]
    public void Files_end_with_a_line_break()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            JsonTree.Parse("[1]").Save(path, JsonLayout.Compact);
            Assert.Equal("[1]\n", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
