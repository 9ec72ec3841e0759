using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Models;

/// <summary>Collects the plan of one sample while its modifiers add themselves, one slot after the other.</summary>
internal sealed class CellBuilder
{
    private readonly string _sample;
    private readonly List<double> _inputs = [];
    private readonly List<InputPart> _parts = [];
    private readonly List<WidthTerm> _widths = [];
    private readonly List<TemplateTerm> _templates = [];
    private readonly List<ScaleTerm> _scales = [];
    private readonly List<FactorTerm> _factors = [];
    private int _slot;

    public CellBuilder(Sample sample)
    {
        _sample = sample.Name;
        AddInput(InputKind.Nominal, null, sample.Data);
    }

    /// <summary>The numbers so far.</summary>
    public double[] Inputs => [.. _inputs];

    /// <summary>What the numbers are.</summary>
    public InputPart[] Parts => [.. _parts];

    /// <summary>The slots whose constraint follows from the numbers.</summary>
    public WidthTerm[] Widths => [.. _widths];

    /// <summary>Lets a modifier add itself.</summary>
    public void Add(int slot, Modifier modifier, ModifierType type)
    {
        _slot = slot;
        type.Compile(this, modifier);
    }

    /// <summary>Adds numbers to the inputs.</summary>
    /// <returns>The position of the first.</returns>
    public int AddInput(InputKind kind, Modifier? modifier, IReadOnlyList<double> values)
    {
        int offset = _inputs.Count;
        _parts.Add(new InputPart(modifier?.Name, modifier?.Type, kind, offset, values.Count));
        _inputs.AddRange(values);
        return offset;
    }

    public void AddTemplates(int high, int low) => _templates.Add(new(_slot, high, low));

    public void AddScale(int high, int low) => _scales.Add(new(_slot, high, low));

    public void AddFactor(bool perBin) => _factors.Add(new(_slot, perBin));

    /// <summary>Lets the constraint follow from the numbers, by the rule of the type.</summary>
    public void AddWidth(ModifierType type, int uncertainty) => _widths.Add(new(type, _slot, uncertainty));

    public SamplePlan Build(CompiledSample source) => new()
    {
        Name = _sample,
        Source = source,
        Nominal = 0,
        Templates = [.. _templates],
        Scales = [.. _scales],
        Factors = [.. _factors],
        Customs = [],
    };
}
