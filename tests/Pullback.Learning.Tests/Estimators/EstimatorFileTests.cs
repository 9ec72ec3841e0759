using Pullback.Learning.Estimators;

namespace Pullback.Learning.Tests.Estimators;

public sealed class EstimatorFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("estimator").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_ensemble_comes_back_as_it_was()
    {
        string path = Path.Combine(_folder, "model.pullback");
        EstimatorEnsemble ensemble = new([Score(1), Score(2)]);
        EstimatorFile.Write(path, ensemble, new Dictionary<string, string> { ["made by"] = "a test" });
        EstimatorEnsemble read = EstimatorFile.Read(path);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(ensemble.Members[i].Weights.ToArray(), read.Members[i].Weights.ToArray());
            Assert.Equal(ensemble.Members[i].Score([1.0, 2, 3], mode: NuisanceMode.Profile), read.Members[i].Score([1.0, 2, 3], mode: NuisanceMode.Profile));
            Assert.Equal(ensemble.Members[i].Definition.Features, read.Members[i].Definition.Features);
        }

        Assert.Equal("a test", EstimatorFile.Notes(path)["made by"]);
    }

    [Fact]
    public void Every_cut_or_changed_file_is_refused()
    {
        string path = Path.Combine(_folder, "model.pullback");
        EstimatorFile.Write(path, new EstimatorEnsemble([Score(1)]));
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => EstimatorFile.Read(path));
        }

        for (int at = 0; at < whole.Length; at += 5)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            File.WriteAllBytes(path, changed);
            Assert.Throws<InvalidDataException>(() => EstimatorFile.Read(path));
        }
    }

    private static Estimator Score(int seed)
    {
        var definition = new EstimatorDefinition { Kind = EstimatorKind.Score, Observables = 3, Parameters = 2, Hidden = [3], Features = [2, 1] };
        double[] weights = new double[new EstimatorGraph(definition, Autodiff.ElementType.Float64).Weights.Length];
        for (int i = 0; i < weights.Length; i++) weights[i] = Math.Sin(seed * (i + 1));
        return new Estimator(definition, weights, new Scaling([1, 2, 3], [0.5, 0.25, 2]), null, NuisanceMatrices.Of(new double[,] { { 2, 0.5 }, { 0.5, 1 } }, [0]));
    }
}
