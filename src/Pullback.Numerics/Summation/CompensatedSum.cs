using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Summation;

/// <summary>A running sum that carries its own rounding error: value type, one number at a time.</summary>
/// <remarks>
/// <para>Accuracy: error at most <c>2ε|s| + O(nε²) Σ|x|</c>, practically the correctly rounded sum. The result depends on the order of the
/// additions only, which the caller fixes.</para>
/// <para>Edges: a NaN or an infinity, or a sum that overflows, gives what plain addition gives. Reference: [Neumaier1974].</para>
/// </remarks>
public struct CompensatedSum
{
    private double _sum;
    private double _error;

    /// <summary>The sum of everything added so far.</summary>
    public readonly double Value => double.IsFinite(_error) ? _sum + _error : _sum;

    /// <summary>Adds one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        double next = _sum + value;
        _error += Math.Abs(_sum) >= Math.Abs(value) ? (_sum - next) + value : (value - next) + _sum;
        _sum = next;
    }

    /// <summary>Adds what another sum has gathered. Joining partial sums in a fixed order gives the same bits every time.</summary>
    public void Add(CompensatedSum other)
    {
        Add(other._sum);
        Add(other._error);
    }
}
