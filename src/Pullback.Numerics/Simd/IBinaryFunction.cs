using System.Numerics;

namespace Pullback.Numerics.Simd;

/// <summary>A function of two values that can be evaluated on any number of lanes; passed as a type argument, so calls are direct.</summary>
public interface IBinaryFunction
{
    /// <summary>Evaluates the function on every pair of lanes.</summary>
    /// <typeparam name="TV">Lanes.</typeparam>
    /// <typeparam name="T">Lane type.</typeparam>
    static abstract TV Invoke<TV, T>(TV left, TV right)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
