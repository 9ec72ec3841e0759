using Pullback.HistFactory.Models;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Inference;

/// <summary>Collects the gradient of a result with respect to inputs, widths of constraints and observed counts.</summary>
internal sealed class InputGradient(BoundModel numbers)
{
    /// <summary>Shape [input].</summary>
    public double[] Inputs { get; } = new double[numbers.Inputs.Length];

    /// <summary>Shape [bin].</summary>
    public double[] Counts { get; } = new double[numbers.Model.BinCount];

    /// <summary>With respect to the width or rate factor of each constraint. Shape [parameter].</summary>
    public double[] Widths { get; } = new double[numbers.Model.ParameterCount];

    /// <summary>The gradient, widths carried on to the inputs that they follow from.</summary>
    public StatisticGradient Finish()
    {
        CarryWidths();
        return new StatisticGradient(Inputs, Counts);
    }

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        Inputs.AsSpan().Clear();
        Counts.AsSpan().Clear();
        Widths.AsSpan().Clear();
    }

    /// <summary>Adds to the inputs what they receive through the widths that follow from them.</summary>
    public void CarryWidths()
    {
        foreach (WidthRule rule in numbers.Model.WidthRules)
        {
            int p = rule.Parameter;
            if (Widths[p] != 0.0 && numbers.HasRule(p) && !rule.Evaluate(numbers.Inputs).IsFixed) rule.AddGradient(Widths[p], numbers.Inputs, Inputs);
        }
    }
}
