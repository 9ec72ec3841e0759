using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;
using Pullback.Learning.Training;

namespace Pullback.Learning.Tests.Categories.Training;

/// <summary>The recipe of gato-hep on its own toy, epoch by epoch.</summary>
public sealed class ReferenceRecipeTests
{
    private const int Compared = 75;

    [Theory]
    [InlineData(3, 116)]
    [InlineData(5, 96)]
    public void The_losses_are_those_of_the_original_until_chaos_sets_in(int categories, int epochs)
    {
        (double[] start, double[] losses) = ReferenceToy.Training(categories);
        IReadOnlyList<CategoryRunState> runs = Train(categories, epochs, [start, [.. start.Select(x => x + 1e-13)]]);
        double[] found = [.. runs[0].History.Select(e => e.Loss)], moved = [.. runs[1].History.Select(e => e.Loss)];
        for (int e = 0; e < Compared; e++) Assert.Equal(losses[e], found[e], 1e-6);
        for (int e = 0; e < 20; e++) Assert.Equal(losses[e], found[e], 1e-12);

        // The same program from starts that differ by a thousand roundings does not find its own later epochs again, so nobody can be asked for those of another.
        double Apart(int first, int end) => Enumerable.Range(first, end - first).Max(e => Math.Abs(found[e] - moved[e]));
        Assert.InRange(Apart(0, 20), 1e-15, 1e-12);
        Assert.InRange(Apart(Compared, epochs), 1e-5, 0.1);
    }

    // The schedules are those of 250 epochs, of which only the first are run.
    private static IReadOnlyList<CategoryRunState> Train(int categories, int epochs, IReadOnlyList<double[]> starts)
    {
        var model = new GaussianMixtureModel(new GaussianMixtureOptions { Categories = categories, MeanNormalization = MeanNormalization.Sigmoid });
        var options = new CategoryTrainingOptions
        {
            Training = new TrainingOptions
            {
                Epochs = 250,
                Optimizer = new RmsProp { LearningRate = 0.1, Decay = 0.9, Epsilon = 1e-7, EpsilonBelowRoot = true },
                Schedule = new CosineSchedule { Final = 0.01 },
                CheckpointEvery = epochs,
            },
            Temperature = new Annealing(1, 0.05),
            Starts = starts.Count,
            Start = CategoryStart.Given,
            Given = [.. starts.Select(s => (ReadOnlyMemory<double>)s)],
            LookEvery = 1000,
        };
        var trainer = new CategoryTrainer(model, ReferenceToy.Data, new AsimovObjective { Form = AsimovForm.Package }, options);
        using var source = new CancellationTokenSource();
        CategoryCheckpoint? last = null;
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Train(
            checkpoint: c =>
            {
                last = c;
                source.Cancel();
            },
            cancellation: source.Token));
        Assert.Equal(epochs, last!.Epochs);
        return last.Runs;
    }
}
