using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Sidebands;
using Pullback.Learning.Categories.Training;
using Pullback.Learning.Training;

namespace Pullback.Learning.Tests.Categories.Training;

public sealed class CategoryCheckpointTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public static TheoryData<string> Kinds => TrainingCase.Names;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_interrupted_training_ends_at_the_bits_of_an_uninterrupted_one(string kind)
    {
        List<CategoryCheckpoint> checkpoints = [];
        double[] whole = TrainingCase.Numbers(TrainingCase.Trainer(kind).Train(checkpoint: checkpoints.Add));
        Assert.True(checkpoints.Count >= 2);
        Assert.Equal(5, checkpoints[0].Epochs);
        foreach (CategoryCheckpoint kept in checkpoints)
        {
            kept.Write(_path);
            CategoryCheckpoint read = CategoryCheckpoint.Read(_path);
            Assert.Equal(kept.Epochs, read.Epochs);
            Assert.Equal(whole, TrainingCase.Numbers(TrainingCase.Trainer(kind, threads: 2).Train(resume: read)));
        }
    }

    [Theory]
    [InlineData("full batch")]
    [InlineData("batches")]
    [InlineData("sidebands")]
    public void A_cancelled_training_leaves_a_checkpoint_to_go_on_from(string kind)
    {
        double[] whole = TrainingCase.Numbers(TrainingCase.Trainer(kind).Train());
        foreach (int epoch in (int[])[1, 4, 5, 7])
        {
            using var source = new CancellationTokenSource();
            CategoryCheckpoint? last = null;
            var progress = new Told<CategoryProgress>(p =>
            {
                if (p.Epoch == epoch) source.Cancel();
            });
            Assert.ThrowsAny<OperationCanceledException>(() => TrainingCase.Trainer(kind).Train(progress, checkpoint: c => last = c, cancellation: source.Token));
            Assert.NotNull(last);
            Assert.Equal(epoch, last.Epochs);
            Assert.Equal(whole, TrainingCase.Numbers(TrainingCase.Trainer(kind).Train(resume: last)));
        }
    }

    [Fact]
    public void Progress_tells_of_every_epoch_in_order()
    {
        List<CategoryProgress> told = [];
        CategoryTrainingResult result = TrainingCase.Trainer("full batch").Train(new Told<CategoryProgress>(told.Add));
        Assert.Equal(Enumerable.Range(1, 12), told.Select(p => p.Epoch));
        Assert.All(told, p => Assert.Equal((12, 2), (p.Epochs, p.Starts.Count)));
        Assert.Equal(result.Starts[1].History.Select(e => e.Loss), told.Select(p => p.Starts[1].Loss));
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused()
    {
        var objective = new AsimovObjective();
        CategoryTrainingOptions options = TrainingCase.Options(epochs: 3);
        CategoryData toy = TrainingCase.Toy;
        TrainingOptions training = options.Training;
        CategoryCheckpoint? kept = null;
        Trainer().Train(checkpoint: c => kept = c);
        CategoryCheckpoint checkpoint = kept!;

        // How it is computed does not matter.
        Trainer(o: options with { Training = training with { Threads = 2, CheckpointEvery = 1 } }).Train(resume: checkpoint);
        CategoryTrainer[] others =
        [
            Trainer(o: options with { Training = training with { Seed = 22 } }),
            Trainer(o: options with { Training = training with { Epochs = 4 } }),
            Trainer(o: options with { Training = training with { BatchSize = 10_000 } }),
            Trainer(o: options with { Training = training with { ValidationFraction = 0.1 } }),
            Trainer(o: options with { Training = training with { EarlyStopping = new EarlyStopping() } }),
            Trainer(o: options with { Training = training with { Optimizer = new RmsProp { LearningRate = 0.05, Epsilon = 1e-7 } } }),
            Trainer(o: options with { Training = training with { Schedule = new CosineSchedule { Final = 0.02 } } }),
            Trainer(o: options with { Starts = 3 }),
            Trainer(o: options with { Start = CategoryStart.Random }),
            Trainer(o: options with { Temperature = new Annealing(0.3, 0.03) }),
            Trainer(o: options with { LookEvery = 1 }),
            Trainer(model: new GaussianMixtureModel(new GaussianMixtureOptions { Categories = 4, MeanNormalization = MeanNormalization.Sigmoid })),
            Trainer(model: TrainingCase.Sigmoid),
            Trainer(loss: objective with { Form = AsimovForm.Package }),
            Trainer(loss: objective with { Penalties = new CategoryPenalties { LowBackgroundWeight = 1 } }),
            Trainer(loss: new ProfiledObjective()),
            Trainer(data: toy with { Signals = ["bkg5"] }),
            Trainer(data: toy with { Sets = [.. toy.Sets.Skip(1), toy.Sets[0]] }),
            Trainer(data: toy with { Sets = [toy.Sets[0] with { Features = Changed(toy.Sets[0].Features) }, .. toy.Sets.Skip(1)] }),
            Trainer(data: toy with { Sets = [toy.Sets[0] with { Columns = [toy.Sets[0].Columns[0] with { Weights = Changed(toy.Sets[0].Columns[0].Weights) }] }, .. toy.Sets.Skip(1)] }),
        ];
        for (int i = 0; i < others.Length; i++)
        {
            CategoryTrainer other = others[i];
            Exception? refused = Record.Exception(() => other.Train(resume: checkpoint));
            Assert.True(refused is ArgumentException, $"training {i}: {refused}");
            Assert.Contains("belongs to another training", refused.Message, StringComparison.Ordinal);
        }

        CategoryTrainer Trainer(CategoryModel? model = null, CategoryData? data = null, CategoryObjective? loss = null, CategoryTrainingOptions? o = null) =>
            new(model ?? TrainingCase.Mixture, data ?? toy, loss ?? objective, o ?? options);
    }

    [Fact]
    public void A_checkpoint_of_a_training_with_other_factors_is_refused()
    {
        CategoryData data = TrainingCase.Bump.Data("x", "y");
        CategoryTrainingOptions options = TrainingCase.Options(epochs: 2, starts: 1);
        CategoryTrainer Trainer(CategoryReweighting? reweighting) => new(TrainingCase.Plane, data, new AsimovObjective(), options, reweighting);
        CategoryCheckpoint? kept = null;
        Trainer(TrainingCase.Sidebands(TrainingCase.Plane)).Train(checkpoint: c => kept = c);
        Trainer(TrainingCase.Sidebands(TrainingCase.Plane)).Train(resume: kept);
        CategoryReweighting?[] others =
        [
            null,
            TrainingCase.Sidebands(TrainingCase.Plane, updateEvery: 1),
            TrainingCase.Sidebands(TrainingCase.Plane, options: new SidebandOptions { Window = new ScoreRange(123, 127) }),
            TrainingCase.Sidebands(TrainingCase.Plane, options: new SidebandOptions { Method = SidebandMethod.Binned }),
        ];
        foreach (CategoryReweighting? other in others)
            Assert.Contains("belongs to another training", Assert.Throws<ArgumentException>(() => Trainer(other).Train(resume: kept)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_damaged_or_something_else_is_no_checkpoint()
    {
        CategoryCheckpoint? kept = null;
        TrainingCase.Trainer("sigmoid").Train(checkpoint: c => kept = c);
        kept!.Write(_path);
        byte[] bytes = File.ReadAllBytes(_path);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(_path, bytes);
        Assert.Throws<InvalidDataException>(() => CategoryCheckpoint.Read(_path));
        File.WriteAllText(_path, "epoch,loss\n1,2\n");
        Assert.Contains(_path, Assert.Throws<InvalidDataException>(() => CategoryCheckpoint.Read(_path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);

    private static double[] Changed(ReadOnlyMemory<double> values)
    {
        double[] changed = values.ToArray();
        changed[^1] *= 1 + 1e-15;
        changed[^1] = Math.BitIncrement(changed[^1]);
        return changed;
    }
}
