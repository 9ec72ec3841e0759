using System.Numerics;

namespace Pullback.Learning.Training;

/// <summary>Adam: steps scaled by running means of the gradient and of its square, both corrected for their start at zero.</summary>
/// <remarks>
/// <para><c>m ← β₁ m + (1−β₁) g</c>, <c>v ← β₂ v + (1−β₂) g²</c>, <c>w ← w − η m̂ / (√v̂ + ε)</c> with <c>m̂ = m/(1−β₁ᵗ)</c>, <c>v̂ = v/(1−β₂ᵗ)</c>.
/// The first step is <c>η sign(g)</c> on every weight. Reference: [Kingma2015].</para>
/// </remarks>
public sealed record Adam : OptimizerOptions
{
    /// <inheritdoc/>
    public override string Name => "adam";

    /// <summary>Decay of the mean of the gradient, in [0, 1).</summary>
    /// <value>Default 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of the squared gradient, in [0, 1).</summary>
    /// <value>Default 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What keeps the denominator from zero.</summary>
    /// <value>Default 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    internal override int StateVectors => 2;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => base.Problems().Concat(MomentProblems(Beta1, Beta2, Epsilon));

    internal static IEnumerable<string> MomentProblems(double beta1, double beta2, double epsilon) =>
    [
        .. Problem("beta1", beta1, beta1 is >= 0 and < 1, "at least 0 and below 1"),
        .. Problem("beta2", beta2, beta2 is >= 0 and < 1, "at least 0 and below 1"),
        .. Problem("epsilon", epsilon, epsilon > 0 && double.IsFinite(epsilon), "finite and above 0"),
    ];

    internal override void Update<T>(long step, double rate, Span<T> weights, ReadOnlySpan<T> gradient, T[][] state, int offset) =>
        VectorLoop.Run(
            new Rule<T>(new Moments<T>(step, rate, Beta1, Beta2, Epsilon)),
            weights,
            gradient,
            state[0].AsSpan(offset, weights.Length),
            state[1].AsSpan(offset, weights.Length));

    private readonly struct Rule<T>(Moments<T> moments) : IVectorUpdate<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second)
        {
            moments.Advance(gradient, ref first, ref second);
            weight -= moments.Step(first, second);
        }
    }
}
