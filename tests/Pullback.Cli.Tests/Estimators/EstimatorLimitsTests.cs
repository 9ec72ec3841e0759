using System.Text.Json.Nodes;
using Pullback.Data.Npy;

namespace Pullback.Cli.Tests.Estimators;

/// <summary><c>estimator limits</c> on estimators from files.</summary>
public sealed class EstimatorLimitsTests : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "models");
    private readonly TestCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_scan_of_two_parameters_is_that_of_the_evaluated_log_ratios()
    {
        JsonNode document = Limits(["--range", "-1,1,21", "--range", "-1,1,21", "--constraint", "0,0,0.3", "--constraint", "1,0.1,0.3", "--asimov", "40"]);
        double[][] grid = [.. document["theta_grid"]!.AsArray().Select(row => Numbers(row!))];
        Assert.Equal(441, grid.Length);
        Assert.Equal([-1, -0.9], grid[1]);
        string theta = _command.Write("grid.npy", "");
        NpyWriter.Write<double>(theta, grid.SelectMany(row => row).ToArray(), 441, 2);
        Assert.Equal(0, _command.Run("estimator", "evaluate", At("par"), "--x", At("x_eval.npy"), "--theta", theta, "--json"));
        double[] nll = [.. JsonNode.Parse(_command.Out)!["log_likelihood_ratio"]!.AsArray().Select((row, i) => (-8 * Numbers(row!).Sum()) + (0.5 * (Square(grid[i][0] / 0.3) + Square((grid[i][1] - 0.1) / 0.3))))];
        double[] q = Numbers(document["q"]!), p = Numbers(document["p_values"]!);
        for (int i = 0; i < q.Length; i++)
        {
            Assert.Equal(2 * (nll[i] - nll[0]), q[i] - q[0], 1e-9);
            Assert.Equal(Math.Exp(-0.5 * q[i]), p[i], 1e-12);
        }

        Assert.True(document["best_fit"]!["converged"]!.GetValue<bool>());
        Assert.True(q.Min() >= 0);
        JsonArray contours = document["contours"]!.AsArray();
        Assert.Equal(2, contours.Count);
        Assert.Equal(5.991464547107979, contours[1]!["q"]!.GetValue<double>(), 1e-12);
        Assert.NotEmpty(contours[0]!["lines"]!.AsArray());
    }

    [Fact]
    public void A_profiled_parameter_is_fitted_at_every_point_and_the_scan_is_drawn()
    {
        JsonNode document = Limits(["--range", "-1.5,1.5,25", "--range", "-2,2,5", "--profile", "1", "--constraint", "0,0,0.3", "--constraint", "1,0,0.3", "--level", "0.9", "--out", "out"]);
        Assert.Equal([0], Numbers(document["scanned"]!));
        Assert.Equal([1], Numbers(document["profiled"]!));
        Assert.Equal(25, document["q"]!.AsArray().Count);
        JsonNode interval = document["intervals"]![0]!;
        double lower = interval["lower"]!.GetValue<double>(), upper = interval["upper"]!.GetValue<double>(), best = interval["best_fit"]!.GetValue<double>();
        Assert.InRange(best, lower, upper);
        Assert.InRange(interval["upper_limit"]!.GetValue<double>(), best, upper);
        Assert.Equal(2.705543454095404, interval["q"]!.GetValue<double>(), 1e-12);
        string[] files = [.. Directory.GetFiles(Path.Combine(_command.Folder, "out")).Select(file => Path.GetFileName(file)!).Order()];
        Assert.Equal(["report.html", "result.json", "scan.svg"], files);
    }

    [Fact]
    public void Pseudo_experiments_are_drawn_with_the_seed_and_their_limits_compared_with_the_expected()
    {
        string truth = _command.Write("truth.npy", "");
        NpyWriter.Write<double>(truth, new double[] { 0.1, 0 }, 1, 2);
        string[] options = ["--range", "-3,3,5", "--range", "-3,3,5", "--profile", "1", "--constraint", "0,0,0.3", "--constraint", "1,0,0.3", "--toys", "30", "--truth", truth, "--level", "0.68"];
        JsonNode first = Limits([.. options, "--asimov", "20", "--out", "toys"])["coverage"]![0]!, again = Limits([.. options, "--asimov", "20", "--threads", "1"])["coverage"]![0]!, other = Limits([.. options, "--asimov", "20", "--seed", "2"])["coverage"]![0]!;
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.NotEqual(first.ToJsonString(), other.ToJsonString());

        // The network hardly depends on θ, so that the constraint, which fluctuates by its own width, makes the interval.
        Assert.InRange(first["coverage"]!.GetValue<double>(), 0.3, 1);
        double[] upper = Numbers(first["upper_band"]!);
        Assert.InRange(first["expected"]!["upper"]!.GetValue<double>(), upper[0], upper[4]);
        Assert.True(File.Exists(Path.Combine(_command.Folder, "toys", "coverage_0.svg")));
        Assert.Contains("--asimov", Refusal(options), StringComparison.Ordinal);
        Assert.Contains("only with --toys", Refusal(["--range", "-3,3,5", "--range", "-3,3,5", "--truth", truth]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_is_extended_from_its_reference()
    {
        string reference = _command.Write("reference.npy", "");
        NpyWriter.Write<double>(reference, new double[] { 0.2, -0.1 }, 2);
        JsonNode document = Limits(["--range", "-2,2,5", "--range", "-2,2,5", "--reference", reference, "--reference-x", At("x_eval.npy"), "--constraint", "0,0,0.5", "--constraint", "1,0,0.5"], "sco");
        Assert.True(document["best_fit"]!["converged"]!.GetValue<bool>());
        Assert.Contains("--reference", Refusal(["--range", "-2,2,5", "--range", "-2,2,5"], "sco"), StringComparison.Ordinal);
        Assert.Contains("no score", Refusal(["--range", "-2,2,5", "--range", "-2,2,5", "--reference", reference, "--reference-x", At("x_eval.npy")]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("monomials: [[0, 0], [1, 0]]\ncoefficients: [10, 4]")]
    [InlineData("luminosity: 2\nmonomials: [[0, 0], [1, 0]]\npoints: [[0, 0], [1, 0]]\ncross_sections: [5, 7]")]
    [InlineData("axes: [[-1, 0, 1], [0, 1]]\ncross_sections: [[6, 6], [10, 10], [14, 14]]")]
    public void Cross_sections_in_every_form_add_the_same_Poisson_term(string text)
    {
        string file = _command.Write("sigma.yml", text), points = _command.Write("points.npy", "");
        NpyWriter.Write<double>(points, new double[] { 0.5, 0.1, -0.5, 0.1 }, 2, 2);
        double[] with = Numbers(Limits(["--grid", points, "--cross-section", file, "--observed", "8"])["q"]!), without = Numbers(Limits(["--grid", points])["q"]!);
        Assert.Equal(2 * ((12 - (8 * Math.Log(12))) - (8 - (8 * Math.Log(8)))), (with[0] - with[1]) - (without[0] - without[1]), 1e-9);
    }

    [Fact]
    public void A_best_fit_at_the_end_of_a_range_is_said_to_be_there()
    {
        JsonNode document = Limits(["--range", "1,2,5", "--range", "-2,2,5", "--constraint", "0,0,0.3", "--constraint", "1,0,0.3"]);
        Assert.Equal([true, false], document["best_fit"]!["at_bound"]!.AsArray().Select(n => n!.GetValue<bool>()));
        Assert.Null(document["intervals"]![0]!["lower"]);
        Assert.Contains("within the bounds", document["intervals"]![0]!["lower_reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("theta0 at the end of its range", _command.ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("either by --range")]
    [InlineData("given 1 times", "--range", "-1,1,5")]
    [InlineData("none is left to scan", "--range", "-1,1,5", "--range", "-1,1,5", "--profile", "0", "--profile", "1")]
    [InlineData("from 0 to 1", "--range", "-1,1,5", "--range", "-1,1,5", "--profile", "2")]
    [InlineData("K,M,S", "--range", "-1,1,5", "--range", "-1,1,5", "--constraint", "0,1")]
    [InlineData("the parameters are 0 to 1", "--range", "-1,1,5", "--range", "-1,1,5", "--constraint", "2,0,1")]
    [InlineData("at most 1000000", "--range", "-1,1,2000", "--range", "-1,1,2000")]
    [InlineData("only with a --cross-section", "--range", "-1,1,5", "--range", "-1,1,5", "--observed", "3")]
    [InlineData("leave --theta1 out", "--range", "-1,1,5", "--range", "-1,1,5", "--theta1", "x")]
    public void Options_that_do_not_fit_end_in_two(string reason, params string[] options) => Assert.Contains(reason, Refusal(options), StringComparison.Ordinal);

    [Theory]
    [InlineData("either 'monomials' or 'axes'", "luminosity: 1")]
    [InlineData("either 'coefficients', or 'points'", "monomials: [[0, 0]]")]
    [InlineData("unknown key 'coeffs'", "monomials: [[0, 0]]\ncoeffs: [1]")]
    [InlineData("needs 4", "axes: [[0, 1], [0, 1]]\ncross_sections: [1, 2, 3]")]
    [InlineData("power 0.5", "monomials: [[0, 0.5]]\ncoefficients: [1]")]
    [InlineData("1 parameters, but the estimator has 2", "monomials: [[0]]\ncoefficients: [1]")]
    public void Cross_sections_that_make_no_sense_are_refused(string reason, string text) =>
        Assert.Contains(reason, Refusal(["--range", "-1,1,5", "--range", "-1,1,5", "--cross-section", _command.Write("sigma.yml", text)]), StringComparison.Ordinal);

    private static double Square(double value) => value * value;

    private static string At(string name) => Path.Combine(Folder, name);

    private static double[] Numbers(JsonNode node) => [.. node.AsArray().Select(n => n!.GetValue<double>())];

    private JsonNode Limits(string[] options, string model = "par")
    {
        int code = _command.Run(["estimator", "limits", At(model), "--x", At("x_eval.npy"), .. options, "--json"]);
        Assert.True(code == 0, _command.Error);
        return JsonNode.Parse(_command.Out)!;
    }

    private string Refusal(string[] options, string model = "par")
    {
        Assert.Equal(2, _command.Run(["estimator", "limits", At(model), "--x", At("x_eval.npy"), .. options]));
        return _command.ErrorText;
    }
}
