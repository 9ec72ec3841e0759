using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Toys;

/// <summary>A hypothesis test by toys.</summary>
/// <param name="Statistic">The statistic.</param>
/// <param name="Poi">The tested value.</param>
/// <param name="Q">The observed statistic.</param>
/// <param name="Clsb">The share of toys of the tested hypothesis with at least the observed statistic; p0 for <see cref="TestStatistic.Q0"/>.</param>
/// <param name="Clb">The same share of toys of the alternative.</param>
/// <param name="Cls"><c>CLsb / CLb</c>; NaN when no toy of the alternative reaches the observed statistic.</param>
/// <param name="ClsbUncertainty">The binomial uncertainty of CLsb, at least one toy.</param>
/// <param name="ClbUncertainty">The binomial uncertainty of CLb, at least one toy.</param>
/// <param name="ClsUncertainty">The uncertainty of CLs that follows; NaN without a CLs.</param>
/// <param name="ExpectedCls">CLs of toys of the alternative at the percentiles of ±2 and ±1 standard deviations and the median, in increasing order. Shape [5].</param>
/// <param name="ExpectedClsb">The same for CLsb.</param>
/// <param name="Toys">The number of toys of each hypothesis.</param>
/// <param name="Failed">The number of toys, of both, whose fits did not converge: they do not count.</param>
public sealed record ToyTestResult(
    TestStatistic Statistic, double Poi, double Q, double Clsb, double Clb, double Cls, double ClsbUncertainty, double ClbUncertainty, double ClsUncertainty,
    IReadOnlyList<double> ExpectedCls, IReadOnlyList<double> ExpectedClsb, int Toys, int Failed);
