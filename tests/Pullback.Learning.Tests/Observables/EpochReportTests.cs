using Pullback.Learning.Layers;
using Pullback.Learning.Observables;
using Pullback.Learning.Training;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Observables;

/// <summary>What an epoch reports is the result of all events with the weights before its first update, however the events are dealt into batches.</summary>
public sealed class EpochReportTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(40)] // three steps an epoch: the report completes the sums of the first
    [InlineData(7)]
    public void The_report_of_an_epoch_is_the_final_result_of_a_training_that_ended_before_it(int? batch)
    {
        ObservableTrainingResult three = Train(batch, 3);
        ObservableTrainingResult two = Train(batch, 2);
        ObservableMetrics reported = three.History[2].Training;
        Assert.Equal(two.Final.Cls, reported.Cls, 1e-12);
        Assert.Equal(two.Final.PoiUncertainty, reported.PoiUncertainty, 1e-12);
        Assert.Equal(two.Final.BinaryCrossEntropy, reported.BinaryCrossEntropy, 1e-12);
        for (int i = 0; i < two.Final.Templates.Count; i++) Assert.Equal(two.Final.Templates[i], reported.Templates[i], 1e-11);
    }

    private static ObservableTrainingResult Train(int? batch, int epochs)
    {
        // Unequal sets, weights of their own, a reweighted and an independent variation, and an uncertainty from squared weights.
        EventSet signal = Set("signal", 101, 0.5, [new("signal", null, VariationSide.Nominal, Weights("s", 101, 0.2))]);
        EventSet background = Set("background", 120, -0.5, [
            new("background", null, VariationSide.Nominal, Weights("b", 120, 1.0)),
            new("background", "shape", VariationSide.Up, Weights("u", 120, 1.1))]);
        EventSet down = Set("down", 90, -0.4, [new("background", "shape", VariationSide.Down, Weights("d", 90, 1.2))]);
        var options = new ObservableOptions
        {
            Network = new NetworkOptions { Hidden = [8] },
            Summary = new SoftmaxSummaryOptions { Bins = 3 },
            Recipe = new ProcessRecipe(),
            Training = new TrainingOptions { Seed = 5, Epochs = epochs, BatchSize = batch, Optimizer = new Adam { LearningRate = 0.01 } },
        };
        var data = new ObservableData { FeatureNames = ["x", "y"], Sets = [signal, background, down] };
        return new ObservableTrainer(options, data).Train();
    }

    private static EventSet Set(string name, int count, double shift, WeightColumn[] columns)
    {
        var stream = new RandomStream(3, name);
        double[] features = new double[2 * count];
        for (int i = 0; i < features.Length; i++) features[i] = stream.Normal(shift, 1.0);
        return new EventSet(name, features, columns);
    }

    private static double[] Weights(string name, int count, double mean)
    {
        var stream = new RandomStream(4, name);
        double[] weights = new double[count];
        stream.FillUniform(weights);
        return Array.ConvertAll(weights, w => mean * (0.5 + w));
    }
}
