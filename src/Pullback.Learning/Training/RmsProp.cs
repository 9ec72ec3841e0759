using System.Numerics;

namespace Pullback.Learning.Training;

/// <summary>RMSprop: steps scaled by a running mean of the squared gradient, with momentum if asked for.</summary>
/// <remarks>
/// <para><c>v ← ρ v + (1−ρ) g²</c>, <c>d = g / (√v + ε)</c>, <c>b ← m b + d</c>, <c>w ← w − η b</c>. Reference: [TielemanHinton2012].</para>
/// </remarks>
public sealed record RmsProp : OptimizerOptions
{
    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <summary>Decay <c>ρ</c> of the mean of the squared gradient, in [0, 1).</summary>
    /// <value>Default 0.9.</value>
    public double Decay { get; init; } = 0.9;

    /// <summary>The momentum <c>m</c>, in [0, 1).</summary>
    /// <value>Default 0.</value>
    public double Momentum { get; init; }

    /// <summary>What keeps the denominator from zero.</summary>
    /// <value>Default 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether the constant is added below the root, <c>d = g / √(v + ε)</c>, the way of Keras.</summary>
    /// <value>Default false: beside the root.</value>
    public bool EpsilonBelowRoot { get; init; }

    internal override int StateVectors => 2;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() =>
    [
        .. base.Problems(),
        .. Problem("The decay", Decay, Decay is >= 0 and < 1, "at least 0 and below 1"),
        .. Problem("The momentum", Momentum, Momentum is >= 0 and < 1, "at least 0 and below 1"),
        .. Problem("epsilon", Epsilon, Epsilon > 0 && double.IsFinite(Epsilon), "finite and above 0"),
    ];

    internal override void Update<T>(long step, double rate, Span<T> weights, ReadOnlySpan<T> gradient, T[][] state, int offset) =>
        VectorLoop.Run(
            new Rule<T>(rate, Decay, Momentum, EpsilonBelowRoot ? 0 : Epsilon, EpsilonBelowRoot ? Epsilon : 0),
            weights,
            gradient,
            state[0].AsSpan(offset, weights.Length),
            state[1].AsSpan(offset, weights.Length));

    private readonly struct Rule<T>(double rate, double decay, double momentum, double beside, double below) : IVectorUpdate<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _rate = T.CreateChecked(rate);
        private readonly T _keep = T.CreateChecked(decay);
        private readonly T _take = T.CreateChecked(1 - decay);
        private readonly T _momentum = T.CreateChecked(momentum);
        private readonly Vector<T> _beside = new(T.CreateChecked(beside));
        private readonly Vector<T> _below = new(T.CreateChecked(below));

        public void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second)
        {
            first = (first * _keep) + (gradient * gradient * _take);
            second = (second * _momentum) + (gradient / (Vector.SquareRoot(first + _below) + _beside));
            weight -= second * _rate;
        }
    }
}
