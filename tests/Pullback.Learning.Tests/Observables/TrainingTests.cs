using Pullback.HistFactory.Templates;
using Pullback.Learning.Layers;
using Pullback.Learning.Observables;
using Pullback.Learning.Observables.Makers;
using Pullback.Learning.Training;

namespace Pullback.Learning.Tests.Observables;

public sealed class TrainingTests
{
    [Theory]
    [InlineData(0.0, null)]
    [InlineData(0.3, 20)]
    public void A_training_resumed_after_any_epoch_ends_with_the_same_bits(double dropout, int? batch)
    {
        var checkpoints = new List<TrainingCheckpoint>();
        byte[] whole = Model(Trainer(dropout, batch).Train(checkpoint: checkpoints.Add));
        Assert.Equal(5, checkpoints.Count);
        foreach (TrainingCheckpoint from in checkpoints.SkipLast(1)) Assert.Equal(whole, Model(Trainer(dropout, batch).Train(resume: from)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Threads_do_not_change_a_bit(int threads) =>
        Assert.Equal(Model(Trainer(0.2, 20, threads: 1).Train()), Model(Trainer(0.2, 20, threads: threads).Train()));

    [Fact]
    public void A_checkpoint_of_another_training_is_refused()
    {
        var checkpoints = new List<TrainingCheckpoint>();
        Trainer(0, null).Train(checkpoint: checkpoints.Add);
        Assert.Contains("another training", Assert.Throws<ArgumentException>(() => Trainer(0, 20).Train(resume: checkpoints[0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_leaves_a_checkpoint_that_continues_to_the_same_bits()
    {
        byte[] whole = Model(Trainer(0, 20).Train());
        using var source = new CancellationTokenSource();
        TrainingCheckpoint? last = null;
        Assert.Throws<OperationCanceledException>(() => Trainer(0, 20).Train(new Listener(e => CancelAt(e, source)), checkpoint: c => last = c, cancellation: source.Token));
        Assert.Equal(2, last!.Epochs);
        Assert.Equal(whole, Model(Trainer(0, 20).Train(resume: last)));
    }

    [Fact]
    public void Early_stopping_gives_back_the_best_weights()
    {
        // A learning rate far too large: the loss soon rises.
        ObservableOptions options = Options(0, null) with
        {
            Training = new TrainingOptions
            {
                Seed = 3,
                Epochs = 60,
                Optimizer = new Sgd { LearningRate = 30 },
                EarlyStopping = new EarlyStopping { Patience = 4 },
                ValidationFraction = 0.3,
            },
        };
        ObservableTrainingResult result = new ObservableTrainer(options, Blobs.Draw(3)).Train();
        Assert.True(result.History.Count < 60);
        double best = result.History.Min(h => h.Validation!.Loss);
        Assert.Equal(best, result.FinalValidation!.Loss, 1e-9);
        Assert.Equal(result.History[result.BestEpoch!.Value].Validation!.Loss, best);
        Assert.Equal(result.BestEpoch.Value + 4, result.History.Count - 1);
    }

    [Fact]
    public void Dropout_leaves_evaluation_alone()
    {
        TrainedObservable observable = Trainer(0.5, null).Train().Observable;
        ObservableData data = Blobs.Draw(3);
        Assert.Equal(observable.Shares(data.Sets[0].Features), observable.Shares(data.Sets[0].Features));
    }

    [Fact]
    public void An_empty_bin_is_held_at_the_floor_reported_and_never_NaN()
    {
        // Output biases that send every event to the first bin.
        ObservableData data = new ThreeBlobs { Points = 30 }.Draw(1);
        var options = new ObservableOptions
        {
            Network = new NetworkOptions { Hidden = [], BiasDeviation = 2000, Initializer = WeightInitializer.GlorotNormal },
            Summary = new SoftmaxSummaryOptions { Bins = 2, Floor = 1e-6 },
            Recipe = new ThreeBlobs().Recipe(GammaMode.Shared),
            Training = new TrainingOptions { Epochs = 3, Seed = 4 },
        };
        ObservableTrainingResult result = new ObservableTrainer(options, data).Train();
        Assert.All(result.History, h => Assert.Equal(1, h.Training.EmptyBins));
        Assert.All(result.History, h => Assert.True(double.IsFinite(h.Training.Loss) && double.IsFinite(h.GradientNorm)));
        Assert.Equal(1e-6, result.Final.Background.Min());
    }

    [Fact]
    public void One_event_per_process_trains()
    {
        ObservableData data = new ThreeBlobs { Points = 1 }.Draw(2);
        ObservableTrainingResult result = new ObservableTrainer(Options(0, 1), data).Train();
        Assert.True(double.IsFinite(result.Final.Cls));
    }

    [Fact]
    public void A_model_file_brings_back_the_same_observable()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            TrainedObservable observable = Trainer(0, null).Train().Observable;
            observable.Save(path);
            TrainedObservable loaded = TrainedObservable.Load(path);
            ObservableData data = Blobs.Draw(9);
            Assert.Equal(observable.Shares(data.Sets[1].Features), loaded.Shares(data.Sets[1].Features));
            Assert.Equal(observable.Evaluate(data).Cls, loaded.Evaluate(data).Cls);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ThreeBlobs Blobs => new() { Points = 50 };

    private static ObservableOptions Options(double dropout, int? batch, int threads = 0) => new()
    {
        Network = new NetworkOptions { Hidden = [12, 8], Dropout = dropout },
        Recipe = Blobs.Recipe(GammaMode.PerBin),
        Training = new TrainingOptions { Seed = 3, Epochs = 5, BatchSize = batch, Threads = threads, Optimizer = new Adam { LearningRate = 0.02 } },
    };

    private static ObservableTrainer Trainer(double dropout, int? batch, int threads = 0) => new(Options(dropout, batch, threads), Blobs.Draw(3));

    private static void CancelAt(EpochReport report, CancellationTokenSource source)
    {
        if (report.Epoch == 2) source.Cancel();
    }

    private static byte[] Model(ObservableTrainingResult result)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            result.Observable.Save(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Listener(Action<EpochReport> action) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => action(value);
    }
}
