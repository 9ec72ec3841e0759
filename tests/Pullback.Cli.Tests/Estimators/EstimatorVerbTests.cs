using System.Text.Json.Nodes;
using Pullback.Data.Npy;

namespace Pullback.Cli.Tests.Estimators;

/// <summary>The verbs about estimators on files that MadMiner wrote.</summary>
public sealed class EstimatorVerbTests : IDisposable
{
    private const double Tolerance = 1e-5;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "models");
    private static readonly JsonNode Expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")))!;
    private readonly TestCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("par", "log_likelihood_ratio", "log_r_all", "score", "score_all")]
    [InlineData("par_drop", "log_likelihood_ratio", "log_r_all", "score", "score_all")]
    [InlineData("dbl", "log_likelihood_ratio", "log_r_all_correct", "denominator_derivative", "score1_correct", "--theta1", "theta1_eval")]
    [InlineData("dbl", "log_likelihood_ratio", "log_r_all_correct", "score", "score0_correct", "--theta1", "theta1_eval")]
    [InlineData("lik", "log_likelihood", "log_p_physical", "score", "score_correct")]
    public void Evaluation_prints_what_the_reference_says(string model, string key, string expected, string scoreKey, string expectedScore, string? option = null, string? array = null)
    {
        JsonNode document = Document(["evaluate", At(model), "--x", At("x_eval.npy"), "--theta", At("theta_eval.npy"), "--score", .. option is null ? Array.Empty<string>() : [option, At(array + ".npy")]]);
        Near(Expected[model]![expected]!, document[key]!);
        Near(Expected[model]![expectedScore]!, document[scoreKey]!);
    }

    [Theory]
    [InlineData("dbl", "log_likelihood_ratio", "log_r_all_as_returned", "--theta1")]
    [InlineData("lik", "log_likelihood", "log_p_as_returned", null)]
    public void What_the_original_returns_is_a_switch_away(string model, string key, string expected, string? option)
    {
        string[] more = option is null ? [] : [option, At("theta1_eval.npy")];
        Near(Expected[model]![expected]!, Document(["evaluate", At(model), "--x", At("x_eval.npy"), "--theta", At("theta_eval.npy"), "--as-madminer", .. more])[key]!);
    }

    [Fact]
    public void Pairs_give_a_value_for_each_event()
    {
        JsonArray values = Document(["evaluate", At("par"), "--x", At("x_eval.npy"), "--theta", At("theta_eval.npy"), "--pairwise"])["log_likelihood_ratio"]!.AsArray();
        Assert.Equal(5, values.Count);
        for (int e = 0; e < 4; e++) Assert.Equal(Expected["par"]!["log_r_pair"]![e]!.GetValue<double>(), values[e]!.GetValue<double>(), Tolerance);
    }

    [Fact]
    public void A_ratio_of_densities_is_the_difference_of_their_logarithms()
    {
        JsonNode document = Document(["evaluate", At("lik"), "--x", At("x_eval.npy"), "--theta", At("theta_eval.npy"), "--theta1", At("theta1_eval.npy")]);
        JsonNode below = Document(["evaluate", At("lik"), "--x", At("x_eval.npy"), "--theta", At("theta1_eval.npy")]);
        double[] above = Numbers(document["log_likelihood"]!), under = Numbers(below["log_likelihood"]!), ratio = Numbers(document["log_likelihood_ratio"]!);
        for (int i = 0; i < ratio.Length; i++) Assert.Equal(above[i] - under[i], ratio[i], 1e-12);
    }

    [Theory]
    [InlineData("keep", "score")]
    [InlineData("profile", "score_profile")]
    [InlineData("project", "score_project")]
    public void Scores_with_each_treatment_of_nuisance_parameters(string mode, string expected) =>
        Near(Expected["sco"]![expected]!, Document(["score", At("sco"), "--x", At("x_eval.npy"), "--nuisance", mode])["score"]!);

    [Theory]
    [InlineData("ModifiedScore", "I_modified_score", "C_modified_score")]
    [InlineData("Information", "I_information", "C_information")]
    public void An_ensemble_has_an_information_and_its_covariance(string mode, string information, string covariance)
    {
        JsonNode document = Document(["fisher", At("ens"), "--x", At("x_ens.npy"), "--events", "10", "--mode", mode]);
        Near(Expected["ens"]![information]!, document["fisher_information"]!);
        Near(Expected["ens"]![covariance]!, document["covariance"]!);
    }

    [Fact]
    public void Weights_of_events_enter_the_information()
    {
        string weights = _command.Write("w.npy", ""), theta = _command.Write("t.npy", "");
        NpyWriter.Write<long>(weights, new long[] { 1, 2, 3, 4, 5 }, 5);
        using (NpyArray points = NpyArray.Open(At("theta_eval.npy"))) NpyWriter.Write<double>(theta, points.ToDoubles().AsMemory(0, 2), 1, 2);
        Near(Expected["par"]!["fisher"]!, Document(["fisher", At("par"), "--x", At("x_eval.npy"), "--theta", theta, "--weights", weights, "--events", "10"])["fisher_information"]!);
    }

    [Fact]
    public void What_each_event_adds_adds_up_to_the_information()
    {
        string theta = _command.Write("t.npy", "");
        using (NpyArray points = NpyArray.Open(At("theta_eval.npy"))) NpyWriter.Write<double>(theta, points.ToDoubles().AsMemory(0, 2), 1, 2);
        JsonNode document = Document(["fisher", At("par"), "--x", At("x_eval.npy"), "--theta", theta, "--events", "10", "--per-event"]);
        Near(Expected["par"]!["fisher_events"]!, document["per_event"]!);
        JsonNode ensemble = Document(["fisher", At("ens"), "--x", At("x_ens.npy"), "--events", "10", "--mode", "Information", "--per-event"]);
        double[] information = Numbers(ensemble["fisher_information"]!), each = Numbers(ensemble["per_event"]!);
        for (int k = 0; k < 4; k++) Assert.Equal(information[k], each.Where((_, i) => i % 4 == k).Sum(), 1e-10 * information.Max());
    }

    [Fact]
    public void Members_count_by_their_weights_and_have_a_covariance()
    {
        string weights = _command.Write("w.npy", "");
        NpyWriter.Write<double>(weights, new double[] { 1, 2, 3 }, 3);
        JsonNode document = Document(["score", At("ens"), "--x", At("x_eval.npy"), "--member-weights", weights, "--covariance"]);
        Near(Expected["ens"]!["score_weighted"]!, document["score"]!);
        double[][] members = [.. Enumerable.Range(0, 3).Select(i => Numbers(Document(["score", Path.Combine(At("ens"), $"estimator_{i}"), "--x", At("x_eval.npy")])["score"]!))];
        double[] mean = Numbers(document["score"]!), spread = Numbers(document["score_spread"]!), covariance = Numbers(document["score_covariance"]!);
        double[] shares = [1.0 / 6, 2.0 / 6, 3.0 / 6];
        double left = 1 - shares.Sum(w => w * w);
        for (int i = 0; i < mean.Length; i++)
        {
            Assert.Equal(Math.Sqrt(covariance[(i * mean.Length) + i]), spread[i], 1e-12);
            for (int j = 0; j < mean.Length; j++)
                Assert.Equal(Enumerable.Range(0, 3).Sum(a => shares[a] * (members[a][i] - mean[i]) * (members[a][j] - mean[j])) / left, covariance[(i * mean.Length) + j], 1e-12);
        }

        NpyWriter.Write<double>(weights, new double[] { 0, 1, 0 }, 3);
        JsonNode one = Document(["score", At("ens"), "--x", At("x_eval.npy"), "--member-weights", weights]);
        Assert.Equal(members[1], Numbers(one["score"]!));
        Assert.Null(one["score_spread"]);
        Assert.Equal(2, _command.Run("estimator", "score", At("ens"), "--x", At("x_eval.npy"), "--member-weights", weights, "--covariance"));
        Assert.Contains("only one estimator counts", _command.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Nuisance_parameters_are_set_from_an_information()
    {
        string information = _command.Write("i.npy", ""), model = Path.Combine(_command.Folder, "set.pullback");
        NpyWriter.Write<double>(information, new double[] { 2, 0.6, 0.6, 1.5 }, 2, 2);
        double[] all = Numbers(Document(["score", At("sco"), "--x", At("x_eval.npy")])["score"]!);
        double[] profiled = Numbers(Document(["score", At("sco"), "--x", At("x_eval.npy"), "--nuisance", "profile", "--information", information, "--interest", "1"])["score"]!);
        for (int e = 0; e < profiled.Length; e++) Assert.Equal(all[(2 * e) + 1] - (0.6 / 2 * all[2 * e]), profiled[e], 1e-12);
        Document(["export", At("sco"), "--as", "pullback", "--to", model, "--information", information, "--interest", "1"]);
        Assert.Equal(profiled, Numbers(Document(["score", model, "--x", At("x_eval.npy"), "--nuisance", "profile"])["score"]!));
        Refused("give both", "--interest", "1");
        Refused("from 0 to 1", "--interest", "2", "--information", information);
        Refused("no number", "--interest", "a", "--information", information);
        NpyWriter.Write<double>(information, new double[] { 2, 0.6, 0.5, 1.5 }, 2, 2);
        Refused("symmetric", "--interest", "1", "--information", information);
        NpyWriter.Write<double>(information, new double[] { -2, 0.6, 0.6, 1.5 }, 2, 2);
        Refused("not positive definite", "--interest", "1", "--information", information);

        void Refused(string reason, params string[] options)
        {
            Assert.Equal(2, _command.Run(["estimator", "score", At("sco"), "--x", At("x_eval.npy"), "--nuisance", "profile", .. options]));
            Assert.Contains(reason, _command.ErrorText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("no such", "evaluate", "nothing", "--x", "x_eval.npy", "--theta", "theta_eval.npy")]
    [InlineData("--theta1", "evaluate", "dbl", "--x", "x_eval.npy", "--theta", "theta_eval.npy")]
    [InlineData("leave --theta1 out", "evaluate", "par", "--x", "x_eval.npy", "--theta", "theta_eval.npy", "--theta1", "theta1_eval.npy")]
    [InlineData("2 columns", "evaluate", "par", "--x", "theta_eval.npy", "--theta", "theta_eval.npy")]
    [InlineData("reference only", "evaluate", "sco", "--x", "x_eval.npy", "--theta", "theta_eval.npy")]
    [InlineData("needs the Fisher information", "score", "par", "--x", "x_eval.npy", "--theta", "theta_eval.npy", "--nuisance", "profile")]
    [InlineData("must be positive", "fisher", "sco", "--x", "x_eval.npy", "--events", "0")]
    [InlineData("weights", "fisher", "sco", "--x", "x_eval.npy", "--events", "10", "--weights", "x_ens.npy")]
    [InlineData("two scores", "fisher", "dbl", "--x", "x_eval.npy", "--events", "10", "--theta", "theta_eval.npy")]
    public void Bad_input_ends_in_two_with_a_reason(string reason, params string[] arguments)
    {
        Assert.Equal(2, _command.Run(["estimator", arguments[0], .. arguments[1..].Select((a, i) => i == 0 || a.EndsWith(".npy", StringComparison.Ordinal) ? At(a) : a)]));
        Assert.Contains(reason, _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal("", _command.Out);
    }

    [Fact]
    public void An_event_that_is_not_a_number_is_named()
    {
        string x = _command.Write("x.npy", "");
        NpyWriter.Write<float>(x, new float[] { 1, 2, 3, 4, float.NaN, 6 }, 2, 3);
        Assert.Equal(2, _command.Run("estimator", "score", At("sco"), "--x", x, "--out", "out"));
        Assert.Contains("row 1 has NaN in column 1", _command.ErrorText, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_command.Folder, "out")));
    }

    private static string At(string name) => Path.Combine(Folder, name);

    private static void Near(JsonNode expected, JsonNode found)
    {
        double[] reference = Numbers(expected), numbers = Numbers(found);
        Assert.Equal(reference.Length, numbers.Length);
        double scale = reference.Max(Math.Abs);
        for (int i = 0; i < reference.Length; i++) Assert.True(Math.Abs(reference[i] - numbers[i]) <= Tolerance * scale, $"[{i}]: {numbers[i]:R}, expected {reference[i]:R}");
    }

    private static double[] Numbers(JsonNode node) => node is JsonArray list ? [.. list.SelectMany(n => Numbers(n!))] : [node.GetValue<double>()];

    private JsonNode Document(string[] arguments)
    {
        int code = _command.Run(["estimator", .. arguments, "--json"]);
        Assert.True(code == 0, _command.Error);
        return JsonNode.Parse(_command.Out)!;
    }
}
