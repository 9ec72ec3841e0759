using Pullback.Cli.Text;

namespace Pullback.Cli.Tests.Text;

public sealed class TextWrapTests
{
    [Fact]
    public void Lines_break_at_spaces() =>
        Assert.Equal(["one two three four", "five six"], TextWrap.Wrap("one two three four five six", 20));

    [Fact]
    public void A_long_word_keeps_a_line_of_its_own() =>
        Assert.Equal(["at", "/a/very/long/path/to/a/file.npy", "here"], TextWrap.Wrap("at /a/very/long/path/to/a/file.npy here", 20));

    [Fact]
    public void Line_breaks_are_kept_and_later_lines_indented() =>
        Assert.Equal(["first", "  second"], TextWrap.Wrap("first\nsecond", 40, indent: 2));
}
