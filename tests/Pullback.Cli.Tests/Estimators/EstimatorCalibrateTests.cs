using System.Text.Json.Nodes;
using Pullback.Data.Npy;

namespace Pullback.Cli.Tests.Estimators;

/// <summary><c>estimator calibrate</c> on events whose numerator is made from the denominator by the ratio itself.</summary>
public sealed class EstimatorCalibrateTests : IDisposable
{
    private const int Each = 400;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "models");
    private readonly TestCommand _command = new();
    private readonly double[] _logRatios = new double[Each];

    public EstimatorCalibrateTests()
    {
        // The same points of a lattice in both classes; those of the numerator weigh r.
        double[] x = new double[Each * 3];
        for (int i = 0; i < x.Length; i++) x[i] = (((i * 0.618034) + (i / 3 * 0.41421)) % 1 * 3) - 1.5;
        Save("below.npy", x, Each, 3);
        Save("theta.npy", [0.4, -0.3], 1, 2);
        Assert.Equal(0, _command.Run("estimator", "evaluate", At("par"), "--x", "below.npy", "--theta", "theta.npy", "--pairwise", "--json"));
        JsonNode.Parse(_command.Out)!["log_likelihood_ratio"]!.AsArray().Select(n => n!.GetValue<double>()).ToArray().CopyTo(_logRatios, 0);
        Save("x.npy", [.. x, .. x], 2 * Each, 3);
        Save("y.npy", [.. Enumerable.Range(0, 2 * Each).Select(e => e < Each ? 0.0 : 1.0)], 2 * Each, 1);
        Save("w.npy", [.. _logRatios.Select(Math.Exp), .. Enumerable.Repeat(1.0, Each)], 2 * Each);
    }

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Reweighting_with_the_truth_is_exact_and_closure_is_the_mean_ratio()
    {
        JsonNode document = Calibrate(["--points", "theta.npy", "--shuffled"]);
        double mean = _logRatios.Average(Math.Exp);
        Assert.Equal(mean, document["closure"]!["mean"]!.GetValue<double>(), 1e-12);
        Assert.Equal(mean, document["closures"]![0]!["closure"]!["mean"]!.GetValue<double>(), 1e-12);
        Assert.Equal([0.4, -0.3], Numbers(document["closures"]![0]!["theta"]!));
        JsonArray observables = document["reweighting"]!.AsArray();
        Assert.Equal(3, observables.Count);
        foreach (JsonNode? found in observables)
        {
            double[] wanted = Numbers(found!["numerator"]!), reweighted = Numbers(found["reweighted"]!);
            for (int b = 0; b < wanted.Length; b++) Assert.Equal(wanted[b], reweighted[b], 1e-12);
            Assert.True(found["p_value"]!.GetValue<double>() > 0.999);
        }

        // The two classes are one sample: only the normalization of r is off.
        double error = document["calibration"]!["expected_calibration_error"]!.GetValue<double>();
        Assert.True(error < Math.Abs(mean - 1) / 2, $"error {error}, closure {mean}");
        double[] all = [.. _logRatios, .. _logRatios];
        double[] weights = [.. _logRatios.Select(Math.Exp), .. Enumerable.Repeat(1.0, Each)];
        Assert.Equal(all.Zip(weights, (v, w) => v * w).Sum() / weights.Sum(), document["shuffle"]!["mean_log_ratio"]!.GetValue<double>(), 1e-12);
    }

    [Theory]
    [InlineData("isotonic")]
    [InlineData("histogram")]
    public void A_correction_is_given_as_a_table_and_never_falls(string how)
    {
        JsonNode correction = Calibrate(["--correct", how])["correction"]!;
        Assert.Equal(how, correction["method"]!.GetValue<string>());
        double[] corrected = Numbers(correction["corrected"]!);
        Assert.Equal(101, corrected.Length);
        if (how == "isotonic") Assert.True(corrected.Zip(corrected.Skip(1), (a, b) => b >= a).All(rises => rises));
        Assert.NotEmpty(correction["calibration"]!["bins"]!.AsArray());
    }

    [Fact]
    public void Pictures_and_a_report_are_written()
    {
        Assert.Equal(0, _command.Run("estimator", "calibrate", At("par"), "--x", "x.npy", "--y", "y.npy", "--theta", "theta.npy", "--weights", "w.npy", "--out", "checks", "--correct", "isotonic"));
        string[] files = [.. Directory.GetFiles(Path.Combine(_command.Folder, "checks")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(["calibration.svg", "closure.svg", "report.html", "result.json", "reweighting_0.svg", "reweighting_1.svg", "reweighting_2.svg"], files);
        Assert.Contains("expected calibration error", _command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_is_checked_on_events_of_its_reference_and_members_vote()
    {
        Assert.Equal(0, _command.Run("estimator", "calibrate", At("ens"), "--x", At("x_ens.npy"), "--vote", "2", "--json"));
        JsonNode document = JsonNode.Parse(_command.Out)!;
        JsonArray members = document["members"]!.AsArray();
        Assert.Equal(3, members.Count);
        Assert.Equal(1, members.Sum(m => m!["weight"]!.GetValue<double>()), 1e-12);
        double[] mean = Numbers(document["score_closure"]!["mean"]!);
        for (int k = 0; k < mean.Length; k++) Assert.Equal(members.Average(m => m!["expectation"]![k]!.GetValue<double>()), mean[k], 1e-12);
        double ratio = members[0]!["weight"]!.GetValue<double>() / members[1]!["weight"]!.GetValue<double>();
        Assert.Equal(Math.Exp(2 * (members[1]!["distance"]!.GetValue<double>() - members[0]!["distance"]!.GetValue<double>())), ratio, 1e-12);
    }

    [Theory]
    [InlineData("of the numerator (0)", "par", "--theta", "theta.npy")]
    [InlineData("Give the numerator", "par", "--y", "y.npy")]
    [InlineData("leave --theta1 out", "par", "--y", "y.npy", "--theta", "theta.npy", "--theta1", "theta.npy")]
    [InlineData("chosen by --theta1", "lik", "--y", "y.npy", "--theta", "theta.npy")]
    [InlineData("is a score", "sco", "--y", "y.npy")]
    [InlineData("400 labels, but 800 events", "par", "--y", "short.npy", "--theta", "theta.npy")]
    [InlineData("both classes", "par", "--y", "ones.npy", "--theta", "theta.npy")]
    [InlineData("label of event 1 is 3", "par", "--y", "three.npy", "--theta", "theta.npy")]
    public void Options_that_do_not_fit_end_in_two(string reason, string model, params string[] options)
    {
        Save("short.npy", new double[Each], Each);
        Save("ones.npy", [.. Enumerable.Repeat(1.0, 2 * Each)], 2 * Each);
        Save("three.npy", [.. Enumerable.Range(0, 2 * Each).Select(e => e == 1 ? 3.0 : e % 2)], 2 * Each);
        Assert.Equal(2, _command.Run(["estimator", "calibrate", At(model), "--x", "x.npy", .. options]));
        Assert.Contains(reason, _command.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Densities_and_ratios_of_two_points_have_their_denominator_chosen()
    {
        Save("theta1.npy", [0, 0.1], 1, 2);
        foreach (string model in new[] { "lik", "dbl" })
        {
            JsonNode document = Calibrate(["--theta1", "theta1.npy", "--points", "theta.npy"], model);
            Assert.Equal(document["closure"]!["mean"]!.GetValue<double>(), document["closures"]![0]!["closure"]!["mean"]!.GetValue<double>(), 1e-12);
        }
    }

    private static string At(string name) => Path.Combine(Folder, name);

    private static double[] Numbers(JsonNode node) => [.. node.AsArray().Select(n => n!.GetValue<double>())];

    private void Save(string name, double[] values, params int[] shape)
    {
        string path = _command.Write(name, "");
        NpyWriter.Write<double>(path, values, [.. shape.Select(n => (long)n)]);
    }

    private JsonNode Calibrate(string[] options, string model = "par")
    {
        int code = _command.Run(["estimator", "calibrate", At(model), "--x", "x.npy", "--y", "y.npy", "--theta", "theta.npy", "--weights", "w.npy", .. options, "--json"]);
        Assert.True(code == 0, _command.Error);
        return JsonNode.Parse(_command.Out)!;
    }
}
