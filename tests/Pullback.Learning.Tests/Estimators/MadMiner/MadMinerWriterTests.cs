using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.MadMiner;
using Pullback.Learning.Files.Torch;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Tests.Estimators.MadMiner;

public sealed class MadMinerWriterTests : IDisposable
{
    private static readonly string Models = Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "models");
    private readonly string _folder = Directory.CreateTempSubdirectory("madminer").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("par")]
    [InlineData("par_drop")]
    [InlineData("sco")]
    public void What_was_read_is_written_as_it_was(string name)
    {
        string source = Path.Combine(Models, name), target = Path.Combine(_folder, "new", "copy");
        Estimator first = MadMinerFiles.Read(source);
        IReadOnlyList<string> files = MadMinerWriter.Write(target, first);
        Assert.All(files, file => Assert.True(File.Exists(file)));
        Assert.Equal(Directory.GetFiles(Models, name + "_*").Where(f => name != "par" || !f.Contains("par_drop", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)[name.Length..]).Order(), files.Select(f => Path.GetFileName(f)["copy".Length..]).Order());
        Estimator second = MadMinerFiles.Read(target);
        Assert.Equal(first.Weights.ToArray(), second.Weights.ToArray());
        Assert.Equal(first.ObservableScaling.Means, second.ObservableScaling.Means);
        Assert.Equal(first.ParameterScaling?.Deviations, second.ParameterScaling?.Deviations);
        Assert.Equal(first.Nuisance?.Profile, second.Nuisance?.Profile);
        StateDictionary before = StateDictionaryReader.Read(source + "_state_dict.pt"), after = StateDictionaryReader.Read(target + "_state_dict.pt");
        Assert.Equal(before.Select(t => t.Name).Order(), after.Select(t => t.Name).Order());
        foreach (StateTensor tensor in before)
        {
            Assert.Equal(tensor.Shape, after[tensor.Name].Shape);
            Assert.Equal(tensor.ToSingles(), after[tensor.Name].ToSingles());
        }
    }

    [Theory]
    [InlineData("dbl", true)]
    [InlineData("lik", false)]
    public void Where_MadMiner_forgets_the_scaling_it_is_in_the_weights(string name, bool two)
    {
        Estimator first = MadMinerFiles.Read(Path.Combine(Models, name));
        string target = Path.Combine(_folder, name);
        MadMinerWriter.Write(target, first);
        double[] x = [0.3, -1, 0.7, 1.5, 0.2, -0.4], theta = [0.5, -0.3], other = two ? [0.1, 0.8] : [];
        EstimatorValues right = first.Evaluate(x, theta, other, withScore: true);

        // MadMiner's own way, which does not scale parameters, now comes to the right ratio; of densities the difference of two points.
        Estimator asMadMiner = MadMinerFiles.Read(target, asMadMiner: true);
        EstimatorValues found = asMadMiner.Evaluate(x, theta, other, withScore: true);
        double[] elsewhere = [0.2, 0.1];
        double[] zeroRight = two ? new double[2] : first.Evaluate(x, elsewhere).Values, zeroFound = two ? new double[2] : asMadMiner.Evaluate(x, elsewhere).Values;
        for (int e = 0; e < 2; e++) Assert.Equal(right.Values[e] - zeroRight[e], found.Values[e] - zeroFound[e], 1e-5);
        for (int i = 0; i < right.Score!.Length; i++) Assert.Equal(right.Score[i], found.Score![i], 1e-5);
        EstimatorValues again = MadMinerFiles.Read(target).Evaluate(x, theta, other);
        for (int e = 0; e < 2; e++) Assert.Equal(right.Values[e], again.Values[e], 1e-5);
        StateDictionary before = StateDictionaryReader.Read(Path.Combine(Models, name + "_state_dict.pt")), after = StateDictionaryReader.Read(target + "_state_dict.pt");
        Assert.Equal(before.Select(t => (t.Name, string.Join(",", t.Shape))).Order(), after.Select(t => (t.Name, string.Join(",", t.Shape))).Order());
    }

    [Fact]
    public void An_ensemble_is_written_and_read()
    {
        EstimatorEnsemble first = MadMinerFiles.ReadEnsemble(Path.Combine(Models, "ens"));
        MadMinerWriter.WriteEnsemble(Path.Combine(_folder, "ens"), first);
        EstimatorEnsemble second = MadMinerFiles.ReadEnsemble(Path.Combine(_folder, "ens"));
        Assert.Equal(first.Members.Select(m => m.Weights.ToArray()), second.Members.Select(m => m.Weights.ToArray()));
        Assert.Contains("exists already", Assert.Throws<IOException>(() => MadMinerWriter.WriteEnsemble(Path.Combine(_folder, "ens"), first)).Message, StringComparison.Ordinal);
        MadMinerWriter.WriteEnsemble(Path.Combine(_folder, "ens"), first, overwrite: true);
    }

    [Fact]
    public void A_mixture_and_a_network_with_dropout_are_written_as_evaluation_uses_them()
    {
        var mixture = new EstimatorDefinition { Kind = EstimatorKind.Likelihood, Observables = 2, Parameters = 1, Hidden = [4], Steps = 2, Components = 3, Reverse = false };
        var dropout = new EstimatorDefinition { Kind = EstimatorKind.ParameterizedRatio, Observables = 2, Parameters = 1, Hidden = [4], Dropout = 0.3, Features = [1] };
        foreach (EstimatorDefinition definition in (EstimatorDefinition[])[mixture, dropout])
        {
            Estimator first = Random(definition);
            MadMinerWriter.Write(Path.Combine(_folder, "m"), first, overwrite: true);
            Estimator second = MadMinerFiles.Read(Path.Combine(_folder, "m"));
            Assert.Equal(first.Evaluate([0.3, 0.4], [0.5]).Values[0], second.Evaluate([0.3, 0.4], [0.5]).Values[0], 1e-6);
        }
    }

    [Fact]
    public void What_MadMiner_does_not_have_is_refused_and_nothing_written()
    {
        var sigmoid = new EstimatorDefinition { Kind = EstimatorKind.Score, Observables = 1, Parameters = 1, Hidden = [2], Activation = Activation.Sigmoid };
        Assert.Contains("rectifier", Assert.Throws<NotSupportedException>(() => MadMinerWriter.Write(Path.Combine(_folder, "a"), Random(sigmoid))).Message, StringComparison.Ordinal);
        var reversed = new EstimatorDefinition { Kind = EstimatorKind.Likelihood, Observables = 2, Parameters = 1, Hidden = [2], Steps = 2 };
        Assert.Contains("reverse: false", Assert.Throws<NotSupportedException>(() => MadMinerWriter.Write(Path.Combine(_folder, "b"), Random(reversed))).Message, StringComparison.Ordinal);
        EstimatorDefinition normalized = reversed with { Reverse = false, BatchNormalization = 0.1 };
        Assert.Contains("batch normalisation", Assert.Throws<NotSupportedException>(() => MadMinerWriter.Write(Path.Combine(_folder, "c"), Random(normalized))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static Estimator Random(EstimatorDefinition definition)
    {
        double[] weights = new double[new EstimatorGraph(definition, Autodiff.ElementType.Float64).Weights.Length];
        for (int i = 0; i < weights.Length; i++) weights[i] = (float)(0.5 * Math.Sin(i + 1));
        return new Estimator(definition, weights, new Scaling([.. Enumerable.Repeat(0.2, definition.Observables)], [.. Enumerable.Repeat(1.5, definition.Observables)]));
    }
}
