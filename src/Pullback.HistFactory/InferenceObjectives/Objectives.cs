namespace Pullback.HistFactory.InferenceObjectives;

/// <summary>The known objectives: results of the analysis that a summary can be trained on.</summary>
public static class Objectives
{
    /// <summary>The names that <see cref="ByName"/> accepts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All().Select(o => o.Name)];

    /// <summary>Expected CLs of a signal strength with background-only Asimov data.</summary>
    /// <param name="poi">The tested signal strength, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static InferenceObjective Cls(double poi = 1.0) => new ClsObjective(poi);

    /// <summary>The logarithm of expected CLs.</summary>
    /// <param name="poi">The tested signal strength, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static InferenceObjective LogCls(double poi = 1.0) => new LogClsObjective(poi);

    /// <summary>Expected discovery significance with Asimov data at mu = 1.</summary>
    public static InferenceObjective DiscoverySignificance() => new DiscoverySignificanceObjective();

    /// <summary>Expected discovery p-value with Asimov data at mu = 1.</summary>
    public static InferenceObjective DiscoveryPValue() => new DiscoveryPValueObjective();

    /// <summary>Expected uncertainty of the signal strength.</summary>
    /// <param name="asimovPoi">The signal strength of the Asimov data.</param>
    public static InferenceObjective PoiUncertainty(double asimovPoi = 1.0) => new PoiUncertaintyObjective(asimovPoi);

    /// <summary>Determinant of the covariance of all parameters.</summary>
    /// <param name="asimovPoi">The signal strength of the Asimov data.</param>
    public static InferenceObjective GeneralizedVariance(double asimovPoi = 0.0) => new GeneralizedVarianceObjective(asimovPoi);

    /// <summary>All of them.</summary>
    /// <param name="poi">The tested signal strength of those that test one.</param>
    public static IReadOnlyList<InferenceObjective> All(double poi = 1.0) =>
        [Cls(poi), LogCls(poi), DiscoverySignificance(), DiscoveryPValue(), PoiUncertainty(), GeneralizedVariance()];

    /// <summary>The objective of that name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="poi">The tested signal strength, for those that test one.</param>
    /// <exception cref="ArgumentException">No objective has that name; the message lists those that exist.</exception>
    public static InferenceObjective ByName(string name, double poi = 1.0) =>
        All(poi).FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException($"There is no objective '{name}'. The objectives are: {string.Join(", ", Names)}.", nameof(name));
}
