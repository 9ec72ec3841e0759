using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;

namespace Pullback.Cli.Tests.Configuration;

public sealed class ConfigurationSectionTests
{
    private static ConfigurationSection Read(string text)
    {
        var errors = new ConfigurationErrors("c.yml");
        return new ConfigurationSection(YamlTree.Parse(text, errors), errors);
    }

    private static string Problem(string text, Action<ConfigurationSection> read)
    {
        ConfigurationSection section = Read(text);
        read(section);
        return Assert.Single(Assert.Throws<InputException>(section.Errors.ThrowIfAny).Problems);
    }

    [Fact]
    public void Values_are_read_with_their_types()
    {
        ConfigurationSection root = Read("n: 1e-3\ni: 20\nf: true\nt: no\nc: RELU\nlist: [1, 2.5]\ns: {k: v}\nempty:\none: x.npy\nmany: [a, b]\n");
        Assert.Equal(1e-3, root.Number("n", 0, Bounds.Positive));
        Assert.Equal(20, root.Integer("i", 0, 1));
        Assert.True(root.Flag("f", false));
        Assert.Equal("no", root.OptionalText("t"));
        Assert.Equal("relu", root.Choice("c", "tanh", ["tanh", "relu"]));
        Assert.Equal([1, 2.5], root.OptionalNumbers("list", Bounds.Finite));
        Assert.Equal("v", root.Section("s").RequiredText("k", "a text"));
        Assert.Equal(7, root.Section("empty").Integer("anything", 7, 0));
        Assert.Equal(["x.npy"], root.Texts("one"));
        Assert.Equal(["a", "b"], root.Texts("many"));
        Assert.Equal(5, root.Integer("absent", 5, 0));
        root.Finish();
        root.Errors.ThrowIfAny();
    }

    [Theory]
    [InlineData("x: abc", "c.yml:1:4: x: found 'abc', but a number > 0 is needed.")]
    [InlineData("x: 0", "c.yml:1:4: x: found '0', but a number > 0 is needed.")]
    [InlineData("x: '1'", "c.yml:1:4: x: found '1', but a number > 0 is needed.")]
    [InlineData("x: nan", "c.yml:1:4: x: found 'nan', but a number > 0 is needed.")]
    [InlineData("x: .inf", "c.yml:1:4: x: found '.inf', but a number > 0 is needed.")]
    [InlineData("x: 1e999", "c.yml:1:4: x: found '1e999', but a number > 0 is needed.")]
    [InlineData("x: [1]", "c.yml:1:4: x: found a list, but a number > 0 is needed.")]
    [InlineData("x: {a: 1}", "c.yml:1:4: x: found a mapping, but a number > 0 is needed.")]
    public void A_wrong_number_says_what_is_needed(string text, string expected) =>
        Assert.Equal(expected, Problem(text, section => section.Number("x", 1, Bounds.Positive)));

    [Theory]
    [InlineData("x: 2.5")]
    [InlineData("x: -1")]
    [InlineData("x: 1e10")]
    public void A_wrong_whole_number_says_what_is_needed(string text) =>
        Assert.EndsWith("but a whole number from 0 to 10 is needed.", Problem(text, section => section.Integer("x", 1, 0, 10)), StringComparison.Ordinal);

    [Fact]
    public void Other_types_say_what_is_needed()
    {
        Assert.EndsWith("found 'yes', but true or false is needed.", Problem("x: yes", section => section.Flag("x", false)), StringComparison.Ordinal);
        Assert.EndsWith("found 'rleu', but allowed are tanh, relu. Did you mean 'relu'?", Problem("x: rleu", section => section.Choice("x", "tanh", ["tanh", "relu"])), StringComparison.Ordinal);
        Assert.EndsWith("found 3 values, but 2 are needed.", Problem("x: [1, 2, 3]", section => section.OptionalNumbers("x", Bounds.Finite, 2)), StringComparison.Ordinal);
        Assert.Equal("c.yml:1:8: x[1]: found 'b', but a number is needed.", Problem("x: [1, b]", section => section.OptionalNumbers("x", Bounds.Finite)));
        Assert.EndsWith("found '5', but a mapping of keys to values is needed.", Problem("x: 5", section => section.Section("x")), StringComparison.Ordinal);
        Assert.Equal("c.yml:1:1: the key 'x' is missing. Add it: the data.", Problem("y: 5", section => section.RequiredText("x", "the data")));
    }

    [Fact]
    public void An_unknown_key_names_the_nearest_valid_one()
    {
        string problem = Problem("training:\n  optimizer:\n    lerning_rate: 1\n", root =>
        {
            ConfigurationSection optimizer = root.Section("training").Section("optimizer");
            optimizer.Choice("name", "adam", ["adam"]);
            optimizer.Number("learning_rate", 1e-3, Bounds.Positive);
            root.Finish();
        });
        Assert.Equal(
            "c.yml:3:5: training.optimizer.lerning_rate: unknown key 'lerning_rate'. Did you mean 'learning_rate'? " +
            "Valid keys of training.optimizer are name, learning_rate.", problem);
    }

    [Fact]
    public void All_problems_are_reported_together_in_the_order_of_the_file()
    {
        ConfigurationSection root = Read("a: x\nb: 1\nc: y\n");
        root.Number("c", 0, Bounds.Finite);
        root.Number("a", 0, Bounds.Finite);
        root.Finish();
        IReadOnlyList<string> problems = Assert.Throws<InputException>(root.Errors.ThrowIfAny).Problems;
        Assert.Equal(3, problems.Count);
        Assert.StartsWith("c.yml:1:4: a:", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("c.yml:2:1: b: unknown key", problems[1], StringComparison.Ordinal);
        Assert.StartsWith("c.yml:3:4: c:", problems[2], StringComparison.Ordinal);
    }
}
