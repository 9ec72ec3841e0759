using System.Numerics;

namespace Pullback.Learning.Training;

/// <summary>Stochastic gradient descent, with momentum and Nesterov's look-ahead if asked for.</summary>
/// <remarks>
/// <para><c>v ← m v + g</c>; plain momentum <c>w ← w − η v</c>; Nesterov <c>w ← w − η (g + m v)</c>, the gradient step taken from the point that
/// the momentum alone would reach.</para>
/// </remarks>
public sealed record Sgd : OptimizerOptions
{
    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <summary>The momentum <c>m</c>, in [0, 1).</summary>
    /// <value>Default 0: plain descent.</value>
    public double Momentum { get; init; }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    /// <value>Default false.</value>
    public bool Nesterov { get; init; }

    internal override int StateVectors => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        IEnumerable<string> problems = base.Problems().Concat(Problem("The momentum", Momentum, Momentum is >= 0 and < 1, "at least 0 and below 1"));
        return Nesterov && Momentum == 0 ? problems.Append("Nesterov's momentum needs a momentum above 0.") : problems;
    }

    internal override void Update<T>(long step, double rate, Span<T> weights, ReadOnlySpan<T> gradient, T[][] state, int offset)
    {
        T eta = T.CreateChecked(rate);
        if (Momentum == 0)
        {
            VectorLoop.Run(new Plain<T>(eta), weights, gradient, [], []);
            return;
        }

        T momentum = T.CreateChecked(Momentum);
        Span<T> velocity = state[0].AsSpan(offset, weights.Length);
        if (Nesterov) VectorLoop.Run(new LookAhead<T>(eta, momentum), weights, gradient, velocity, []);
        else VectorLoop.Run(new Heavy<T>(eta, momentum), weights, gradient, velocity, []);
    }

    private readonly struct Plain<T>(T rate) : IVectorUpdate<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second) => weight -= gradient * rate;
    }

    private readonly struct Heavy<T>(T rate, T momentum) : IVectorUpdate<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second)
        {
            first = (first * momentum) + gradient;
            weight -= first * rate;
        }
    }

    private readonly struct LookAhead<T>(T rate, T momentum) : IVectorUpdate<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second)
        {
            first = (first * momentum) + gradient;
            weight -= ((first * momentum) + gradient) * rate;
        }
    }
}
