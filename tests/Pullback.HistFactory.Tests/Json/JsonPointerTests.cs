using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Tests.Json;

public sealed class JsonPointerTests
{
    private static readonly JsonTree Document = JsonTree.Parse(
        """{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8, "n": [10, 11]}""");

    /// <summary>The examples of RFC 6901, section 5.</summary>
    [Theory]
    [InlineData("/foo", """["bar","baz"]""")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/e^f", "3")]
    [InlineData("/g|h", "4")]
    [InlineData("/i\\j", "5")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    [InlineData("/n/1", "11")]
    public void Finds_what_the_standard_says(string text, string expected)
    {
        Assert.True(JsonPointer.Parse(text).TryFind(Document, out JsonTree? found));
        Assert.Equal(expected, found.ToString());
        Assert.Equal(text, JsonPointer.Parse(text).ToString());
    }

    [Fact]
    public void The_empty_pointer_is_the_whole_document()
    {
        Assert.True(JsonPointer.Parse("").TryFind(Document, out JsonTree? found));
        Assert.Same(Document, found);
    }

    [Theory]
    [InlineData("/foo/2")]
    [InlineData("/foo/-")]
    [InlineData("/foo/01")]
    [InlineData("/foo/+1")]
    [InlineData("/foo/-1")]
    [InlineData("/foo/99999999999999999999")]
    [InlineData("/bar")]
    [InlineData("/foo/0/x")]
    public void Finds_nothing_elsewhere(string text) => Assert.False(JsonPointer.Parse(text).TryFind(Document, out _));

    [Theory]
    [InlineData("foo", "must be empty or start with '/'")]
    [InlineData("/a~2", "after '~' must stand '0'")]
    [InlineData("/a~", "after '~' must stand '0'")]
    public void Malformed_pointers_are_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => JsonPointer.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Tilde_one_is_unescaped_before_tilde_zero() => Assert.Equal(["~1"], JsonPointer.Parse("/~01").Tokens);

    [Fact]
    public void Equal_places_are_equal()
    {
        Assert.Equal(JsonPointer.Parse("/a/0"), JsonPointer.Parse("/a/0"));
        Assert.NotEqual(JsonPointer.Parse("/a/0"), JsonPointer.Parse("/a/1"));
        Assert.Equal(JsonPointer.Parse("/a/0").GetHashCode(), JsonPointer.Parse("/a/0").GetHashCode());
    }
}
