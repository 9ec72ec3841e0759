using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Makers;
using Pullback.Learning.Estimators.Training;

namespace Pullback.Learning.Tests.Estimators.Training;

/// <summary>The program of the page on training.</summary>
public sealed class HowToTrainTests
{
    [Fact]
    public void A_ratio_is_trained_and_asked()
    {
        SimulatedSample sample = SimulatedSample.ForRatio(GaussianSimulator.Toy, pairs: 2000, range: 4, seed: 1);
        EstimatorDefinition definition = new() { Kind = EstimatorKind.ParameterizedRatio, Observables = 1, Parameters = 1, Hidden = [20, 20] };
        EstimatorTrainingOptions options = new() { Method = EstimatorMethod.Alices, Alpha = 0.1 };
        EstimatorTrainingResult result = new EstimatorTrainer(
            definition, options with { Training = options.Training with { Epochs = 5 } }, sample.ToData(EstimatorKind.ParameterizedRatio)).Train();
        EstimatorValues values = result.Estimator.Evaluate([0.5, 1.5], [1.0], withScore: true);

        Assert.Equal(0.0, values.Values[0], 0.4);
        Assert.Equal(0.2, values.Values[1], 0.4);
        Assert.Equal(0.1, values.Score![1], 0.4);
    }
}
