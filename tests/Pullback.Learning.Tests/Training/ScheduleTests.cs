using Pullback.Learning.Training;

namespace Pullback.Learning.Tests.Training;

public sealed class ScheduleTests
{
    [Fact]
    public void Schedules_take_their_values_at_the_ends_and_between()
    {
        Assert.Equal(1.0, LearningRateSchedule.Constant.RateFactor(7, 20));
        Assert.Equal(Math.Pow(0.9, 5), new ExponentialSchedule { Factor = 0.9 }.RateFactor(5, 20), 1e-15);
        var step = new StepSchedule { Every = 4, Factor = 0.5 };
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25], Enumerable.Range(0, 9).Select(e => step.RateFactor(e, 9)));
        var cosine = new CosineSchedule { Final = 0.1 };
        Assert.Equal(1.0, cosine.RateFactor(0, 10), 1e-15);
        Assert.Equal(0.55, cosine.RateFactor(5, 10), 1e-15);
        Assert.Equal(0.1, cosine.RateFactor(10, 10), 1e-15);
    }

    [Fact]
    public void A_geometric_schedule_reaches_its_final_factor_in_the_last_epoch()
    {
        var geometric = new GeometricSchedule { Final = 0.1 };
        Assert.Equal(1.0, geometric.RateFactor(0, 11));
        Assert.Equal(Math.Sqrt(0.1), geometric.RateFactor(5, 11), 1e-15);
        Assert.Equal(0.1, geometric.RateFactor(10, 11), 1e-15);
        Assert.Equal(1.0, geometric.RateFactor(0, 1));
        Assert.Contains("final factor is 0,", Assert.Single(new GeometricSchedule { Final = 0 }.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void One_cycle_rises_to_the_full_rate_and_falls_below_its_start()
    {
        var cycle = new OneCycleSchedule { Rise = 0.25, Start = 0.1, Final = 0.001 };
        double[] factors = [.. Enumerable.Range(0, 101).Select(e => cycle.RateFactor(e, 100))];
        Assert.Equal(0.1, factors[0], 1e-15);
        Assert.Equal(1.0, factors[25], 1e-15);
        Assert.Equal(0.001, factors[100], 1e-15);
        Assert.Equal(25, Array.IndexOf(factors, factors.Max()));
        for (int e = 1; e <= 100; e++) Assert.True(e <= 25 ? factors[e] >= factors[e - 1] : factors[e] <= factors[e - 1]);
    }

    [Fact]
    public void A_warm_up_rises_linearly_before_any_schedule_begins()
    {
        var warm = new ExponentialSchedule { Factor = 0.5, WarmUpEpochs = 3 };
        Assert.Equal([0.25, 0.5, 0.75, 1.0, 0.5, 0.25], Enumerable.Range(0, 6).Select(e => warm.RateFactor(e, 6)));
    }

    [Fact]
    public void Constants_outside_their_ranges_are_named()
    {
        Assert.Contains("warm-up", Assert.Single(new ConstantSchedule { WarmUpEpochs = -1 }.Problems()), StringComparison.Ordinal);
        Assert.Single(new OneCycleSchedule { Rise = 1 }.Problems());
        Assert.Single(new StepSchedule { Every = 0 }.Problems());
        Assert.Single(new CosineSchedule { Final = double.NaN }.Problems());
        Assert.Single(new ExponentialSchedule { Factor = 0 }.Problems());
    }
}
