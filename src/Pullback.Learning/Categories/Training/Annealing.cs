using System.Globalization;

namespace Pullback.Learning.Categories.Training;

/// <summary>A constant of the categories, such as the temperature, as a function of the epoch.</summary>
/// <remarks>
/// <para>With <c>t = epoch/epochs</c>: cosine <c>v₁ + (v₀ − v₁)(1 + cos πt)/2</c>, geometric <c>v₀ (v₁/v₀)ᵗ</c>. Reference: [GatoHep2026].</para>
/// </remarks>
/// <param name="From">The value <c>v₀</c> at the start, above 0.</param>
/// <param name="To">The value <c>v₁</c> that it ends at, above 0.</param>
/// <param name="Shape">The way from one to the other.</param>
public sealed record Annealing(double From, double To, AnnealingShape Shape = AnnealingShape.Cosine)
{
    /// <summary>A value that does not change.</summary>
    /// <param name="value">The value, above 0.</param>
    public static Annealing Constant(double value) => new(value, value, AnnealingShape.Geometric);

    /// <summary>The value in an epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="epochs">The number of epochs of the whole training.</param>
    public double Value(int epoch, int epochs)
    {
        double t = (double)epoch / epochs;
        if (From == To) return From;
        return Shape == AnnealingShape.Cosine ? To + ((From - To) * 0.5 * (1 + Math.Cos(Math.PI * t))) : From * Math.Pow(To / From, t);
    }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    /// <param name="name">What is annealed.</param>
    public IEnumerable<string> Problems(string name)
    {
        if (!(From > 0) || !double.IsFinite(From)) yield return string.Create(CultureInfo.InvariantCulture, $"The {name} starts at {From:R}, but must be finite and above 0.");
        if (!(To > 0) || !double.IsFinite(To)) yield return string.Create(CultureInfo.InvariantCulture, $"The {name} ends at {To:R}, but must be finite and above 0.");
        if (!Enum.IsDefined(Shape)) yield return $"The schedule {Shape} of the {name} does not exist.";
    }
}
