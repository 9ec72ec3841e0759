using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Makers;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Training;

namespace Pullback.Learning.Tests.Estimators.Training;

/// <summary>Small trainings that several tests share.</summary>
internal static class Trainings
{
    public static EstimatorDefinition Toy(EstimatorKind kind = EstimatorKind.ParameterizedRatio) => Definition(GaussianSimulator.Toy, kind, [10, 10]);

    public static EstimatorDefinition Definition(GaussianSimulator simulator, EstimatorKind kind, IReadOnlyList<int> hidden) => new()
    {
        Kind = kind,
        Observables = simulator.Observables,
        Parameters = simulator.Parameters,
        Hidden = hidden,
        Steps = 2,
    };

    public static EstimatorTrainingOptions Options(EstimatorMethod method, int epochs = 4, double rate = 5e-3, int batch = 64) => new()
    {
        Method = method,
        Training = new EstimatorTrainingOptions { Method = method }.Training with
        {
            Epochs = epochs,
            BatchSize = batch,
            Optimizer = new AmsGrad { MaximumBeforeCorrection = true, LearningRate = rate },
            Threads = 1,
        },
    };

    public static EstimatorTrainingOptions With(this EstimatorTrainingOptions options, Func<TrainingOptions, TrainingOptions> change) => options with { Training = change(options.Training) };

    public static EstimatorData Data(int pairs = 1500, ulong seed = 5) => SimulatedSample.ForRatio(GaussianSimulator.Toy, pairs, 2, seed).ToData(EstimatorKind.ParameterizedRatio);
}
