using System.Globalization;

namespace Pullback.Statistics.Parameters;

/// <summary>A named scalar parameter of a likelihood with its start value and its closed interval of allowed values.</summary>
public sealed record Parameter
{
    /// <summary>Creates a parameter.</summary>
    /// <param name="name">The name, unique within a model.</param>
    /// <param name="initial">The value at which fits start; for a fixed parameter, its value.</param>
    /// <param name="lower">The lower bound; <c>-infinity</c> for none.</param>
    /// <param name="upper">The upper bound; <c>+infinity</c> for none.</param>
    /// <param name="state">How a fit may move the parameter.</param>
    /// <exception cref="ArgumentException">The name is empty, a number is NaN, the bounds are out of order, or the start value of a parameter that is not fixed is outside them.</exception>
    public Parameter(string name, double initial, double lower, double upper, ParameterState state = ParameterState.Free)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!double.IsFinite(initial) || double.IsNaN(lower) || double.IsNaN(upper) || lower > upper)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Parameter '{name}': start value {initial} with bounds [{lower}, {upper}]. The start value must be finite and the bounds in order."));
        }

        if (state != ParameterState.Fixed && (initial < lower || initial > upper))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Parameter '{name}': the start value {initial} is outside its bounds [{lower}, {upper}]. Move the start value or widen the bounds."));
        }

        Name = name;
        Initial = initial;
        Lower = lower;
        Upper = upper;
        State = state;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value at which fits start.</summary>
    public double Initial { get; }

    /// <summary>The lower bound.</summary>
    public double Lower { get; }

    /// <summary>The upper bound.</summary>
    public double Upper { get; }

    /// <summary>How a fit may move the parameter.</summary>
    public ParameterState State { get; }
}
