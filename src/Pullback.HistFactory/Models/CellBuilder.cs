using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Models;

/// <summary>Collects the plan of one sample in one channel while its modifiers add themselves.</summary>
internal sealed class CellBuilder
{
    private readonly InputLayout _layout;
    private readonly List<double> _inputs;
    private readonly SortedDictionary<int, WidthRule> _widths;
    private readonly ModelOptions _options;
    private readonly string _channel;
    private readonly string _sample;
    private readonly List<TemplateTerm> _templates = [];
    private readonly List<ScaleTerm> _scales = [];
    private readonly List<FactorTerm> _factors = [];
    private readonly List<CustomTerm> _customs = [];

    public CellBuilder(
        InputLayout layout, List<double> inputs, SortedDictionary<int, WidthRule> widths, ModelOptions options, int channel, string channelName, Sample sample)
    {
        _layout = layout;
        _inputs = inputs;
        _widths = widths;
        _options = options;
        _channel = channelName;
        _sample = sample.Name;
        Channel = channel;
        Bins = sample.Data.Count;
        NominalInput = layout.Add(channelName, sample.Name, null, null, InputKind.Nominal, Bins);
        _inputs.AddRange(sample.Data);
    }

    /// <summary>The position of the channel.</summary>
    public int Channel { get; }

    /// <summary>The number of bins.</summary>
    public int Bins { get; }

    /// <summary>The input of the first bin's nominal count.</summary>
    public int NominalInput { get; }

    /// <summary>Adds numbers to the inputs of the model.</summary>
    /// <returns>The position of the first.</returns>
    public int AddInput(InputKind kind, Modifier modifier, IReadOnlyList<double> values)
    {
        int offset = _layout.Add(_channel, _sample, modifier.Name, modifier.Type, kind, values.Count);
        _inputs.AddRange(values);
        return offset;
    }

    public void AddTemplates(int parameter, int high, int low) => _templates.Add(new(parameter, high, low));

    public void AddScale(int parameter, int high, int low) => _scales.Add(new(parameter, high, low));

    public void AddFactor(int parameter, bool perBin) => _factors.Add(new(parameter, perBin));

    public void AddCustom(CustomTerm term) => _customs.Add(term);

    /// <summary>Sets the rule for the width of a constraint.</summary>
    public void AddWidth(WidthRule rule) => _widths[rule.Parameter] = rule;

    /// <summary>Adds this sample to the statistical uncertainty of a bin.</summary>
    public void AddStatisticalWidth(int parameter, int nominal, int uncertainty)
    {
        if (!_widths.TryGetValue(parameter, out WidthRule? rule))
        {
            rule = new StatisticalWidth(parameter, _options.StatErrorConstraint == Modifiers.ConstraintKind.Poisson, _options.StatErrorThreshold);
            _widths.Add(parameter, rule);
        }

        ((StatisticalWidth)rule).Add(nominal, uncertainty);
    }

    /// <summary>Adds this sample to the uncertainty of all bins that one parameter shares.</summary>
    public void AddSharedWidth(int parameter, int nominal, int uncertainty)
    {
        if (!_widths.TryGetValue(parameter, out WidthRule? rule)) _widths.Add(parameter, rule = new SharedWidth(parameter, Bins));
        ((SharedWidth)rule).Add(nominal, uncertainty);
    }

    public SamplePlan Build() => new()
    {
        Name = _sample,
        Nominal = NominalInput,
        Templates = [.. _templates],
        Scales = [.. _scales],
        Factors = [.. _factors],
        Customs = [.. _customs],
    };
}
