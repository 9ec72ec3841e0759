using System.Collections.Concurrent;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Makers;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Estimators.Training.Rows;

namespace Pullback.Learning.Tests.Estimators.Training;

public sealed class EnsembleTrainerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Members_are_those_of_trainings_alone_whatever_the_number_of_threads()
    {
        EstimatorData data = Trainings.Data(500);
        EstimatorTrainingOptions[] options = [.. EnsembleTrainer.Seeds(Trainings.Options(EstimatorMethod.Carl, epochs: 2), 2), Trainings.Options(EstimatorMethod.Alices, epochs: 2)];
        EstimatorTrainer[] members = [.. options.Select(o => new EstimatorTrainer(Trainings.Toy(), o, data))];
        double[][] alone = [.. members.Select(m => m.Train(cancellation: Token).Estimator.Weights.ToArray())];
        foreach (int threads in (int[])[1, 3])
        {
            var told = new ConcurrentBag<(int, int)>();
            IReadOnlyList<EstimatorTrainingResult> results = new EnsembleTrainer(members).Train(threads, new Bag(told), cancellation: Token);
            for (int i = 0; i < 3; i++) Assert.Equal(alone[i], results[i].Estimator.Weights.ToArray());
            Assert.Equal(6, told.Distinct().Count());
        }

        Assert.NotEqual(alone[0], alone[1]);
    }

    [Fact]
    public void The_failure_of_a_member_is_told_and_stops_the_others()
    {
        EstimatorTrainer good = new(Trainings.Toy(), Trainings.Options(EstimatorMethod.Carl, epochs: 100000), Trainings.Data(500));
        EstimatorTrainer bad = new(Trainings.Toy(), Trainings.Options(EstimatorMethod.Carl), Trainings.Data(500) with { Labels = RowColumns.Of("y", Enumerable.Repeat(3.0, 1000).ToArray()) });
        ArgumentException failure = Assert.Throws<ArgumentException>(() => new EnsembleTrainer([good, bad]).Train(2, cancellation: Token));
        Assert.Contains("'y' has 3 in row 0", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_different_kinds_are_refused()
    {
        EstimatorTrainer ratio = new(Trainings.Toy(), Trainings.Options(EstimatorMethod.Carl), Trainings.Data(10));
        EstimatorData scores = SimulatedSample.ForDensity(GaussianSimulator.Toy, 10, 0, 1).ToData(EstimatorKind.Score);
        EstimatorTrainer score = new(Trainings.Toy(EstimatorKind.Score), Trainings.Options(EstimatorMethod.Sally), scores);
        Assert.Contains("Member 1 is of kind Score", Assert.Throws<ArgumentException>(() => new EnsembleTrainer([ratio, score])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new EnsembleTrainer([]));
    }

    private sealed class Bag(ConcurrentBag<(int, int)> told) : IProgress<(int Member, EstimatorEpoch Epoch)>
    {
        public void Report((int Member, EstimatorEpoch Epoch) value) => told.Add((value.Member, value.Epoch.Epoch));
    }
}
