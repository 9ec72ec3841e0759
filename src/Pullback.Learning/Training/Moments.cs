using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Learning.Training;

/// <summary>The running moments of Adam and AMSGrad at one step, with the corrections for their start at zero.</summary>
internal readonly struct Moments<T>(long step, double rate, double beta1, double beta2, double epsilon)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _keep1 = T.CreateChecked(beta1);
    private readonly T _take1 = T.CreateChecked(1 - beta1);
    private readonly T _keep2 = T.CreateChecked(beta2);
    private readonly T _take2 = T.CreateChecked(1 - beta2);
    private readonly T _rate = T.CreateChecked(rate / (1 - Math.Pow(beta1, step)));
    private readonly T _correction2 = T.CreateChecked(1 / (1 - Math.Pow(beta2, step)));
    private readonly Vector<T> _epsilon = new(T.CreateChecked(epsilon));

    /// <summary>Takes a gradient into the two means.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(Vector<T> gradient, ref Vector<T> mean, ref Vector<T> square)
    {
        mean = (mean * _keep1) + (gradient * _take1);
        square = (square * _keep2) + (gradient * gradient * _take2);
    }

    /// <summary>The change to subtract: <c>η m̂ / (√v̂ + ε)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Step(Vector<T> mean, Vector<T> square) =>
        mean * _rate / (Vector.SquareRoot(square * _correction2) + _epsilon);
}
