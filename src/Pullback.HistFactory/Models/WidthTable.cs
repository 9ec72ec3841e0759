namespace Pullback.HistFactory.Models;

/// <summary>Collects the widths of constraints that follow from the templates, while the samples of a model are put together.</summary>
internal sealed class WidthTable(ModelOptions options)
{
    private readonly SortedDictionary<int, WidthRule> _rules = [];

    /// <summary>The rules in the order of their parameters.</summary>
    public WidthRule[] Rules => [.. _rules.Values];

    /// <summary>The rule of a parameter, or null.</summary>
    public WidthRule? Find(int parameter) => _rules.GetValueOrDefault(parameter);

    /// <summary>Sets the rate factor of a bin of one sample.</summary>
    public void SetPoisson(int parameter, int nominal, int uncertainty) => _rules[parameter] = new PoissonWidth(parameter, nominal, uncertainty);

    /// <summary>Adds a sample to the statistical uncertainty of a bin.</summary>
    public void AddStatistical(int parameter, int nominal, int uncertainty)
    {
        if (!_rules.TryGetValue(parameter, out WidthRule? rule))
            _rules.Add(parameter, rule = new StatisticalWidth(parameter, options.StatErrorConstraint == Modifiers.ConstraintKind.Poisson, options.StatErrorThreshold));
        ((StatisticalWidth)rule).Add(nominal, uncertainty);
    }

    /// <summary>Adds a sample to the uncertainty of all bins that one parameter shares.</summary>
    public void AddShared(int parameter, int bins, int nominal, int uncertainty)
    {
        if (!_rules.TryGetValue(parameter, out WidthRule? rule)) _rules.Add(parameter, rule = new SharedWidth(parameter, bins));
        ((SharedWidth)rule).Add(nominal, uncertainty);
    }
}
