using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Execution;

/// <summary>An operand of an elementwise loop: where the next vector is and how far it moves. One number stands in a block and does not move.</summary>
internal unsafe ref struct Operand<TVector, T>
    where TVector : unmanaged, ISimd<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _start;
    private readonly T* _block;
    private readonly Walk _walk;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Operand(void* start, Walk walk, T* block)
    {
        _start = (T*)start;
        _walk = walk;
        _block = block;
        if (walk == Walk.Splat)
        {
            TVector.Store(TVector.Create(*_start), block);
        }
    }

    /// <summary>Elements the pointer moves for each vector.</summary>
    public readonly nint Step
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _walk is Walk.Full or Walk.PerEvent ? TVector.Count : 0;
    }

    /// <summary>Where the operand starts for one element of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T* Row(nint element, nint pitch)
    {
        switch (_walk)
        {
            case Walk.Full:
                return _start + (element * pitch);
            case Walk.PerEvent:
                return _start;
            case Walk.PerElement:
                TVector.Store(TVector.Create(_start[element]), _block);
                return _block;
            default:
                return _block;
        }
    }
}
