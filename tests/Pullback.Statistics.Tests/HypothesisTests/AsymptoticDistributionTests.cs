using Pullback.Statistics.HypothesisTests;
using Pullback.TestKit;

namespace Pullback.Statistics.Tests.HypothesisTests;

public sealed class AsymptoticDistributionTests
{
    public static TheoryData<TestStatistic, double, double> Points => new()
    {
        { TestStatistic.QMu, 2.3, 4.1 },
        { TestStatistic.QMu, 6.3, 4.1 },
        { TestStatistic.QMuTilde, 2.3, 4.1 },
        { TestStatistic.QMuTilde, 6.3, 4.1 },
        { TestStatistic.QMuTilde, 900.0, 4.1 },
        { TestStatistic.Q0, 25.0, 4.1 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Slopes_match_differences(TestStatistic statistic, double q, double qAsimov)
    {
        AsymptoticDistribution At(double[] x) => new(statistic, x[0], x[1]);
        void Compare(Func<AsymptoticDistribution, double> value, (double Q, double QAsimov) slope) =>
            Closeness.GradientMatchesDifferences(x => value(At(x)), [q, qAsimov], [slope.Q, slope.QAsimov]);

        AsymptoticDistribution distribution = new(statistic, q, qAsimov);
        Compare(d => d.LogCls, distribution.LogClsSlope);
        Compare(d => d.LogClsb, distribution.LogClsbSlope);
        foreach (double n in HypothesisTestResult.BandSigmas) Compare(d => d.LogClsExpected(n), distribution.LogClsExpectedSlope(n));
    }

    // p = Phi(-n) for n = 5 ... 9.
    [Theory]
    [InlineData(5.0, 2.866515718791945e-07)]
    [InlineData(6.0, 9.865876450377012e-10)]
    [InlineData(7.0, 1.279812543885835e-12)]
    [InlineData(8.0, 6.220960574271785e-16)]
    [InlineData(9.0, 1.1285884059538408e-19)]
    public void Discovery_p_values_are_normal_tails(double sigmas, double expected)
    {
        AsymptoticDistribution distribution = new(TestStatistic.Q0, sigmas * sigmas, 1.0);
        Closeness.Near(expected, distribution.Clsb, Closeness.Rounding);
    }

    [Fact]
    public void Logarithms_do_not_underflow()
    {
        AsymptoticDistribution distribution = new(TestStatistic.QMu, 1e6, 1e6);

        // t = 0: ln CLs = ln Phi(-1000) + ln 2; 40-digit arithmetic.
        Closeness.Near(-500007.13354763162436, distribution.LogCls, Closeness.Rounding);
        Assert.True(double.IsFinite(new AsymptoticDistribution(TestStatistic.QMuTilde, 1e12, 1e6).LogCls));
        Assert.True(double.IsFinite(distribution.LogClsExpected(-2.0)));
    }

    [Fact]
    public void No_sensitivity_excludes_nothing()
    {
        AsymptoticDistribution distribution = new(TestStatistic.QMuTilde, 3.0, 0.0);
        Assert.Equal(1.0, distribution.Cls);
        Assert.Equal((0.0, 0.0), distribution.LogClsSlope);
        Assert.Equal(1.0, Math.Exp(distribution.LogClsExpected(1.0)));
    }

    [Fact]
    public void The_two_forms_of_the_tilde_statistic_meet_where_q_is_qA()
    {
        double below = new AsymptoticDistribution(TestStatistic.QMuTilde, 4.0 - 1e-12, 4.0).LogCls;
        double above = new AsymptoticDistribution(TestStatistic.QMuTilde, 4.0 + 1e-12, 4.0).LogCls;
        Closeness.Near(below, above, 1e-11);
    }

    [Fact]
    public void Clsb_never_exceeds_Clb()
    {
        foreach (TestStatistic statistic in (TestStatistic[])[TestStatistic.QMu, TestStatistic.QMuTilde, TestStatistic.Q0])
        {
            for (double q = 0.0; q < 60.0; q += 1.7)
            {
                for (double qAsimov = 0.0; qAsimov < 60.0; qAsimov += 2.3)
                {
                    AsymptoticDistribution distribution = new(statistic, q, qAsimov);
                    Assert.True(distribution.LogClsb <= distribution.LogClb);
                    Assert.InRange(distribution.Cls, 0.0, 1.0);
                }
            }
        }
    }

    [Fact]
    public void Negative_statistics_and_two_sided_ones_are_errors()
    {
        Assert.Throws<ArgumentException>(() => new AsymptoticDistribution(TestStatistic.QMu, -1e-9, 1.0));
        Assert.Throws<ArgumentException>(() => new AsymptoticDistribution(TestStatistic.QMu, 1.0, double.NaN));
        Assert.Throws<ArgumentException>(() => new AsymptoticDistribution(TestStatistic.TMuTilde, 1.0, 1.0));
    }
}
