using System.Text.Json.Nodes;
using Pullback.Cli.Output;

namespace Pullback.Cli.Tests.Output;

public sealed class JsonFieldsTests
{
    public static TheoryData<double> Doubles => [0.1, 1.0 / 3, 1e-300, 5e-324, double.MaxValue, -0.0, 3, 6.02214076e23, 0.1 + 0.2, 123456789012345678];

    [Theory]
    [MemberData(nameof(Doubles))]
    public void Doubles_read_back_to_the_same_bits(double value)
    {
        string text = new JsonFields().Add("x", value).Add("list", [value, value]).ToText();
        JsonObject document = JsonFields.Parse(text);
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits((double)document["x"]!));
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits((double)document["list"]![1]!));
    }

    [Fact]
    public void A_number_that_does_not_exist_is_null_with_a_reason()
    {
        string text = new JsonFields()
            .Add("a", double.NaN, "the fit did not converge").Add("b", double.PositiveInfinity).Add("c", [1, double.NaN, 3], "empty bin").AddMissing("d", "not asked for").ToText();
        Assert.Equal(
            """
            {
              "a": null,
              "a_reason": "the fit did not converge",
              "b": null,
              "b_reason": "too large",
              "c": [1, null, 3],
              "c_reason": "element 1: empty bin",
              "d": null,
              "d_reason": "not asked for"
            }
            """,
            text);
    }

    [Fact]
    public void Flat_objects_and_lists_stay_on_one_line()
    {
        string text = new JsonFields()
            .Add("epochs", [new JsonFields().Add("epoch", 1).Add("cls", 0.5), new JsonFields().Add("epoch", 2).Add("cls", 0.25)])
            .Add("final", new JsonFields().Add("inner", new JsonFields().Add("name", "µ \"quoted\"")))
            .Add("empty", new JsonFields())
            .ToText();
        Assert.Equal(
            """
            {
              "epochs": [
                {"epoch": 1, "cls": 0.5},
                {"epoch": 2, "cls": 0.25}
              ],
              "final": {
                "inner": {"name": "µ \"quoted\""}
              },
              "empty": {}
            }
            """,
            text);
    }

    [Fact]
    public void Objects_that_would_be_too_long_for_a_line_are_laid_out_at_every_depth()
    {
        double[] many = [.. Enumerable.Range(0, 100).Select(i => i + 0.5)];
        JsonFields inner = new JsonFields().Add("name", "a").Add("data", many).Add("lists", new JsonFields().Add("hi", many).Add("lo", many));
        string text = new JsonFields().Add("samples", [inner]).ToText();
        JsonObject read = JsonFields.Parse(text);
        Assert.True(JsonNode.DeepEquals(read, JsonNode.Parse(text)));
        Assert.Equal(many, read["samples"]![0]!["lists"]!["lo"]!.AsArray().Select(value => (double)value!));
        Assert.All(text.Split('\n'), line => Assert.True(line.Count(letter => letter == ':') <= 1, line));
    }

    [Fact]
    public void Keys_keep_their_order_and_a_repeated_key_is_a_fault() =>
        Assert.Throws<ArgumentException>(() => new JsonFields().Add("a", 1L).Add("a", 2L));
}
