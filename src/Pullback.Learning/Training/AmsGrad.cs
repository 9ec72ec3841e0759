using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Learning.Training;

/// <summary>AMSGrad: Adam whose denominator never shrinks.</summary>
/// <remarks>
/// <para>As <see cref="Adam"/> with <c>√v̂</c> replaced by the square root of the largest <c>v̂</c> so far. Reference: [Reddi2018]. The maximum is taken
/// of the corrected <c>v̂</c>, or of <c>v</c> before the correction for the start at zero, which is what PyTorch does.</para>
/// </remarks>
public sealed record AmsGrad : OptimizerOptions
{
    /// <inheritdoc/>
    public override string Name => "amsgrad";

    /// <summary>Decay of the mean of the gradient, in [0, 1).</summary>
    /// <value>Default 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of the squared gradient, in [0, 1).</summary>
    /// <value>Default 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What keeps the denominator from zero.</summary>
    /// <value>Default 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether the maximum is taken before the correction for the start at zero, so that the steps are those of PyTorch.</summary>
    /// <value>Default false.</value>
    public bool MaximumBeforeCorrection { get; init; }

    internal override int StateVectors => 3;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => base.Problems().Concat(Adam.MomentProblems(Beta1, Beta2, Epsilon));

    internal override void Update<T>(long step, double rate, Span<T> weights, ReadOnlySpan<T> gradient, T[][] state, int offset)
    {
        int length = weights.Length;
        Span<T> mean = state[0].AsSpan(offset, length);
        Span<T> square = state[1].AsSpan(offset, length);
        Span<T> largest = state[2].AsSpan(offset, length);
        double correction = 1 / (1 - Math.Pow(Beta2, step));
        var rule = new Rule<T>(
            new Moments<T>(step, rate, Beta1, Beta2, Epsilon), rate / (1 - Math.Pow(Beta1, step)), MaximumBeforeCorrection ? 1 : correction, MaximumBeforeCorrection ? correction : 1, Epsilon);
        VectorLoop.Run(rule, weights, gradient, mean, square, largest);
    }

    private readonly struct Rule<T>(Moments<T> moments, double rate, double before, double after, double epsilon) : IVectorUpdate3<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _rate = T.CreateChecked(rate);
        private readonly T _before = T.CreateChecked(before);
        private readonly T _after = T.CreateChecked(after);
        private readonly Vector<T> _epsilon = new(T.CreateChecked(epsilon));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> mean, ref Vector<T> square, ref Vector<T> largest)
        {
            moments.Advance(gradient, ref mean, ref square);
            largest = Vector.Max(largest, square * _before);
            weight -= mean * _rate / (Vector.SquareRoot(largest * _after) + _epsilon);
        }
    }
}
