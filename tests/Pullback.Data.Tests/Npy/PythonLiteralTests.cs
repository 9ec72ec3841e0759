using Pullback.Data.Npy;

namespace Pullback.Data.Tests.Npy;

public sealed class PythonLiteralTests
{
    [Fact]
    public void A_header_dictionary_is_read()
    {
        var value = Assert.IsType<Dictionary<string, object?>>(PythonLiteral.Parse("{'descr': [('a\\x41', \"<f8\", (2,)), ], 'n': None, 't': True, 'shape': (3L, -4), }  \n"));

        Assert.Equal(4, value.Count);
        Assert.Null(value["n"]);
        Assert.Equal(true, value["t"]);
        Assert.Equal([3L, -4L], Assert.IsType<List<object?>>(value["shape"]));
        var field = Assert.IsType<List<object?>>(Assert.IsType<List<object?>>(value["descr"])[0]);
        Assert.Equal("aA", field[0]);
        Assert.Equal("<f8", field[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{'a' 1}")]
    [InlineData("{'a': 1, 'a': 2}")]
    [InlineData("(1, 2")]
    [InlineData("'open")]
    [InlineData("'\\q'")]
    [InlineData("__import__('os').system('true')")]
    [InlineData("1 + 1")]
    [InlineData("99999999999999999999")]
    [InlineData("- 3")]
    [InlineData("{1: 2}")]
    [InlineData("((((((((((((((((((((1))))))))))))))))))))")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => PythonLiteral.Parse(text));
}
