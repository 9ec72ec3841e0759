using System.Globalization;
using System.Numerics;

namespace Pullback.Learning.Training;

/// <summary>Limits on a gradient before it is used.</summary>
public sealed record GradientClipping
{
    /// <summary>The largest magnitude of an entry; larger ones are cut to it.</summary>
    /// <value>Default null: no limit.</value>
    public double? MaximumValue { get; init; }

    /// <summary>The largest Euclidean norm of the whole gradient; a longer one is shortened to it.</summary>
    /// <value>Default null: no limit.</value>
    public double? MaximumNorm { get; init; }

    /// <summary>What is wrong with the limits, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems() => Problem("The largest value", MaximumValue).Concat(Problem("The largest norm", MaximumNorm));

    /// <summary>Applies the limits in place: values first, then the norm.</summary>
    /// <param name="gradient">Shape [weight].</param>
    public void Apply<T>(Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (MaximumValue is { } value)
        {
            T limit = T.CreateChecked(value);
            foreach (ref T g in gradient) g = T.Clamp(g, -limit, limit);
        }

        if (MaximumNorm is not { } norm) return;
        double length = GradientNorm.Of<T>(gradient);
        if (!(length > norm)) return;
        T factor = T.CreateChecked(norm / length);
        foreach (ref T g in gradient) g *= factor;
    }

    private static IEnumerable<string> Problem(string name, double? value)
    {
        if (value is { } v && (!(v > 0) || !double.IsFinite(v)))
            yield return string.Create(CultureInfo.InvariantCulture, $"{name} of a gradient is {v:R}, but must be finite and above 0.");
    }
}
