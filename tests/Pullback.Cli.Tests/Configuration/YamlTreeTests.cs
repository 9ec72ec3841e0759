using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;

namespace Pullback.Cli.Tests.Configuration;

public sealed class YamlTreeTests
{
    private static ConfigurationMapping Parse(string text)
    {
        var errors = new ConfigurationErrors("c.yml");
        ConfigurationMapping mapping = YamlTree.Parse(text, errors);
        errors.ThrowIfAny();
        return mapping;
    }

    private static string[] ProblemsOf(string text) => [.. Assert.Throws<InputException>(() => Parse(text)).Problems];

    [Fact]
    public void Nodes_know_their_places_and_paths()
    {
        ConfigurationMapping root = Parse("training:\n  optimizer:\n    rates: [1, 2]\n");
        var training = (ConfigurationMapping)root.Entries[0].Value;
        var optimizer = (ConfigurationMapping)training.Entries[0].Value;
        var rates = (ConfigurationSequence)optimizer.Entries[0].Value;
        Assert.Equal("training.optimizer.rates[1]", rates.Items[1].Path);
        Assert.Equal(new Position(3, 16), rates.Items[1].Position);
        Assert.Equal(new Position(2, 3), training.Entries[0].Position);
    }

    [Fact]
    public void Json_is_read_too()
    {
        ConfigurationMapping root = Parse("""{"epochs": 20, "name": "a: b"}""");
        Assert.Equal("20", ((ConfigurationScalar)root.Entries[0].Value).Text);
        Assert.Equal("a: b", ((ConfigurationScalar)root.Entries[1].Value).Text);
    }

    [Fact]
    public void A_key_written_twice_is_an_error() =>
        Assert.Equal(["c.yml:3:1: the key 'a' is written twice, first in line 1. Keep one of the two."], ProblemsOf("a: 1\nb: 2\na: 3\n"));

    [Theory]
    [InlineData("a: &x 1\nb: *x\n", "c.yml:1:4: a: found the anchor '&x', but anchors are not read. Remove it.")]
    [InlineData("a: &x 1\nb: *x\n", "c.yml:2:4: b: found the alias '*x', but aliases are not read. Write the value out.")]
    [InlineData("a: !!python/object:os.system x\n", "c.yml:1:4: a: found the tag 'tag:yaml.org,2002:python/object:os.system', but a configuration is plain data. Remove the tag.")]
    [InlineData("a: 1\n---\nb: 2\n", "c.yml:2:1: a second document begins here, but a configuration is one document. Remove the line '---'.")]
    [InlineData("- 1\n- 2\n", "c.yml:1:1: found a list, but a configuration is a mapping of keys to values (key: value).")]
    [InlineData("", "c.yml:1:1: found an empty document, but a configuration is a mapping of keys to values (key: value).")]
    public void What_a_configuration_may_not_hold_is_refused(string text, string expected) => Assert.Contains(expected, ProblemsOf(text));

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Contains("nested more than 32 deep", ProblemsOf("a: " + new string('[', 5000) + new string(']', 5000))[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n")]
    [InlineData("a: 1\n  b: 2\n")]
    [InlineData("a: \"open\n")]
    public void Broken_yaml_names_the_place(string text) => Assert.Matches(@"^c\.yml:\d+:\d+: this is not valid YAML: ", Assert.Single(ProblemsOf(text)));
}
