using Pullback.Learning.Estimators.Events;
using Pullback.Learning.Estimators.Sampling;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Tests.Estimators.Events;

namespace Pullback.Learning.Tests.Estimators.Sampling;

/// <summary>The program of the page on sampling.</summary>
public sealed class HowToSampleTests
{
    [Fact]
    public void An_event_file_is_sampled()
    {
        string path = Path.GetTempFileName();
        try
        {
            MadMinerFileWriter.Write(path, QuadraticEvents.Create(1000));
            using MadMinerFile events = MadMinerFile.Open(path);
            var augmenter = new SampleAugmenter(events, new AugmentationOptions { Seed = 1 });
            IReadOnlyList<double[]> points = ParameterPrior.Draw([new ParameterPrior(IsNormal: false, -0.4, 0.4)], 100, seed: 1, "theta0");
            AugmentedSample sample = augmenter.Ratio(points, [[0.0]], count: 2000);
            EstimatorData data = sample.ToData();

            Assert.Equal(2000, sample.Count);
            Assert.Equal(600, augmenter.SourceEvents);
            Assert.Equal(2, data.Observables.Width);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
