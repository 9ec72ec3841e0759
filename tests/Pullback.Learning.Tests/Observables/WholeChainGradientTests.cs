using Pullback.Autodiff;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Layers;
using Pullback.Learning.Observables;
using Pullback.Learning.Observables.Makers;

namespace Pullback.Learning.Tests.Observables;

/// <summary>The derivative of every objective with respect to the weights of the network, through histogram, templates and fits, against differences.</summary>
public sealed class WholeChainGradientTests
{
    public static TheoryData<string> Names => [.. ObservableObjective.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Softmax_bins_of_three_blobs(string objective) =>
        Check([new(objective, 1.0)], new ThreeBlobs { Points = 40 }, new SoftmaxSummaryOptions { Bins = 3 }, GammaMode.Shared);

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_bins_with_trained_edges_and_bandwidth_and_a_variation(string objective) =>
        Check(
            [new(objective, 1.0)],
            new FourBlobs { Points = 40 },
            new KernelSummaryOptions { Edges = [0, 0.35, 0.6, 1], Bandwidth = 0.15, TrainEdges = true, TrainBandwidth = true, Reflect = true },
            GammaMode.PerBin);

    [Fact]
    public void A_weighted_sum_of_objectives() =>
        Check(
            [new("log-cls", 0.7), new("poi-uncertainty", 2.0), new("discovery-significance", 0.3), new(ObservableObjective.BinaryCrossEntropy, 0.1)],
            new ThreeSamples { Points = 40, BackgroundScale = 4 },
            new SoftmaxSummaryOptions { Bins = 2 },
            GammaMode.PerBin);

    private static void Check(ObjectiveTerm[] terms, BlobOptions blobs, SummaryOptions summary, GammaMode mode)
    {
        ObservableData data = blobs.Draw(11);
        var options = new ObservableOptions
        {
            Network = new NetworkOptions { Inputs = 2, Outputs = summary.Outputs, Hidden = [5], Activation = Activation.Tanh, Element = ElementType.Float64 },
            Summary = summary,
            Recipe = blobs.Recipe(mode),
            Objective = new ObservableObjective { Terms = terms },
        };
        using var program = new ObservableProgram<double>(options, data, options.Recipe.Model(data, summary.BinCount), withGradient: true);
        EventBatch<double> batch = new BatchJoint<double>().Join([.. data.Sets.Select(s => EventBatch<double>.All(s, FeatureScaling.None(2)))]);
        double[] weights = new double[program.Weights.Length];
        program.Network.Initialize<double>(weights, 5);
        program.Summary.Initialize<double>(weights);
        double Loss(double[] at)
        {
            program.Run(at, batch, others: null, CancellationToken.None);
            return program.Loss();
        }

        Loss(weights);
        double[] gradient = new double[weights.Length];
        program.Gradient(gradient);
        double scale = gradient.Max(Math.Abs);
        Assert.True(scale > 0);
        for (int i = 0; i < weights.Length; i++)
        {
            const double Step = 1e-4;
            double At(double t)
            {
                double[] moved = [.. weights];
                moved[i] += t;
                return Loss(moved);
            }

            double difference = ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
            Assert.True(Math.Abs(difference - gradient[i]) <= 2e-7 * scale, $"weight {i}: gradient {gradient[i]}, differences {difference}, largest {scale}");
        }
    }
}
