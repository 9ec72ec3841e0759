using System.Runtime.CompilerServices;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>A small number as a type, so that the compiler removes the parts of a kernel beyond it.</summary>
internal interface ICountConstant
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}

/// <inheritdoc/>
internal readonly struct Count1 : ICountConstant
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }
}

/// <inheritdoc/>
internal readonly struct Count2 : ICountConstant
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }
}

/// <inheritdoc/>
internal readonly struct Count3 : ICountConstant
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3;
    }
}

/// <inheritdoc/>
internal readonly struct Count4 : ICountConstant
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }
}

/// <inheritdoc/>
internal readonly struct Count5 : ICountConstant
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 5;
    }
}

/// <inheritdoc/>
internal readonly struct Count6 : ICountConstant
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 6;
    }
}

/// <inheritdoc/>
internal readonly struct Count7 : ICountConstant
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 7;
    }
}

/// <inheritdoc/>
internal readonly struct Count8 : ICountConstant
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }
}
