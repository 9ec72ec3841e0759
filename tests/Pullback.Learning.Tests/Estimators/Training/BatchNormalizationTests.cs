using Pullback.Autodiff;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Makers;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Tests.Estimators.Training;

/// <summary>Flows with batch normalisation: what is stored, and that it is all that evaluation needs.</summary>
public sealed class BatchNormalizationTests
{
    private static readonly SimulatedSample Sample = SimulatedSample.ForDensity(GaussianSimulator.TwoParameters, 3000, 1, 4);
    private static readonly EstimatorDefinition Definition =
        Trainings.Definition(GaussianSimulator.TwoParameters, EstimatorKind.Likelihood, [12]) with { BatchNormalization = 0.05 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Stored_statistics_are_those_of_the_events()
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Nde, epochs: 6).With(t => t with { EarlyStopping = null, Schedule = new Learning.Training.GeometricSchedule { Final = 1e-3 } });
        Estimator trained = Train(Definition, options).Estimator;
        var graph = new EstimatorGraph(Definition, ElementType.Float64);
        Assert.Equal(4, graph.Statistics.Count);
        using Evaluator evaluator = CompiledProgram.Compile([.. graph.Statistics]).CreateEvaluator();
        graph.Weights.Set<double>(evaluator, trained.Weights.Span);
        evaluator.Bind(graph.Observables, trained.ObservableScaling.Apply(Sample.Observables));
        evaluator.Bind(graph.Numerator, trained.ParameterScaling!.Apply(Sample.Numerator));
        evaluator.Evaluate(Token);
        WeightTensor[] stored = [.. graph.Weights.Tensors.Where(t => !t.IsTrained)];
        for (int k = 0; k < 4; k++)
        {
            ReadOnlySpan<double> batch = evaluator.Float64(graph.Statistics[k]);
            for (int d = 0; d < batch.Length; d++) Assert.Equal(batch[d], trained.Weights.Span[stored[k].Offset + d], 0.1);
        }
    }

    [Fact]
    public void An_event_has_the_same_density_alone_and_among_others()
    {
        Estimator trained = Train(Definition, Trainings.Options(EstimatorMethod.Scandal, epochs: 2)).Estimator;
        double[] x = Sample.Observables[..30], theta = [0.2, -0.4];
        double[] together = trained.Evaluate(x, theta, cancellation: Token).Values;
        for (int e = 0; e < 10; e++) Assert.Equal(together[e], trained.Evaluate(x.AsSpan(3 * e, 3), theta, cancellation: Token).Values[0], 1e-12);
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            EstimatorFile.Write(path, new EstimatorEnsemble([trained]));
            Assert.Equal(together, EstimatorFile.Read(path).Members[0].Evaluate(x, theta, cancellation: Token).Values);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_resumed_training_ends_with_the_same_bits()
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Nde, epochs: 3).With(t => t with { CheckpointEvery = 1 });
        var kept = new List<EstimatorCheckpoint>();
        var trainer = new EstimatorTrainer(Definition, options, Sample.ToData(EstimatorKind.Likelihood));
        double[] whole = trainer.Train(checkpoint: kept.Add, cancellation: Token).Estimator.Weights.ToArray();
        Assert.Equal(whole, trainer.Train(resume: kept[0], cancellation: Token).Estimator.Weights.ToArray());
    }

    [Fact]
    public void Normalisation_learns_as_well_as_none()
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Nde, epochs: 8);
        double plain = Train(Definition with { BatchNormalization = null }, options).History[^1].Validation!.Total;
        double normalized = Train(Definition, options).History[^1].Validation!.Total;
        Assert.InRange(normalized - plain, -0.1, 0.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_share_out_of_range_and_another_kind_are_refused(double share)
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Nde);
        Assert.Contains("above 0", Assert.Throws<ArgumentException>(() => Train(Definition with { BatchNormalization = share }, options)).Message, StringComparison.Ordinal);
        ArgumentException kind = Assert.Throws<ArgumentException>(() => new EstimatorTrainer(Trainings.Toy() with { BatchNormalization = 0.1 }, Trainings.Options(EstimatorMethod.Alice), Trainings.Data(100)));
        Assert.Contains("ParameterizedRatio", kind.Message, StringComparison.Ordinal);
    }

    private static EstimatorTrainingResult Train(EstimatorDefinition definition, EstimatorTrainingOptions options) =>
        new EstimatorTrainer(definition, options, Sample.ToData(EstimatorKind.Likelihood)).Train(cancellation: Token);
}
