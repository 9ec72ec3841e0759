using System.Text.Json;
using Pullback.Data.Npy;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.MadMiner;

namespace Pullback.Learning.Tests.Estimators.MadMiner;

/// <summary>Estimators from MadMiner's files against what MadMiner returns (single precision), and against the correct numbers where it is wrong.</summary>
public sealed class ReferenceModelTests
{
    private const double Tolerance = 1e-5;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "models");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json"))).RootElement;

    [Theory]
    [InlineData("par")]
    [InlineData("par_drop")]
    public void Ratios_and_their_scores(string name)
    {
        Estimator estimator = MadMinerFiles.Read(Path.Combine(Folder, name));
        EstimatorValues values = estimator.Evaluate(Array("x_eval"), Array("theta_eval"), withScore: true, cancellation: TestContext.Current.CancellationToken);
        Near(name, "log_r_all", values.Values);
        Near(name, "score_all", values.Score!);
    }

    [Fact]
    public void Pairs_cycle_the_parameter_points()
    {
        Estimator estimator = MadMinerFiles.Read(Path.Combine(Folder, "par"));
        double[] x = Array("x_eval");
        Near("par", "log_r_pair", estimator.Evaluate(x.AsSpan(0, 12), Array("theta_eval"), pairwise: true).Values);
        EstimatorValues all = estimator.Evaluate(x, Array("theta_eval"));
        double[] pairs = estimator.Evaluate(x, Array("theta_eval"), pairwise: true).Values;
        Assert.Equal(all.Values[4], pairs[4], 1e-14);
    }

    [Fact]
    public void The_information_of_a_ratio_summed_and_by_event()
    {
        Estimator estimator = MadMinerFiles.Read(Path.Combine(Folder, "par"));
        double[] weights = [1, 2, 3, 4, 5];
        double[] scores = estimator.Score(Array("x_eval"), Array("theta_eval").AsSpan(0, 2));
        Near("par", "fisher", [.. FisherInformation.Of(scores, 2, 10, weights).Cast<double>()]);
        Near("par", "fisher_events", FisherInformation.PerEvent(scores, 2, 10));
        Assert.Equal([1, 2, 3, 4, 5], weights);
    }

    [Fact]
    public void Doubly_parameterized_ratios_right_and_as_returned()
    {
        string path = Path.Combine(Folder, "dbl");
        EstimatorValues right = MadMinerFiles.Read(path).Evaluate(Array("x_eval"), Array("theta_eval"), Array("theta1_eval"), withScore: true);
        Near("dbl", "log_r_all_correct", right.Values);
        Near("dbl", "score0_correct", right.Score!);
        Near("dbl", "score1_correct", right.DenominatorDerivative!);
        Near("dbl", "log_r_all_as_returned", MadMinerFiles.Read(path, asMadMiner: true).Evaluate(Array("x_eval"), Array("theta_eval"), Array("theta1_eval")).Values);
    }

    [Fact]
    public void Densities_right_and_as_returned()
    {
        string path = Path.Combine(Folder, "lik");
        EstimatorValues right = MadMinerFiles.Read(path).Evaluate(Array("x_eval"), Array("theta_eval"), withScore: true);
        Near("lik", "log_p_physical", right.Values);
        Near("lik", "score_correct", right.Score!);
        double jacobian = Expected.GetProperty("lik").GetProperty("log_jacobian").GetDouble();
        Near("lik", "log_p_scaled_theta", [.. right.Values.Select(v => v - jacobian)]);
        Near("lik", "log_p_as_returned", MadMinerFiles.Read(path, asMadMiner: true).Evaluate(Array("x_eval"), Array("theta_eval")).Values);
    }

    [Fact]
    public void Scores_with_every_treatment_of_nuisance_parameters()
    {
        Estimator estimator = MadMinerFiles.Read(Path.Combine(Folder, "sco"));
        double[] x = Array("x_eval");
        Near("sco", "score", estimator.Score(x));
        Near("sco", "score_profile", estimator.Score(x, mode: NuisanceMode.Profile));
        Near("sco", "score_project", estimator.Score(x, mode: NuisanceMode.Project));
        Near("sco", "fisher", [.. FisherInformation.Of(estimator.Score(x), 2, 10).Cast<double>()]);
    }

    [Theory]
    [InlineData(EnsembleFisherMode.Score, "I_score", "C_score")]
    [InlineData(EnsembleFisherMode.ModifiedScore, "I_modified_score", "C_modified_score")]
    [InlineData(EnsembleFisherMode.Information, "I_information", "C_information")]
    public void The_information_of_an_ensemble_and_its_covariance(EnsembleFisherMode mode, string information, string covariance)
    {
        EstimatorEnsemble ensemble = MadMinerFiles.ReadEnsemble(Path.Combine(Folder, "ens"));
        (double[,] found, double[,]? spread) = ensemble.Fisher(Array("x_ens"), [], 10, mode, cancellation: TestContext.Current.CancellationToken);
        Near("ens", information, [.. found.Cast<double>()]);

        // The reference's covariance is made from differences of single-precision scores a thousandth of their spread apart.
        Near("ens", covariance, [.. spread!.Cast<double>()], mode == EnsembleFisherMode.Score ? 1e-3 : Tolerance);
    }

    [Fact]
    public void The_mean_score_of_an_ensemble()
    {
        EstimatorEnsemble ensemble = MadMinerFiles.ReadEnsemble(Path.Combine(Folder, "ens"));
        Near("ens", "score_mean", EstimatorEnsemble.Mean([.. ensemble.Members.Select(m => m.Score(Array("x_eval")))]));
    }

    [Fact]
    public void Nuisance_matrices_are_those_of_the_information()
    {
        double[,] information = { { 4, 1, 0.5 }, { 1, 3, 0.2 }, { 0.5, 0.2, 2 } };
        NuisanceMatrices matrices = NuisanceMatrices.Of(information, [2, 0]);
        Assert.Equal(1, matrices.Project[0, 2]);
        Assert.Equal(1, matrices.Project[1, 0]);
        Assert.Equal(-0.2 / 3, matrices.Profile[0, 1], 1e-15);
        Assert.Equal(-1.0 / 3, matrices.Profile[1, 1], 1e-15);
        Assert.Throws<ArgumentException>(() => NuisanceMatrices.Of(information, [0, 0]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Events_that_are_not_numbers_are_named_by_row_and_column(double bad)
    {
        Estimator estimator = MadMinerFiles.Read(Path.Combine(Folder, "par"));
        double[] x = Array("x_eval");
        x[7] = bad;
        string message = Assert.Throws<ArgumentException>(() => estimator.Evaluate(x, Array("theta_eval"))).Message;
        Assert.Contains("Row 2", message, StringComparison.Ordinal);
        Assert.Contains("column 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_estimator_cannot_say_is_refused()
    {
        Estimator score = MadMinerFiles.Read(Path.Combine(Folder, "ens", "estimator_0"));
        Assert.Throws<ArgumentException>(() => score.Evaluate([1, 2, 3], [0, 0]));
        Assert.Throws<ArgumentException>(() => score.Score([1, 2, 3], mode: NuisanceMode.Profile));
        Assert.Throws<ArgumentException>(() => score.Score([1, 2]));
        Estimator ratio = MadMinerFiles.Read(Path.Combine(Folder, "par"));
        Assert.Throws<ArgumentException>(() => ratio.Evaluate([1, 2, 3], []));
        Assert.Empty(ratio.Evaluate([], [0, 0]).Values);
        Assert.Throws<ArgumentException>(() => FisherInformation.Of([1.0, 2.0], 2, 10, [0.0]));
        Assert.Throws<FileNotFoundException>(() => MadMinerFiles.Read(Path.Combine(Folder, "nothing")));
    }

    [Theory]
    [InlineData("{}", "estimator_type")]
    [InlineData("{\"estimator_type\": \"guess\"}", "guess")]
    [InlineData("{\"estimator_type\": \"score\", \"activation\": \"prelu\"}", "prelu")]
    [InlineData("{\"estimator_type\": \"score\", \"activation\": \"tanh\", \"n_observables\": 0}", "n_observables")]
    [InlineData("{\"estimator_type\"", "not a settings file")]
    public void Settings_that_cannot_be_are_refused(string text, string found)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, text);
        try
        {
            Assert.Contains(found, Assert.Throws<InvalidDataException>(() => MadMinerSettings.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double[] Array(string name)
    {
        using NpyArray array = NpyArray.Open(Path.Combine(Folder, name + ".npy"));
        return array.ToDoubles();
    }

    private static void Near(string model, string key, double[] found, double tolerance = Tolerance)
    {
        double[] expected = Numbers(Expected.GetProperty(model).GetProperty(key));
        Assert.Equal(expected.Length, found.Length);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++) Assert.True(Math.Abs(found[i] - expected[i]) <= tolerance * scale, $"{key}[{i}]: {found[i]:R}, expected {expected[i]:R}");
    }

    private static double[] Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Numbers)] : [element.GetDouble()];
}
