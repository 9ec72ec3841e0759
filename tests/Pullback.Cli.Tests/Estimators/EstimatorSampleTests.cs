using System.Text.Json.Nodes;
using Pullback.Data.Npy;
using Pullback.Learning.Estimators.Events;
using Pullback.Learning.Tests.Estimators.Events;

namespace Pullback.Cli.Tests.Estimators;

/// <summary><c>estimator sample</c>.</summary>
public sealed class EstimatorSampleTests : IDisposable
{
    private static readonly string Density = Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "models", "lik");
    private readonly TestCommand _command = new();

    public EstimatorSampleTests() => MadMinerFileWriter.Write(Path.Combine(_command.Folder, "events.h5"), QuadraticEvents.Create(2000, nuisance: true));

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("ratio", "theta0: {prior: {c: [flat, -0.4, 0.4]}, count: 20}\ntheta1: {benchmarks: b0}", "x theta0 theta1 y r_xz t_xz event_ids")]
    [InlineData("double-ratio", "theta0: {prior: {c: [gaussian, 0, 0.2]}, count: 20}\ntheta1: {points: [0.1, [0.2]]}", "x theta0 theta1 y r_xz t_xz0 t_xz1 event_ids")]
    [InlineData("double-ratio", "theta0: {points: [0.1]}\ntheta1: {benchmarks: b0}\nadditional_theta: {points: [-0.2]}\nminimum_effective_events: 5", "x theta0 theta1 y r_xz t_xz0 t_xz1 event_ids")]
    [InlineData("score", "theta: {benchmarks: [b0]}", "x theta t_xz event_ids")]
    [InlineData("density", "theta: {prior: {c: [flat, -0.4, 0.4]}, count: 7}", "x theta t_xz event_ids")]
    [InlineData("density", "theta: {benchmarks: [b0]}\nweighted: true", "x theta t_xz weights event_ids")]
    [InlineData("test", "theta: {points: [[0.1]]}\npartition: all", "x theta event_ids")]
    public void Each_kind_has_its_arrays(string kind, string points, string arrays)
    {
        Write("sample.yml", $"file: events.h5\nkind: {kind}\n{(points.Contains("weighted", StringComparison.Ordinal) ? "" : "events: 501\n")}{points}\n");
        Assert.Equal(0, _command.Run("estimator", "sample", "sample.yml", "--out", "run", "--json"));
        JsonNode document = JsonNode.Parse(_command.Out)!;
        int count = document["events"]!.GetValue<int>();
        Assert.True(count is 501 or 1002 or 1200, $"{count}");
        Assert.Equal(kind, document["kind"]!.GetValue<string>());
        Assert.Equal(3, document["cross_sections"]!.AsArray().Count);
        Assert.Equal(arrays.Split(' ').Order(), Directory.GetFiles(Path.Combine(_command.Folder, "run"), "*.npy").Select(f => Path.GetFileNameWithoutExtension(f)!).Order());
        foreach (string name in arrays.Split(' '))
        {
            using NpyArray array = NpyArray.Open(Path.Combine(_command.Folder, "run", name + ".npy"));
            Assert.Equal([count, name == "x" ? 2 : 1], array.Shape);
            Assert.All(array.ToDoubles(), v => Assert.True(double.IsFinite(v)));
        }
    }

    [Fact]
    public void Joint_ratio_and_score_are_those_of_the_events()
    {
        Write("sample.yml", "file: events.h5\nkind: ratio\nevents: 4000\npartition: all\ntheta0: {points: [0.3]}\ntheta1: {benchmarks: b0}\n");
        Assert.Equal(0, _command.Run("estimator", "sample", "sample.yml", "--out", "run"));
        double[] x = Read("run", "x"), r = Read("run", "r_xz"), t = Read("run", "t_xz");
        QuadraticEvents.Sums(2000, 0.3, out double sigma, out double slope);
        for (int e = 0; e < r.Length; e++)
        {
            double z = x[(2 * e) + 1];
            Assert.Equal(QuadraticEvents.Weight(z, 0.3) / sigma, r[e], 1e-9 * r[e]);
            Assert.Equal((2 * z / (1 + (0.3 * z))) - (slope / sigma), t[e], 1e-8 * (1 + Math.Abs(t[e])));
        }
    }

    [Fact]
    public void Threads_change_nothing_and_nuisance_parameters_follow()
    {
        Write("sample.yml", "file: events.h5\nkind: score\nevents: 300\nnuisance: true\ntheta: {prior: {c: 0.1}, count: 9}\n");
        foreach (string threads in new[] { "1", "3" }) Assert.Equal(0, _command.Run("estimator", "sample", "sample.yml", "--out", "run" + threads, "--threads", threads));
        foreach (string name in new[] { "x", "theta", "t_xz", "event_ids" }) Assert.Equal(Read("run1", name), Read("run3", name));
        Assert.Equal(600, Read("run1", "theta").Length);
        Assert.Contains(Read("run1", "theta"), v => v < -0.2);
    }

    [Fact]
    public void A_sample_trains_an_estimator()
    {
        Write("sample.yml", "file: events.h5\nkind: ratio\nevents: 500\ntheta0: {prior: {c: [flat, -0.3, 0.3]}, count: 50}\ntheta1: {benchmarks: b0}\n");
        Assert.Equal(0, _command.Run("estimator", "sample", "sample.yml", "--out", "run"));
        Write("train.yml", "method: alices\ndata: {x: run/x.npy, theta: run/theta0.npy, y: run/y.npy, r_xz: run/r_xz.npy, t_xz: run/t_xz.npy, event_ids: run/event_ids.npy}\nnetwork: {hidden: [4]}\ntraining: {epochs: 2}\n");
        Assert.Equal(0, _command.Run("estimator", "train", "train.yml", "--out", "model"));
    }

    [Fact]
    public void A_density_gives_events()
    {
        NpyWriter.Write<double>(Path.Combine(_command.Folder, "t.npy"), new double[] { 0, 0.5, 1, -1 }, 2, 2);
        foreach (string run in new[] { "a", "b" }) Assert.Equal(0, _command.Run("estimator", "sample", Density, "--theta", "t.npy", "--events", "50", "--seed", "3", "--out", run));
        Assert.Equal(Read("a", "x"), Read("b", "x"));
        Assert.Equal(300, Read("a", "x").Length);
        Assert.Equal([0, 0.5], Read("a", "theta")[98..100]);
    }

    [Theory]
    [InlineData("no benchmark 'sm'", "kind: score\ntheta: {benchmarks: sm}")]
    [InlineData("no parameter 'd'", "kind: score\ntheta: {prior: {d: [flat, 0, 1]}}")]
    [InlineData("'kind' is missing", "theta: {points: [1]}")]
    [InlineData("'theta1' is missing", "kind: ratio\ntheta0: {points: [1]}")]
    [InlineData("Give one of", "kind: score\ntheta: {points: [1], benchmarks: b0}")]
    [InlineData("this is no prior", "kind: score\ntheta: {prior: {c: [flat, 1]}}")]
    [InlineData("has 3 numbers", "kind: score\ntheta: {points: [[1, 2, 3]]}")]
    [InlineData("unknown key 'event'", "kind: score\nevent: 3\ntheta: {points: [1]}")]
    [InlineData("take more than all", "kind: score\ntest_fraction: 0.8\nvalidation_fraction: 0.8\ntheta: {points: [1]}")]
    [InlineData("no events in the partition", "kind: score\ntest_fraction: 0\npartition: test\ntheta: {points: [1]}")]
    [InlineData("but there are 2", "kind: score\nweighted: true\ntheta: {points: [0.1, 0.2]}")]
    public void Bad_configurations_end_in_two_and_write_nothing(string reason, string configuration)
    {
        Write("sample.yml", $"file: events.h5\n{configuration}\n");
        Assert.Equal(2, _command.Run("estimator", "sample", "sample.yml", "--out", "run"));
        Assert.Contains(reason, _command.ErrorText, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_command.Folder, "run")));
    }

    [Fact]
    public void Damaged_files_and_wrong_estimators_are_named()
    {
        Write("sample.yml", "file: cut.h5\nkind: score\ntheta: {points: [0.1]}\n");
        Assert.Equal(2, _command.Run("estimator", "sample", "sample.yml", "--out", "run"));
        Assert.Contains("cut.h5: no such file", _command.ErrorText, StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(_command.Folder, "cut.h5"), File.ReadAllBytes(Path.Combine(_command.Folder, "events.h5"))[..3000]);
        Assert.Equal(2, _command.Run("estimator", "sample", "sample.yml", "--out", "run"));
        Assert.Contains("cut off", _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal(2, _command.Run("estimator", "sample", Density));
        Assert.Contains("--theta", _command.ErrorText, StringComparison.Ordinal);
        NpyWriter.Write<double>(Path.Combine(_command.Folder, "t.npy"), new double[] { 0, 0.5 }, 1, 2);
        Assert.Equal(2, _command.Run("estimator", "sample", Density[..^3] + "par", "--theta", "t.npy", "--out", "run"));
        Assert.Contains("no density", _command.ErrorText, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_command.Folder, "run")));
    }

    private double[] Read(string run, string name)
    {
        using NpyArray array = NpyArray.Open(Path.Combine(_command.Folder, run, name + ".npy"));
        return array.ToDoubles();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_command.Folder, name), text);
}
