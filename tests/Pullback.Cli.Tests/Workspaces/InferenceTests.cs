using System.Globalization;
using System.Text.Json.Nodes;

namespace Pullback.Cli.Tests.Workspaces;

/// <summary>The documents of verbs that infer, with numbers of pyhf for the two-bin model.</summary>
public sealed class InferenceTests : IDisposable
{
    private readonly WorkspaceCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Cls_agrees_with_pyhf()
    {
        JsonObject document = _command.Document("cls", "two-bin.json", "--poi", "1");
        Assert.Equal(
            ["poi", "poi_name", "poi_hat", "test_statistic_name", "cls_observed", "cls_expected", "clsb", "clb", "test_statistic", "test_statistic_asimov", "files"],
            document.Keys());
        Numbers.Near(.052515525146126, document["cls_observed"].Number());
        Numbers.Near([.00260640458429, .0138206400378, .0644551547705, .235260903124, .573041654982], document["cls_expected"].List());
        Numbers.Near(document["cls_observed"].Number(), document["clsb"].Number() / document["clb"].Number());
    }

    [Fact]
    public void Discovery_agrees_with_pyhf()
    {
        _command.Edit("two-bin.json", "excess.json", "[51.0, 48.0]", "[60.0, 65.0]");
        JsonObject document = _command.Document("cls", "excess.json", "--test-statistic", "q0");
        Numbers.Near(.042061328898378, document["cls_observed"].Number());
        JsonObject significance = _command.Document("significance", "excess.json");
        Numbers.Near(.042061328898378, significance["observed"]!["p0"].Number());
        Assert.Equal(["z", "p0"], significance["expected"].Keys());
        Numbers.Near(document["cls_expected"].List()[2], significance["expected"]!["p0"].Number(), 1e-12);
    }

    [Theory]
    [InlineData("qmutilde", "cls_observed", "gradient", "gradient_observations", 0)]
    [InlineData("qmutilde", "cls_expected", "gradient_cls_expected", "gradient_cls_expected_observations", 2)]
    [InlineData("q0", "cls_observed", "gradient", "gradient_observations", 0)]
    [InlineData("q0", "cls_expected", "gradient_cls_expected", "gradient_cls_expected_observations", 2)]
    public void Cls_gradients_are_those_of_finite_differences(string statistic, string key, string gradient, string observations, int element)
    {
        double Value(string signal, string counts)
        {
            _command.Edit("two-bin.json", "edited.json", "[12.0, 11.0]", signal);
            _command.Edit("edited.json", "edited.json", "[51.0, 48.0]", counts);
            JsonNode? found = _command.Document("cls", "edited.json", "--poi", "1", "--test-statistic", statistic)[key];
            return found is JsonArray list ? list[element].Number() : found.Number();
        }

        _command.Edit("two-bin.json", "excess.json", "[51.0, 48.0]", "[60.0, 65.0]");
        JsonObject document = _command.Document("cls", "excess.json", "--poi", "1", "--test-statistic", statistic, "--gradient");
        double bySignal = (Value("[12.01, 11.0]", "[60.0, 65.0]") - Value("[11.99, 11.0]", "[60.0, 65.0]")) / 0.02;
        double byCount = (Value("[12.0, 11.0]", "[60.0, 65.01]") - Value("[12.0, 11.0]", "[60.0, 64.99]")) / 0.02;
        Numbers.Near(bySignal, document[gradient]!["singlechannel"]!["signal"].List()[0], 1e-5);
        Numbers.Near(byCount, document[observations]!["singlechannel"].List()[1], 1e-5);
    }

    [Fact]
    public void Limits_agree_with_pyhf()
    {
        JsonObject document = _command.Document("limit", "two-bin.json", "--gradient");
        Assert.Equal(0.95, document["level"].Number());
        Numbers.Near(1.01157188139, document["observed"].Number());
        Numbers.Near([.559884255082, .757029023475, 1.06235500068, 1.50118082715, 2.05080202179], document["expected"].List());
        Assert.Equal(["background", "signal"], document["gradient"]!["singlechannel"].Keys());
        JsonObject half = _command.Document("limit", "two-bin.json", "--level", "0.9");
        double cls = _command.Document("cls", "two-bin.json", "--poi", half["observed"].Number().ToString("R", CultureInfo.InvariantCulture))["cls_observed"].Number();
        Numbers.Near(0.1, cls, 1e-9);
    }

    [Fact]
    public void Limits_of_a_patch_set_are_those_of_its_patches_whatever_the_threads()
    {
        string[] arguments = ["limit", "background.json", "--patchset", "signals.json", "--patches", "heavy_500_light_100", "heavy_600_light_200"];
        JsonObject set = _command.Document([.. arguments, "--threads", "1"]);
        Assert.Equal(set.ToJsonString(), _command.Document([.. arguments, "--threads", "3"]).ToJsonString());
        JsonObject single = _command.Document("limit", "background.json", "--patch", "signals.json#heavy_500_light_100");
        JsonNode point = set["points"]![0]!;
        Assert.Equal(["name", "values", "observed", "expected"], point.Keys());
        Assert.Equal([500.0, 100.0], point["values"].List());
        Assert.Equal(single["observed"].Number(), point["observed"].Number());
        Assert.Equal(single["expected"].List(), point["expected"].List());
        Assert.Equal(2, set["points"]!.AsArray().Count);
    }

    [Fact]
    public void Limits_of_every_patch_are_those_of_the_patch_alone()
    {
        JsonArray patches = JsonNode.Parse(File.ReadAllText(_command.PathOf("signals.json")))!["patches"]!.AsArray();
        patches.Add(Patch("stat", """[{"op": "add", "path": "/channels/0/samples/0", "value": {"name": "signal", "data": [4, 5, 6, 7], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}, {"name": "stat_signal_region", "type": "staterror", "data": [1, 1, 1, 1]}]}}]"""));
        patches.Add(Patch("pruned", """[{"op": "remove", "path": "/channels/0/samples/2"}, {"op": "replace", "path": "/channels/0/samples/1/modifiers/1", "value": {"name": "mu", "type": "normfactor", "data": null}}]"""));
        patches.Add(Patch("settings", """[{"op": "replace", "path": "/parameters/0/sigmas/0", "value": 0.03}, {"op": "replace", "path": "/observations/0/data/1", "value": 50}, {"op": "add", "path": "/channels/0/samples/1/modifiers/-", "value": {"name": "mu", "type": "normfactor", "data": null}}]"""));
        WriteSet("grid.json", patches);
        JsonArray points = _command.Document("limit", "background.json", "--patchset", "grid.json")["points"]!.AsArray();
        Assert.Equal(patches.Count, points.Count);
        for (int i = 0; i < points.Count; i++)
        {
            File.WriteAllText(_command.PathOf("one.json"), patches[i]!["patch"]!.ToJsonString());
            JsonObject single = _command.Document("limit", "background.json", "--patch", "one.json");
            Assert.Equal(single["observed"].Number(), points[i]!["observed"].Number());
            Assert.Equal(single["expected"].List(), points[i]!["expected"].List());
        }

        static JsonNode Patch(string name, string operations) =>
            JsonNode.Parse($$"""{"metadata": {"name": "{{name}}", "values": ["{{name}}", 0]}, "patch": {{operations}}}""")!;
    }

    [Theory]
    [InlineData("""[{"op": "remove", "path": "/channels/9"}]""", "grid.json#wrong: JSON patch, operation 0")]
    [InlineData("""[{"op": "remove", "path": "/channels/0/samples/0/data"}]""", "grid.json#wrong: channel 'signal_region', sample 'top': 'data' is missing")]
    [InlineData("[]", "grid.json#wrong: The parameter of interest 'mu' is not a parameter of the model")]
    public void A_wrong_patch_of_a_set_is_named(string operations, string message)
    {
        JsonArray patches = JsonNode.Parse(File.ReadAllText(_command.PathOf("signals.json")))!["patches"]!.AsArray();
        patches.Add(JsonNode.Parse($$"""{"metadata": {"name": "wrong", "values": [0, 0]}, "patch": {{operations}}}"""));
        WriteSet("grid.json", patches);
        Assert.Equal(2, _command.Run("limit", "background.json", "--patchset", "grid.json", "--json"));
        Assert.Contains(message, _command.ErrorText.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Patches_may_address_the_parameters_of_the_measurement_as_in_pyhf()
    {
        _command.Write("model.json", """[{"op": "add", "path": "/parameters/-", "value": {"name": "mu", "inits": [0.5]}}]""");
        _command.Write("workspace.json", """[{"op": "add", "path": "/measurements/0/config/parameters/-", "value": {"name": "mu", "inits": [0.5]}}]""");
        string expected = _command.Document("evaluate", "two-bin.json", "--patch", "workspace.json").ToJsonString();
        Assert.Equal(expected, _command.Document("evaluate", "two-bin.json", "--patch", "model.json").ToJsonString());
        Assert.NotEqual(expected, _command.Document("evaluate", "two-bin.json").ToJsonString());

        // Where the workspace itself is patched, a path starts at its root.
        _command.Refused(["patch", "two-bin.json", "--patch", "model.json"], "'parameters'");
    }

    [Fact]
    public void Patched_parameters_are_those_of_the_chosen_measurement()
    {
        string[] measurements = [.. _command.Document("inspect", "shapes.json")["measurements"]!.AsArray().Select(m => m!["name"]!.GetValue<string>())];
        _command.Write("model.json", """[{"op": "add", "path": "/parameters/-", "value": {"name": "diboson_xsec", "inits": [0.25]}}]""");
        foreach (string name in measurements)
        {
            JsonObject document = _command.Document("inspect", "shapes.json", "--measurement", name, "--patch", "model.json");
            foreach (JsonNode? measurement in document["measurements"]!.AsArray())
                Assert.Equal(measurement!["name"]!.GetValue<string>() == name, measurement["parameters"]!.AsArray().Any(p => p!.GetValue<string>() == "diboson_xsec"));
        }
    }

    [Fact]
    public void Evaluate_agrees_with_pyhf()
    {
        JsonObject document = _command.Document("evaluate", "two-bin.json", "--gradient", "--hessian");
        Assert.Equal([62.0, 63.0], document["expected_main"].List());
        Numbers.Near([277.77777777777777, 55.18367346938776], document["expected_auxiliary"].List(), 1e-14);
        Numbers.Near(-2.0 * document["log_pdf"].Number(), document["twice_nll"].Number(), 1e-15);
        Assert.Equal(["mu", "uncorr_bkguncrt[0]", "uncorr_bkguncrt[1]"], document["gradient"].Keys());

        // d(-ln L)/d mu = sum s (1 - n/lambda), and its derivative sum n s²/lambda².
        Numbers.Near(12 * (1 - (51.0 / 62)) + (11 * (1 - (48.0 / 63))), document["gradient"]!["mu"].Number(), 1e-13);
        Numbers.Near((51 * 144.0 / (62 * 62)) + (48 * 121.0 / (63 * 63)), document["hessian"]![0]![0].Number(), 1e-13);
    }

    [Fact]
    public void A_point_names_components_or_whole_vectors_or_is_a_fit()
    {
        _command.Write("a.json", """{"mu": 0.5, "uncorr_bkguncrt[1]": 0.9}""");
        _command.Write("b.json", """{"mu": 0.5, "uncorr_bkguncrt": [1, 0.9]}""");
        JsonObject document = _command.Document("evaluate", "two-bin.json", "--at", "a.json");
        Assert.Equal(document.ToJsonString(), _command.Document("evaluate", "two-bin.json", "--at", "b.json").ToJsonString());
        Assert.Equal(0.9, document["parameters"]!["uncorr_bkguncrt[1]"].Number());
        JsonObject fit = _command.Document("fit", "two-bin.json", "--out", "fit");
        Numbers.Near(fit["twice_nll"].Number(), _command.Document("evaluate", "two-bin.json", "--at", "fit/result.json")["twice_nll"].Number(), 1e-12);
    }

    [Fact]
    public void A_fit_says_how_it_ended_and_what_it_found()
    {
        JsonObject document = _command.Document("fit", "shapes.json", "--minos", "mu", "--measurement", "search");
        foreach (string key in (string[])["converged", "outcome", "twice_nll", "edm", "evaluations", "parameters", "correlation", "other_minima", "goodness_of_fit"])
            Assert.Contains(key, document.Keys());
        Assert.True(document["converged"]!.GetValue<bool>());
        JsonArray parameters = document["parameters"]!.AsArray();
        JsonNode mu = parameters.Single(p => p!["name"]!.GetValue<string>() == "mu")!;
        double sigma = mu["hesse_uncertainty"].Number();
        Assert.InRange(-mu["minos"]!["down"].Number() / sigma, 0.8, 1.2);
        Assert.InRange(mu["minos"]!["up"].Number() / sigma, 0.8, 1.2);
        Assert.Null(parameters[0]!["minos"]);
        JsonArray correlation = document["correlation"]!.AsArray();
        Assert.Equal(parameters.Count, correlation.Count);
        for (int i = 0; i < correlation.Count; i++) Assert.Equal(1.0, correlation[i]![i].Number());
    }

    [Fact]
    public void Held_parameters_stay_and_bounds_bind()
    {
        JsonObject document = _command.Document("fit", "two-bin.json", "--fix", "mu=1", "--bounds", "uncorr_bkguncrt[0]=0.98,1.05");
        JsonNode mu = document["parameters"]![0]!;
        Assert.Equal(1.0, mu["value"].Number());
        Assert.True(mu["fixed"]!.GetValue<bool>());
        Assert.Equal(0.98, document["parameters"]![1]!["value"].Number());
        Assert.True(document["parameters"]![1]!["at_bound"]!.GetValue<bool>());
    }

    [Fact]
    public void Asimov_data_are_fitted_by_what_they_come_from()
    {
        JsonObject document = _command.Document("fit", "shapes.json", "--data", "asimov", "--fix", "mu=2");
        foreach (JsonNode? parameter in document["parameters"]!.AsArray())
        {
            double expected = parameter!["name"]!.GetValue<string>() switch
            {
                "mu" => 2.0,
                "energy_scale" or "top_shape" or "diboson_xsec" or "trigger" => 0.0,
                _ => 1.0,
            };
            Assert.Equal(expected, parameter["value"].Number(), 1e-9);
        }
    }

    [Fact]
    public void A_fit_that_cannot_start_writes_its_document_with_advice_and_ends_in_1()
    {
        _command.Edit("two-bin.json", "impossible.json", "[50.0, 52.0]", "[0.0, 52.0]");
        foreach (string[] verb in (string[][])[["fit", "impossible.json", "--fix", "mu=0"], ["scan", "impossible.json", "--parameter", "uncorr_bkguncrt[1]", "--range", "0.9,1.1,3", "--fix", "mu=0"]])
        {
            JsonObject document = _command.Document(1, [.. verb, "--out", verb[0]]);
            Assert.False(document["converged"]!.GetValue<bool>());
            Assert.Equal("infeasible_start", document["outcome"]!.GetValue<string>());
            Assert.Contains("Start elsewhere", document["advice"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.True(File.Exists(_command.PathOf(verb[0] + "/result.json")));
            Assert.Contains("impossible.json: ", _command.ErrorText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_scan_is_lowest_at_the_fit_and_the_same_whatever_the_threads()
    {
        string[] arguments = ["scan", "shapes.json", "--parameter", "mu", "--range", "0,2,21"];
        JsonObject document = _command.Document([.. arguments, "--threads", "1"]);
        Assert.Equal(document.ToJsonString(), _command.Document([.. arguments, "--threads", "4"]).ToJsonString());
        double best = document["best_fit"].List()[0];
        JsonNode lowest = document["points"]!.AsArray().MinBy(point => point!["delta_twice_nll"].Number())!;
        Assert.InRange(Math.Abs(lowest["value"].Number() - best), 0.0, 0.05);
        Assert.All(document["points"]!.AsArray(), point => Assert.True(point!["delta_twice_nll"].Number() >= 0.0));
        double rise = _command.Document("scan", "two-bin.json", "--parameter", "mu", "--range", "0,1,2")["points"]![1]!["delta_twice_nll"].Number();
        Numbers.Near(_command.Document("cls", "two-bin.json", "--poi", "1")["test_statistic"].Number(), rise, 1e-10);
    }

    [Fact]
    public void A_scan_of_two_parameters_holds_both()
    {
        JsonObject document = _command.Document("scan", "shapes.json", "--parameter", "mu", "--range", "0.5,1.5,3", "--parameter", "top_norm", "--range", "0.9,1.1,5");
        Assert.Equal(15, document["points"]!.AsArray().Count);
        Assert.Equal([0.5, 0.95], document["points"]![1]!["values"].List());
        Assert.True(document["points"]![0]!["delta_twice_nll"].Number() > 0.0);
    }

    [Fact]
    public void The_ranking_is_sorted_by_size()
    {
        JsonObject document = _command.Document("ranking", "shapes.json");
        JsonArray impacts = document["impacts"]!.AsArray();
        double[] sizes = [.. impacts.Select(impact => Math.Max(Math.Abs(impact!["impact_up"].Number()), Math.Abs(impact["impact_down"].Number())))];
        Assert.Equal(sizes.OrderDescending(), sizes);
        JsonNode free = impacts.Single(impact => impact!["name"]!.GetValue<string>() == "top_norm")!;
        Assert.Null(free["pull"]);
        Assert.Equal("the parameter has no auxiliary measurement", free["pull_reason"]!.GetValue<string>());
        Assert.Equal(["name", "pull", "constraint", "impact_up", "impact_down", "impact_up_prefit", "impact_down_prefit"], impacts[1].Keys());
    }

    [Fact]
    public void Interpolation_codes_and_the_parameter_of_interest_can_be_chosen()
    {
        double Value(params string[] options) => _command.Document(["fit", "shapes.json", .. options])["twice_nll"].Number();
        Assert.NotEqual(Value(), Value("--interpolation", "histosys=code0,normsys=code1"));
        JsonObject document = _command.Document("cls", "shapes.json", "--poi-name", "top_norm", "--poi", "1.05");
        Assert.Equal("top_norm", document["poi_name"]!.GetValue<string>());
        Assert.Equal(document["cls_observed"].Number(), _command.Document("cls", "shapes.json", "--measurement", "top_cross_section", "--poi", "1.05")["cls_observed"].Number(), 1e-6);
    }

    [Fact]
    public void Toys_agree_with_the_asymptotic_formulas_and_do_not_depend_on_the_threads()
    {
        string[] arguments = ["toys", "two-bin.json", "--poi", "1", "--toys", "4000", "--seed", "7"];
        JsonObject document = _command.Document([.. arguments, "--threads", "1"]);
        Assert.Equal(document.ToJsonString(), _command.Document([.. arguments, "--threads", "4"]).ToJsonString());
        Assert.Equal(0, document["failed"]!.GetValue<int>());
        foreach (string key in (string[])["cls_observed", "clsb", "clb"])
        {
            double distance = Math.Abs(document[key].Number() - document["asymptotic"]![key].Number());
            Assert.True(distance < (4.0 * document[key + "_uncertainty"].Number()) + 0.01, $"{key}: {distance:R}");
        }

        // At +2σ the fitted value is above the tested one: the statistic is 0 and CLs is 1, which the formulas leave out without clipping.
        double[] expected = document["cls_expected"].List();
        double[] asymptotic = document["asymptotic"]!["cls_expected"].List();
        Assert.Equal(1.0, expected[^1]);
        for (int i = 0; i + 1 < expected.Length; i++) Assert.InRange(expected[i], asymptotic[i] - 0.03, asymptotic[i] + 0.03);
        Assert.Equal(expected.Order(), expected);
    }

    [Fact]
    public void Toys_of_a_discovery_count_background_toys()
    {
        _command.Edit("two-bin.json", "excess.json", "[51.0, 48.0]", "[60.0, 65.0]");
        JsonObject document = _command.Document("toys", "excess.json", "--test-statistic", "q0", "--toys", "4000");
        Assert.InRange(document["cls_observed"].Number(), 0.042 - 0.02, 0.042 + 0.02);
        Assert.Equal(document["clsb"].Number(), document["cls_observed"].Number());
    }

    /// <summary>Writes a patch set for background.json.</summary>
    private void WriteSet(string name, JsonArray patches)
    {
        JsonNode set = JsonNode.Parse(File.ReadAllText(_command.PathOf("signals.json")))!;
        set["patches"] = patches.DeepClone();
        _command.Write(name, set.ToJsonString());
    }
}
