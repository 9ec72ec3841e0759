using System.Text.Json.Nodes;

namespace Pullback.Cli.Tests.Workspaces;

/// <summary>What <c>workspace inspect</c> lists, and the likely mistakes that it finds.</summary>
public sealed class InspectTests : IDisposable
{
    private readonly WorkspaceCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void The_content_is_listed_in_the_order_of_pyhf()
    {
        JsonObject document = _command.Document("inspect", "shapes.json");
        Assert.Equal(["multijet_control", "signal_region", "top_control"], document["channels"]!.AsArray().Select(channel => channel!["name"]!.GetValue<string>()));
        Assert.Equal(["diboson", "fakes", "multijet", "signal", "top"], document["samples"].Texts());
        Assert.Equal("mu", document["poi"]!.GetValue<string>());
        JsonArray parameters = document["parameters"]!.AsArray();
        Assert.Equal(18, parameters.Count);
        Assert.Equal(
            ["energy_scale", "top_shape", "lumi", "mu", "top_norm", "diboson_xsec", "trigger", "multijet_shape[0]"],
            parameters.Take(8).Select(parameter => parameter!["name"]!.GetValue<string>()));
        Assert.Equal(["name", "init", "bounds", "fixed", "constraint"], parameters[0].Keys());
        Assert.Equal([0.9, 1.1], parameters[2]!["bounds"].List());
        Assert.Equal("normal", parameters[2]!["constraint"]!.GetValue<string>());
        Assert.Equal("none", parameters[3]!["constraint"]!.GetValue<string>());
        Assert.Contains("""{"name":"trigger","type":"normsys"}""", document["modifiers"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["name", "poi", "parameters"], document["measurements"]![1].Keys());
        Assert.Empty(document["problems"]!.AsArray());
    }

    [Theory]
    [InlineData("\"hi_data\": [1.7, 9.0", "\"hi_data\": [1.7, 11.2", "both variations move bin 1 (counted from 0) the same way")]
    [InlineData("\"hi_data\": [1.7, 9.0", "\"hi_data\": [4.7, 9.0", "changes bin 0 (counted from 0) by more than 100 %")]
    [InlineData("\"lo_data\": [2.3, 10.1", "\"lo_data\": [-2.3, 10.1", "makes bin 0 (counted from 0) negative")]
    [InlineData("\"data\": [10.0, 8.0, 5.5, 3.0]", "\"data\": [10.0, 8.0, 5.5, -3.0]", "sample 'diboson': the nominal counts are negative in bin 3")]
    [InlineData("{\"hi\": 1.12, \"lo\": 0.9}", "{\"hi\": 1.12, \"lo\": 1.05}", "normsys 'diboson_xsec': both factors move the sample the same way (hi 1.12, lo 1.05)")]
    [InlineData("{\"hi\": 1.12, \"lo\": 0.9}", "{\"hi\": 2.5, \"lo\": 0.9}", "a factor is beyond 1/2 to 2")]
    [InlineData("\"name\": \"mu\", \"inits\"", "\"name\": \"muu\", \"inits\"", "it configures 'muu', but no modifier has this name, so the settings are ignored. Did you mean 'mu'?")]
    [InlineData("\"data\": [1.8, 1.3, 0.9, 0.7]", "\"data\": [1.8, 1.3, 0.9, 1.7]", "the uncertainty is larger than the count in bin 3")]
    public void Likely_mistakes_are_named(string old, string changed, string problem)
    {
        _command.Edit("shapes.json", "edited.json", old, changed);
        string[] problems = _command.Document("inspect", "edited.json")["problems"].Texts();
        Assert.Contains(problems, found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Small_variations_are_only_counted()
    {
        _command.Edit("shapes.json", "edited.json", "\"hi_data\": [1.7, 9.0", "\"hi_data\": [1.7, 9.6");
        Assert.StartsWith("1 smaller problems of such kinds are not listed", Assert.Single(_command.Document("inspect", "edited.json")["problems"].Texts()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_background_only_workspace_is_inspected_without_its_parameter_of_interest()
    {
        JsonObject document = _command.Document("inspect", "background.json");
        Assert.Contains("no modifier is named 'mu'", Assert.Single(document["problems"].Texts()), StringComparison.Ordinal);
        Assert.Equal(2, _command.Run("fit", "background.json"));
        Assert.Contains("background.json: no modifier is named 'mu'", _command.ErrorText.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(0, _command.Run("fit", "background.json", "--poi-name", ""));
    }
}
