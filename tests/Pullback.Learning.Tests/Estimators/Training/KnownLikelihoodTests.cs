using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Makers;
using Pullback.Learning.Estimators.Training;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Estimators.Training;

/// <summary>Every method against a simulator whose likelihood is known: the estimate comes closer to the truth as the sample grows.</summary>
public sealed class KnownLikelihoodTests
{
    private static readonly GaussianSimulator Simulator = GaussianSimulator.TwoParameters;

    [Theory]
    [InlineData(EstimatorKind.ParameterizedRatio, EstimatorMethod.Carl)]
    [InlineData(EstimatorKind.ParameterizedRatio, EstimatorMethod.Rolr)]
    [InlineData(EstimatorKind.ParameterizedRatio, EstimatorMethod.Alice)]
    [InlineData(EstimatorKind.ParameterizedRatio, EstimatorMethod.Cascal)]
    [InlineData(EstimatorKind.ParameterizedRatio, EstimatorMethod.Rascal)]
    [InlineData(EstimatorKind.ParameterizedRatio, EstimatorMethod.Alices)]
    [InlineData(EstimatorKind.DoubleParameterizedRatio, EstimatorMethod.Carl)]
    [InlineData(EstimatorKind.DoubleParameterizedRatio, EstimatorMethod.Alice)]
    [InlineData(EstimatorKind.DoubleParameterizedRatio, EstimatorMethod.Alices)]
    [InlineData(EstimatorKind.Score, EstimatorMethod.Sally)]
    [InlineData(EstimatorKind.Score, EstimatorMethod.Sallino)]
    [InlineData(EstimatorKind.Likelihood, EstimatorMethod.Nde)]
    [InlineData(EstimatorKind.Likelihood, EstimatorMethod.Scandal)]
    public void An_estimate_converges_to_the_truth(EstimatorKind kind, EstimatorMethod method)
    {
        double few = Error(kind, method, 600);
        double many = Error(kind, method, 12000);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind} {method}: {few:F4} -> {many:F4}");
        Assert.True(many < 0.6 * few, $"{few} -> {many}");
        // Squared errors of the ratio weigh few events most, and learn slowest.
        Assert.True(many < (method is EstimatorMethod.Rolr or EstimatorMethod.Rascal ? 0.1 : 0.03), $"{many}");
    }

    // The mean squared error of the score for score estimators, else of the log ratio to θ = 0, over test events and points.
    private static double Error(EstimatorKind kind, EstimatorMethod method, int pairs)
    {
        bool ratio = kind is not (EstimatorKind.Score or EstimatorKind.Likelihood);
        SimulatedSample sample = ratio
            ? SimulatedSample.ForRatio(Simulator, pairs, 1, 11, movesDenominator: kind == EstimatorKind.DoubleParameterizedRatio)
            : SimulatedSample.ForDensity(Simulator, 2 * pairs, kind == EstimatorKind.Score ? 0 : 1, 11);
        EstimatorDefinition definition = Trainings.Definition(Simulator, kind, [16, 16]);
        EstimatorTrainingOptions options = Trainings.Options(method, epochs: 12);
        Estimator estimator = new EstimatorTrainer(definition, options, sample.ToData(kind)).Train(cancellation: TestContext.Current.CancellationToken).Estimator;
        const int Events = 500;
        double[] x = SimulatedSample.ForDensity(Simulator, Events, 0, 12).Observables;
        if (kind == EstimatorKind.Score)
        {
            double[] score = estimator.Score(x);
            return Enumerable.Range(0, Events).Average(e => Enumerable.Range(0, 2).Average(p => Square(score[(2 * e) + p] - Simulator.Score(Event(e), [0, 0])[p])));
        }

        double[] points = [0.5, 0, 0, 0.5, -0.4, 0.4, 0.3, 0.3];
        double[] zero = new double[points.Length];
        double[] values = estimator.Evaluate(x, points, kind == EstimatorKind.DoubleParameterizedRatio ? zero : []).Values;
        double[] reference = kind == EstimatorKind.Likelihood ? estimator.Evaluate(x, [0.0, 0]).Values : new double[Events];
        double sum = 0;
        for (int p = 0; p < 4; p++)
        {
            for (int e = 0; e < Events; e++)
            {
                double truth = Simulator.LogDensity(Event(e), points.AsSpan(2 * p, 2)) - Simulator.LogDensity(Event(e), [0, 0]);
                sum += Square(values[(p * Events) + e] - reference[e] - truth);
            }
        }

        return sum / (4 * Events);

        double[] Event(int e) => x[(3 * e)..((3 * e) + 3)];
        static double Square(double v) => v * v;
    }

    [Fact]
    public void Score_and_Fisher_information_agree_with_the_truth_within_their_uncertainty()
    {
        SimulatedSample sample = SimulatedSample.ForDensity(Simulator, 60000, 0, 21);
        EstimatorDefinition definition = Trainings.Definition(Simulator, EstimatorKind.Score, [16]);
        Estimator estimator = new EstimatorTrainer(definition, Trainings.Options(EstimatorMethod.Sally, epochs: 15), sample.ToData(EstimatorKind.Score))
            .Train(cancellation: TestContext.Current.CancellationToken).Estimator;
        const int Events = 20000;
        double[] x = SimulatedSample.ForDensity(Simulator, Events, 0, 22).Observables;
        double[] score = estimator.Score(x);
        double[,] found = FisherInformation.Of(score, 2, 1);
        double[,] truth = Simulator.FisherInformation();
        for (int p = 0; p < 2; p++)
        {
            double mean = Enumerable.Range(0, Events).Average(e => score[(2 * e) + p]);
            Assert.Equal(0, mean, 5 * Math.Sqrt(truth[p, p] / Events));
            for (int q = 0; q < 2; q++)
            {
                // Var(t_p t_q) = I_pp I_qq + I_pq² for normal scores; the training adds to it.
                double deviation = Math.Sqrt(((truth[p, p] * truth[q, q]) + (truth[p, q] * truth[p, q])) / Events);
                Assert.Equal(truth[p, q], found[p, q], (5 * deviation) + 0.01);
            }
        }
    }

    [Fact]
    public void The_simulators_score_is_the_derivative_of_its_density_and_the_joint_score_its_mean()
    {
        double[] x = [0.3, -0.7, 1.1], theta = [0.2, -0.4];
        double[] score = Simulator.Score(x, theta);
        for (int p = 0; p < 2; p++)
        {
            double[] up = [.. theta], down = [.. theta];
            up[p] += 1e-5;
            down[p] -= 1e-5;
            Assert.Equal((Simulator.LogDensity(x, up) - Simulator.LogDensity(x, down)) / 2e-5, score[p], 1e-8);
        }

        var stream = new RandomStream(5, "joint");
        double[] z = new double[2], drawn = new double[3], joint = new double[2], sums = new double[2], covariance = new double[2];
        const int Draws = 20000;
        for (int i = 0; i < Draws; i++)
        {
            Simulator.Draw(theta, stream, z, drawn);
            Simulator.JointScore(z, theta, joint);
            double[] exact = Simulator.Score(drawn, theta);
            for (int p = 0; p < 2; p++)
            {
                sums[p] += joint[p] - exact[p];
                covariance[p] += (joint[p] - exact[p]) * exact[p];
            }
        }

        // E[joint score | x] is the score, so the difference has mean zero and no correlation with any function of x.
        for (int p = 0; p < 2; p++)
        {
            Assert.Equal(0, sums[p] / Draws, 5 * 1.6 / Math.Sqrt(Draws));
            Assert.Equal(0, covariance[p] / Draws, 5 * 2.5 / Math.Sqrt(Draws));
        }
    }
}
