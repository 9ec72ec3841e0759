using System.Numerics;

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
        // The third vector rides along as the "weights" of a second loop: first the moments and the maximum, then the step.
        int length = weights.Length;
        Span<T> mean = state[0].AsSpan(offset, length);
        Span<T> square = state[1].AsSpan(offset, length);
        Span<T> largest = state[2].AsSpan(offset, length);
        double correction = 1 / (1 - Math.Pow(Beta2, step));
        VectorLoop.Run(new Raise<T>(new Moments<T>(step, rate, Beta1, Beta2, Epsilon), MaximumBeforeCorrection ? 1 : correction), largest, gradient, mean, square);
        VectorLoop.Run(new Descend<T>(rate / (1 - Math.Pow(Beta1, step)), MaximumBeforeCorrection ? correction : 1, Epsilon), weights, gradient, mean, largest);
    }

    private readonly struct Raise<T>(Moments<T> moments, double correction) : IVectorUpdate<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _correction = T.CreateChecked(correction);

        public void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second)
        {
            moments.Advance(gradient, ref first, ref second);
            weight = Vector.Max(weight, second * _correction);
        }
    }

    private readonly struct Descend<T>(double rate, double correction, double epsilon) : IVectorUpdate<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _rate = T.CreateChecked(rate);
        private readonly T _correction = T.CreateChecked(correction);
        private readonly Vector<T> _epsilon = new(T.CreateChecked(epsilon));

        public void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second) =>
            weight -= first * _rate / (Vector.SquareRoot(second * _correction) + _epsilon);
    }
}
