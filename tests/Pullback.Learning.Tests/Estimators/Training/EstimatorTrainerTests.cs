using Pullback.Autodiff;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Makers;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Estimators.Training.Rows;
using Pullback.Learning.Training;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Estimators.Training;

public sealed class EstimatorTrainerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_resumed_training_ends_with_the_same_bits(int dropoutTenths)
    {
        EstimatorDefinition definition = Trainings.Toy() with { Dropout = 0.1 * dropoutTenths };
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Alices, epochs: 5);
        var trainer = new EstimatorTrainer(definition, options, Trainings.Data());
        EstimatorTrainingResult whole = trainer.Train(cancellation: Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        EstimatorCheckpoint? kept = null;
        Assert.Throws<OperationCanceledException>(() => trainer.Train(new Stopper(stop, after: 2), null, state => kept = state, stop.Token));
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        kept!.Write(path);
        try
        {
            EstimatorCheckpoint read = EstimatorCheckpoint.Read(path);
            Assert.Equal(2, read.History.Count);
            EstimatorTrainingResult rest = trainer.Train(resume: read, cancellation: Token);
            Assert.Equal(whole.Estimator.Weights.ToArray(), rest.Estimator.Weights.ToArray());
            Assert.Equal(whole.History.Select(e => e.Validation!.Total), rest.History.Select(e => e.Validation!.Total));
            ArgumentException other = Assert.Throws<ArgumentException>(() => new EstimatorTrainer(definition, options with { Alpha = 2 }, Trainings.Data()).Train(resume: read, cancellation: Token));
            Assert.Contains("another training", other.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Neither_threads_nor_where_the_events_are_held_change_a_bit()
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Rascal, epochs: 2, batch: 2500) with { ShuffleRows = 2048, SampleLimit = 9000 };
        EstimatorData data = Trainings.Data(5000);
        double[] reference = Weights(options);
        Assert.Equal(reference, Weights(options.With(t => t with { Threads = 2 })));
        Assert.Equal(reference, Weights(options.With(t => t with { Threads = 5 })));
        Assert.Equal(reference, Weights(options with { MemoryBytes = 0 }));
        Assert.NotEqual(reference, Weights(options.With(t => t with { Seed = 2 })));

        double[] Weights(EstimatorTrainingOptions changed) => new EstimatorTrainer(Trainings.Toy(), changed, data).Train(cancellation: Token).Estimator.Weights.ToArray();
    }

    [Fact]
    public void Batches_whose_weights_add_up_to_nothing_leave_the_loss_finite()
    {
        EstimatorData data = Trainings.Data(500);
        double[] weights = [.. Enumerable.Range(0, 1000).Select(i => i % 9 == 0 ? 1.0 : i % 9 == 1 ? -0.5 : 0)];
        EstimatorTrainingResult result = new EstimatorTrainer(
            Trainings.Toy(), Trainings.Options(EstimatorMethod.Alices, epochs: 2, batch: 3), data with { Weights = RowColumns.Of("weights", weights) }).Train(cancellation: Token);
        Assert.All(result.History, epoch => Assert.True(double.IsFinite(epoch.Training.Total) && epoch.Training.Parts.Values.All(double.IsFinite)));
        Assert.All(result.Estimator.Weights.ToArray(), w => Assert.True(double.IsFinite(w)));

        // The parts are means over the whole epoch, so that they add up to the total.
        Assert.All(result.History, epoch => Assert.Equal(epoch.Training.Total, epoch.Training.Parts["improved_xe"] + epoch.Training.Parts["mse_score"], 1e-4 * Math.Abs(epoch.Training.Total)));
    }

    [Fact]
    public void The_weights_at_the_end_are_those_of_the_best_epoch()
    {
        // A learning rate far too large makes the loss jump, so that the last epoch is not the best.
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Carl, epochs: 12, rate: 2).With(t => t with { Schedule = LearningRateSchedule.Constant });
        EstimatorData data = Trainings.Data(400);
        EstimatorTrainingResult result = new EstimatorTrainer(Trainings.Toy(), options, data, validation: data).Train(cancellation: Token);
        double[] losses = [.. result.History.Select(e => e.Validation!.Total)];
        Assert.Equal(losses.Min(), losses[result.BestEpoch - 1]);
        Assert.NotEqual(losses.Length, result.BestEpoch);
        Assert.Equal(losses.Min(), CrossEntropy(result.Estimator, SimulatedSample.ForRatio(GaussianSimulator.Toy, 400, 2, 5)), 1e-5);

        EstimatorTrainingResult last = new EstimatorTrainer(Trainings.Toy(), options.With(t => t with { EarlyStopping = null }), data, validation: data).Train(cancellation: Token);
        Assert.Equal(losses[^1], CrossEntropy(last.Estimator, SimulatedSample.ForRatio(GaussianSimulator.Toy, 400, 2, 5)), 1e-5);
        EstimatorTrainingResult early = new EstimatorTrainer(Trainings.Toy(), options.With(t => t with { EarlyStopping = new EarlyStopping { Patience = 1 } }), data, validation: data).Train(cancellation: Token);
        Assert.Equal(early.BestEpoch + 1, early.History.Count);
    }

    [Fact]
    public void Rows_of_one_event_stay_together()
    {
        // Labels at random, every event eight times: a network that has seen the other copies knows the label, one that has not cannot.
        const int Events = 60;
        var stream = new RandomStream(3, "copies");
        double[] x = new double[Events * 8], theta = new double[Events * 8], y = new double[Events * 8], ids = new double[Events * 8];
        for (int e = 0; e < Events; e++)
        {
            (double value, double point, double label) = (stream.Normal(), stream.Normal(), stream.Below(2));
            for (int copy = 0; copy < 8; copy++) (x[(copy * Events) + e], theta[(copy * Events) + e], y[(copy * Events) + e], ids[(copy * Events) + e]) = (value, point, label, 1000 + e);
        }

        var data = new EstimatorData { Observables = RowColumns.Of("x", x), Parameters = RowColumns.Of("theta", theta), Labels = RowColumns.Of("y", y) };
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Carl, epochs: 60, rate: 0.02);
        EstimatorDefinition definition = Trainings.Toy() with { Hidden = [40, 40] };
        double apart = new EstimatorTrainer(definition, options, data with { EventIds = RowColumns.Of("id", ids) }).Train(cancellation: Token).History[^1].Validation!.Total;
        double mixed = new EstimatorTrainer(definition, options, data).Train(cancellation: Token).History[^1].Validation!.Total;
        Assert.True(mixed < 0.5, $"{mixed}");
        Assert.True(apart > 0.69, $"{apart}");
    }

    [Fact]
    public void Weights_take_the_place_of_another_sample()
    {
        // Events of N(0, 1) with weights e^{x − 1/2} stand for N(1, 1): ln r = x − 1/2. Their scale does not matter.
        const int Half = 6000;
        var stream = new RandomStream(8, "weights");
        double[] x = new double[2 * Half], y = new double[2 * Half], weights = new double[2 * Half];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = stream.Normal();
            y[i] = i < Half ? 0 : 1;
            weights[i] = 1e4 * (i < Half ? Math.Exp(x[i] - 0.5) : 1);
        }

        var data = new EstimatorData { Observables = RowColumns.Of("x", x), Parameters = RowColumns.Of("theta", new double[2 * Half]), Labels = RowColumns.Of("y", y), Weights = RowColumns.Of("w", weights) };
        Estimator estimator = new EstimatorTrainer(Trainings.Toy(), Trainings.Options(EstimatorMethod.Carl, epochs: 12), data).Train(cancellation: Token).Estimator;
        double[] points = [-1.5, -0.5, 0.5, 1.5];
        double[] found = estimator.Evaluate(points, [0.0]).Values;
        for (int i = 0; i < points.Length; i++) Assert.Equal(points[i] - 0.5, found[i], 0.2);
    }

    [Fact]
    public void Shuffled_labels_teach_a_ratio_of_one_and_a_score_of_zero()
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Cascal, epochs: 8) with { ShuffleLabels = true };
        Estimator ratio = new EstimatorTrainer(Trainings.Toy(), options, Trainings.Data(6000)).Train(cancellation: Token).Estimator;
        EstimatorValues values = ratio.Evaluate([-2.0, 0, 2], [-1.0, 1], withScore: true);
        Assert.All(values.Values, v => Assert.Equal(0, v, 0.15));
        Assert.All(values.Score!, v => Assert.Equal(0, v, 0.15));
        EstimatorTrainingOptions sally = Trainings.Options(EstimatorMethod.Sally, epochs: 8) with { ShuffleLabels = true };
        EstimatorData events = SimulatedSample.ForDensity(GaussianSimulator.Toy, 6000, 0, 4).ToData(EstimatorKind.Score);
        Assert.All(new EstimatorTrainer(Trainings.Toy(EstimatorKind.Score), sally, events).Train(cancellation: Token).Estimator.Score([-2.0, 0, 2]), v => Assert.Equal(0, v, 0.1));
    }

    [Fact]
    public void A_limited_sample_keeps_both_labels_although_the_rows_are_not_shuffled()
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Carl, epochs: 30) with { SampleLimit = 400 };
        EstimatorTrainingResult result = new EstimatorTrainer(Trainings.Toy(), options, Trainings.Data(20000)).Train(cancellation: Token);
        // Were only one label seen, it would be learned at once and the loss go to zero.
        Assert.InRange(result.History[^1].Training.Total, 0.6, 0.72);
    }

    [Fact]
    public void Features_select_observables_after_scaling()
    {
        SimulatedSample sample = SimulatedSample.ForRatio(GaussianSimulator.TwoParameters, 800, 1, 2);
        EstimatorDefinition definition = Trainings.Definition(GaussianSimulator.TwoParameters, EstimatorKind.ParameterizedRatio, [8]) with { Features = [2, 0] };
        Estimator chosen = new EstimatorTrainer(definition, Trainings.Options(EstimatorMethod.Carl), sample.ToData(EstimatorKind.ParameterizedRatio)).Train(cancellation: Token).Estimator;
        double[] two = new double[sample.Observables.Length / 3 * 2];
        for (int i = 0; i < two.Length / 2; i++) (two[2 * i], two[(2 * i) + 1]) = (sample.Observables[(3 * i) + 2], sample.Observables[3 * i]);
        EstimatorData narrowed = sample.ToData(EstimatorKind.ParameterizedRatio) with { Observables = RowColumns.Of("x", two, 2) };
        Estimator direct = new EstimatorTrainer(definition with { Features = null, Observables = 2 }, Trainings.Options(EstimatorMethod.Carl), narrowed).Train(cancellation: Token).Estimator;
        Assert.Equal(direct.Weights.ToArray(), chosen.Weights.ToArray());
        Assert.Equal(direct.Evaluate([0.3, -0.2], [0.1, 0.4]).Values[0], chosen.Evaluate([-0.2, 7, 0.3], [0.1, 0.4]).Values[0], 1e-12);
    }

    [Fact]
    public void Training_further_keeps_the_scaling_and_begins_at_the_given_weights()
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Carl);
        Estimator first = new EstimatorTrainer(Trainings.Toy(), options, Trainings.Data(seed: 1)).Train(cancellation: Token).Estimator;
        EstimatorTrainingOptions still = Trainings.Options(EstimatorMethod.Alices, epochs: 1, rate: 1e-12);
        Estimator second = new EstimatorTrainer(Trainings.Toy(), still, Trainings.Data(seed: 2), start: first).Train(cancellation: Token).Estimator;
        Assert.Equal(first.ObservableScaling, second.ObservableScaling);
        Assert.Equal(first.ParameterScaling, second.ParameterScaling);
        Assert.Equal(first.Evaluate([1.0], [0.5]).Values[0], second.Evaluate([1.0], [0.5]).Values[0], 1e-4);
        ArgumentException shape = Assert.Throws<ArgumentException>(() => new EstimatorTrainer(Trainings.Toy() with { Hidden = [11] }, options, Trainings.Data(), start: first));
        Assert.Contains("another shape", shape.Message, StringComparison.Ordinal);
        EstimatorData wider = SimulatedSample.ForRatio(GaussianSimulator.TwoParameters, 10, 1, 1).ToData(EstimatorKind.ParameterizedRatio);
        ArgumentException width = Assert.Throws<ArgumentException>(() => new EstimatorTrainer(first.Definition, options, wider, start: first));
        Assert.Contains("has 1 observables", width.Message, StringComparison.Ordinal);
        Assert.Contains("has 1 parameters", width.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unscaled_data_are_learned_as_they_are()
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Alices) with { ScaleObservables = false, ScaleParameters = false, Element = ElementType.Float64 };
        EstimatorTrainingResult result = new EstimatorTrainer(Trainings.Toy(), options, Trainings.Data()).Train(cancellation: Token);
        Assert.Null(result.Estimator.ParameterScaling);
        Assert.Equal([0.0], result.Estimator.ObservableScaling.Means);
        Assert.Equal([1.0], result.Estimator.ObservableScaling.Deviations);
        Assert.Equal(["improved_xe", "mse_score"], result.History[^1].Training.Parts.Keys);
        EstimatorLoss loss = result.History[^1].Validation!;
        Assert.Equal(loss.Parts["improved_xe"] + loss.Parts["mse_score"], loss.Total, 1e-12);
    }

    [Fact]
    public void What_cannot_be_learned_from_is_named_by_column_and_row()
    {
        double[] x = [0.5, 1.5, -0.5, 2.5], theta = [1, 1, 1, 1], y = [0, 0, 1, 1], ratio = [1, 2, 0.5, 1], score = [0, 1, 2, 3];
        Refused("'x' has NaN in row 2, column 0", EstimatorMethod.Carl, d => d with { Observables = RowColumns.Of("x", (double[])[0, 1, double.NaN, 2]) });
        Refused("'theta' has Infinity in row 1, column 0", EstimatorMethod.Carl, d => d with { Parameters = RowColumns.Of("theta", (double[])[0, double.PositiveInfinity, 0, 2]) });
        Refused("'y' has 2 in row 3, column 0 (both from 0); only the labels 0", EstimatorMethod.Carl, d => d with { Labels = RowColumns.Of("y", (double[])[0, 1, 1, 2]) });
        Refused("'r_xz' has -1 in row 0", EstimatorMethod.Alice, d => d with { JointRatio = RowColumns.Of("r_xz", (double[])[-1, 1, 1, 2]) });
        Refused("'t_xz' has NaN in row 1", EstimatorMethod.Cascal, d => d with { JointScore = RowColumns.Of("t_xz", (double[])[-1, double.NaN, 1, 2]) });
        Refused("joint likelihood ratio r_xz", EstimatorMethod.Rolr, d => d with { JointRatio = null });
        Refused("joint score t_xz", EstimatorMethod.Alices, d => d with { JointScore = null });
        Refused("labels y", EstimatorMethod.Carl, d => d with { Labels = null });
        Refused("parameters theta", EstimatorMethod.Carl, d => d with { Parameters = null });
        Refused("'y' has 3 rows, but 'x' has 4", EstimatorMethod.Carl, d => d with { Labels = RowColumns.Of("y", (double[])[0, 1, 1]) });
        Refused("add up to -1", EstimatorMethod.Carl, d => d with { Weights = RowColumns.Of("w", (double[])[1, -1, 1, -2]) });
        Refused("'t_xz' has 2 columns, but 'theta' has 1", EstimatorMethod.Cascal, d => d with { JointScore = RowColumns.Of("t_xz", new double[8], 2) });
        Refused("has no rows", EstimatorMethod.Carl, d => new EstimatorData { Observables = RowColumns.Of("x", (double[])[]), Parameters = RowColumns.Of("theta", (double[])[]), Labels = RowColumns.Of("y", (double[])[]) });
        Refused("same event id", EstimatorMethod.Carl, d => d with { EventIds = RowColumns.Of("id", new double[4]) });

        void Refused(string expected, EstimatorMethod method, Func<EstimatorData, EstimatorData> change)
        {
            var data = new EstimatorData
            {
                Observables = RowColumns.Of("x", x),
                Parameters = RowColumns.Of("theta", theta),
                Labels = RowColumns.Of("y", y),
                JointRatio = RowColumns.Of("r_xz", ratio),
                JointScore = RowColumns.Of("t_xz", score),
            };
            ArgumentException found = Assert.Throws<ArgumentException>(() => new EstimatorTrainer(Trainings.Toy(), Trainings.Options(method), change(data)).Train(cancellation: Token));
            Assert.Contains(expected, found.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_training_that_diverges_says_so()
    {
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Carl).With(t => t with { Optimizer = new Sgd { LearningRate = 1e38 } });
        ArithmeticException found = Assert.Throws<ArithmeticException>(() => new EstimatorTrainer(Trainings.Toy(), options, Trainings.Data()).Train(cancellation: Token));
        Assert.Contains("Epoch 1: the loss is", found.Message, StringComparison.Ordinal);
    }

    private static double CrossEntropy(Estimator estimator, SimulatedSample sample)
    {
        double[] values = estimator.Evaluate(sample.Observables, sample.Numerator, pairwise: true).Values;
        return values.Select((v, i) => sample.Labels[i] == 1 ? Math.Log(1 + Math.Exp(v)) : Math.Log(1 + Math.Exp(-v))).Average();
    }

    private sealed class Stopper(CancellationTokenSource source, int after) : IProgress<EstimatorEpoch>
    {
        public void Report(EstimatorEpoch value)
        {
            if (value.Epoch == after) source.Cancel();
        }
    }
}
