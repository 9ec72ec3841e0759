using Pullback.Learning.Estimators.Diagnostics;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Estimators.Diagnostics;

/// <summary>Calibration curves, and corrections by isotonic regression and by histograms.</summary>
public sealed class CalibrationTests
{
    [Fact]
    public void Bins_hold_what_arithmetic_says()
    {
        // Weights per class add up to one half: (1, 3)/8 and (2, 2)/8.
        var events = new LabelledRatios([Math.Log(3), Math.Log(3), -Math.Log(4), 0], [0, 1, 1, 0], [1, 2, 2, 3]);
        CalibrationCurve curve = CalibrationCurve.Of(events, CalibrationBins.Between(0.4, 0.6));
        Assert.Equal(3, curve.Bins.Count);
        Assert.Equal([0.25, 0.5, 0.8], curve.Bins.Select(bin => Math.Round(bin.Predicted, 12)));
        Assert.Equal([2.0 / 3, 0, 1], curve.Bins.Select(bin => bin.Observed));
        Assert.Equal([3.0 / 8, 3.0 / 8, 2.0 / 8], curve.Bins.Select(bin => Math.Round(bin.Weight, 12)));
        Assert.Equal(9.0 / 5, curve.Bins[0].EffectiveEvents, 1e-12);
        Assert.Equal((3.0 / 8 * ((2.0 / 3) - 0.25)) + (3.0 / 8 * 0.5) + (0.25 * 0.2), curve.ExpectedError, 1e-12);
    }

    [Fact]
    public void Wilson_s_interval_ends_where_the_observed_share_is_z_deviations_away()
    {
        WilsonInterval interval = WilsonInterval.Of(0.3, 50, 1.5);
        foreach (double end in new[] { interval.Lower, interval.Upper }) Assert.Equal(1.5, Math.Abs(0.3 - end) / Math.Sqrt(end * (1 - end) / 50), 1e-12);
        Assert.Equal(0, WilsonInterval.Of(0, 10).Lower);
        Assert.Equal(1, WilsonInterval.Of(1, 10).Upper);
    }

    [Fact]
    public void The_statistic_of_an_exact_ratio_follows_its_chi_square()
    {
        // Seeds 1 to 200.
        const int Samples = 200;
        double sum = 0;
        for (ulong seed = 1; seed <= Samples; seed++)
        {
            CalibrationCurve curve = CalibrationCurve.Of(NormalSamples.Labelled(1500, seed), CalibrationBins.OfEqualWeight(6));
            Assert.Equal(6, curve.Test.Degrees);
            sum += curve.Test.Statistic;
        }

        Tolerance allowed = Tolerance.Statistical(Samples, 4, Math.Sqrt(2 * 6));
        Assert.Null(allowed.Explain(6, sum / Samples, "mean of χ²"));
    }

    [Fact]
    public void Weights_keep_the_statistic_a_chi_square()
    {
        const int Samples = 200;
        double sum = 0;
        double[] weights = [.. Enumerable.Range(0, 3000).Select(e => e % 3 == 0 ? 4.0 : 1.0)];
        for (ulong seed = 1; seed <= Samples; seed++) sum += CalibrationCurve.Of(NormalSamples.Labelled(1500, seed, 1, weights), CalibrationBins.OfEqualWeight(6)).Test.Statistic;
        Assert.Null(Tolerance.Statistical(Samples, 4, Math.Sqrt(2 * 6)).Explain(6, sum / Samples, "mean of χ²"));
    }

    [Fact]
    public void An_overconfident_ratio_is_found_out_and_mended()
    {
        LabelledRatios wrong = NormalSamples.Labelled(20_000, 3, 2.0), fresh = NormalSamples.Labelled(20_000, 77, 2.0);
        CalibrationCurve before = CalibrationCurve.Of(fresh);
        Assert.True(before.Test.PValue < 1e-10);
        foreach (IRatioCalibration calibration in new IRatioCalibration[] { IsotonicCalibration.Fit(wrong), HistogramCalibration.Fit(wrong) })
        {
            CalibrationCurve after = CalibrationCurve.Of(new LabelledRatios([.. fresh.LogRatios.Select(calibration.Apply)], fresh.Labels));
            Assert.True(after.ExpectedError < 0.25 * before.ExpectedError, $"{after.ExpectedError} after {before.ExpectedError}");

            // The truth is half of what the spoilt ratio says.
            for (double value = -0.8; value <= 0.8; value += 0.2) Assert.Equal(0.5 * value, calibration.Apply(value), 0.12);
        }
    }

    [Fact]
    public void Isotonic_regression_pools_what_goes_the_wrong_way()
    {
        // Labels in the order of ln r: numerator shares 0 | (1, 0) → 1/2 | 1.
        var events = new LabelledRatios([-2, -1, 1, 2], [1, 0, 1, 0]);
        IsotonicCalibration calibration = IsotonicCalibration.Fit(events);
        Assert.Equal(3, calibration.Blocks);
        Assert.Equal(0, calibration.Apply(0), 1e-12);
        Assert.Equal(Math.Log((1.0 / 3) / (2.0 / 3)), calibration.Apply(-2), 1e-12);
        Assert.Equal(calibration.Apply(-2), calibration.Apply(double.NegativeInfinity));
        Assert.Equal(Math.Log(2), calibration.Apply(5), 1e-12);
        Assert.Equal(0.5 * Math.Log(2), calibration.Apply(1), 1e-12);
    }

    [Fact]
    public void Isotonic_regression_never_decreases_and_stays_finite()
    {
        IsotonicCalibration calibration = IsotonicCalibration.Fit(NormalSamples.Labelled(500, 9));
        double last = double.NegativeInfinity;
        for (double value = -4; value <= 4; value += 0.01)
        {
            double next = calibration.Apply(value);
            Assert.True(double.IsFinite(next) && next >= last);
            last = next;
        }
    }

    [Fact]
    public void Histograms_give_the_ratio_of_their_contents()
    {
        var events = new LabelledRatios([-1, -1, -1, -0.9, 1, 1, 1, 1.1], [1, 1, 1, 0, 0, 0, 0, 1]);
        HistogramCalibration calibration = HistogramCalibration.Fit(events, 2);
        Assert.Equal(2, calibration.Bins);
        Assert.Equal(-Math.Log(3), calibration.Apply(-7), 1e-12);
        Assert.Equal(-Math.Log(3), calibration.Apply(0.99), 1e-12);
        Assert.Equal(Math.Log(3), calibration.Apply(1), 1e-12);
    }

    [Fact]
    public void Bad_labels_and_weights_are_refused()
    {
        Assert.Contains("label of event 1", Assert.Throws<ArgumentException>(() => new LabelledRatios([0, 0], [0, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("both classes", Assert.Throws<ArgumentException>(() => new LabelledRatios([0, 0], [0, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("must not be negative", Assert.Throws<ArgumentException>(() => new LabelledRatios([0, 0], [0, 1], [1, -1])).Message, StringComparison.Ordinal);
        Assert.Contains("increase", Assert.Throws<ArgumentException>(() => CalibrationBins.Between(0.5, 0.5)).Message, StringComparison.Ordinal);
    }
}
