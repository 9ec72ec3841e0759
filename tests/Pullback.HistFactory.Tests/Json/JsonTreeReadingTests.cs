using System.Text;
using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Tests.Json;

public sealed class JsonTreeReadingTests
{
    [Fact]
    public void Values_have_their_types_and_order()
    {
        var tree = (JsonObject)JsonTree.Parse("""{"b": [1, 2.5], "a": {"x": null}, "t": true, "f": false, "s": "\u00e9\n"}""");
        Assert.Equal(["b", "a", "t", "f", "s"], tree.Names);
        Assert.Equal([1.0, 2.5], ((JsonArray)tree["b"]).Numbers);
        Assert.Same(JsonNull.Instance, ((JsonObject)tree["a"])["x"]);
        Assert.Same(JsonBoolean.True, tree["t"]);
        Assert.Same(JsonBoolean.False, tree["f"]);
        Assert.Equal("é\n", ((JsonString)tree["s"]).Value);
    }

    [Fact]
    public void Arrays_of_numbers_remember_which_were_integers()
    {
        JsonNumbers numbers = ((JsonArray)JsonTree.Parse("[1, 1.0, -3, 1e2, 123456789012345678901]")).Numbers!;
        Assert.Equal([true, false, true, false, true], Enumerable.Range(0, 5).Select(numbers.IsInteger));
        Assert.Equal(1.2345678901234568e20, numbers[4]);
    }

    [Fact]
    public void Arrays_with_anything_else_hold_trees()
    {
        var array = (JsonArray)JsonTree.Parse("""[1, 2.0, "x", [3, {}], []]""");
        Assert.Null(array.Numbers);
        Assert.Equal("""[1,2.0,"x",[3,{}],[]]""", array.ToString());
        Assert.Empty(((JsonArray)array[4]).Numbers!);
    }

    [Fact]
    public void The_last_of_duplicate_names_wins_at_the_place_of_the_first() =>
        Assert.Equal("""{"a":3,"b":2}""", JsonTree.Parse("""{"a": 1, "b": 2, "a": 3}""").ToString());

    [Fact]
    public void Duplicates_are_found_in_large_objects_too()
    {
        string text = "{" + string.Join(",", Enumerable.Range(0, 100).Select(i => $"\"n{i % 50}\": {i}")) + "}";
        var tree = (JsonObject)JsonTree.Parse(text);
        Assert.Equal(50, tree.Count);
        Assert.Equal(99.0, ((JsonNumber)tree["n49"]).Value);
        Assert.Equal("n7", tree.Members[7].Name);
        Assert.Equal(49, tree.Without("n7").Count);
        Assert.False(tree.Without("n7").TryGet("n7", out _));
    }

    [Fact]
    public void A_byte_order_mark_is_accepted() => Assert.Equal("[1]", JsonTree.Parse([0xEF, 0xBB, 0xBF, .. "[1]"u8]).ToString());

    [Theory]
    [InlineData("{\"a\": [1.0,\n  NaN]}", 2, 3, "NaN")]
    [InlineData("[1, Infinity]", 1, 5, "Infinity")]
    [InlineData("[\n\n -Infinity]", 3, 2, "-Infinity")]
    [InlineData("NaN", 1, 1, "NaN")]
    public void Numbers_that_are_not_finite_are_refused(string text, int line, int column, string token)
    {
        JsonFormatException error = Assert.Throws<JsonFormatException>(() => JsonTree.Parse(text, "w.json"));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Equal(
            $"w.json, line {line}, column {column}: found {token}, but HistFactory needs finite numbers. Replace it; Python writes it for an undefined or overflowing number.",
            error.Message);
    }

    [Theory]
    [InlineData("[1e400]", "the number 1e400 is beyond the largest double, 1.8e308, but HistFactory needs finite numbers.")]
    [InlineData("[-1e999]", "the number -1e999 is beyond")]
    public void Overflowing_numbers_are_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<JsonFormatException>(() => JsonTree.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"a\": [1, 2", 1, 12, ", with 2 of its brackets still open")]
    [InlineData("{\"a\":\n \"some", 2, 7, ", with 1 of its brackets still open")]
    [InlineData("{\"a\": 1,\n", 2, 1, ", with 1 of its brackets still open")]
    [InlineData("[tru", 1, 5, ", with 1 of its brackets still open")]
    public void Truncated_text_is_named(string text, int line, int column, string open)
    {
        JsonFormatException error = Assert.Throws<JsonFormatException>(() => JsonTree.Parse(text));
        Assert.Equal($"JSON text, line {line}, column {column}: the text ends too early{open}. Write or fetch the file again.", error.Message);
    }

    [Theory]
    [InlineData("", "the text is empty")]
    [InlineData(" \n", "the text is empty")]
    [InlineData("{'a': 1}", "line 1, column 2: '''")]
    [InlineData("[1,]", "line 1, column 4:")]
    [InlineData("[1] x", "line 1, column 5:")]
    [InlineData("[01]", "line 1, column 3:")]
    [InlineData("{\"é\": nan}", "line 1, column 7:")]
    [InlineData("[\"\\ud800\"]", "half of a surrogate pair")]
    public void Other_errors_say_where(string text, string message) =>
        Assert.Contains(message, Assert.Throws<JsonFormatException>(() => JsonTree.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        JsonFormatException error = Assert.Throws<JsonFormatException>(() => JsonTree.Parse([(byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']']));
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf16_and_compressed_files_are_named()
    {
        Assert.Contains("UTF-16", Assert.Throws<JsonFormatException>(() => JsonTree.Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("[1]")])).Message, StringComparison.Ordinal);
        Assert.Contains("compressed", Assert.Throws<JsonFormatException>(() => JsonTree.Parse([0x1F, 0x8B, 8, 0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        string deepest = new string('[', JsonTree.MaximumDepth) + new string(']', JsonTree.MaximumDepth);
        Assert.Equal(deepest, JsonTree.Parse(deepest).ToString());
        JsonFormatException error = Assert.Throws<JsonFormatException>(() => JsonTree.Parse("[" + deepest + "]"));
        Assert.Contains("nested more than 128 levels deep", error.Message, StringComparison.Ordinal);
        Assert.Contains("128", Assert.Throws<JsonFormatException>(() => JsonTree.Parse(new string('[', 100000))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new JsonArray((IEnumerable<JsonTree>)[JsonTree.Parse(deepest)]));
    }

    [Fact]
    public void Missing_files_are_reported_by_the_system() => Assert.ThrowsAny<IOException>(() => JsonTree.Load("no-such-file.json"));
}
