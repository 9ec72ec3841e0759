namespace Pullback.Autodiff;

#pragma warning disable CA1720 // The names are those of NumPy, which the field uses.
/// <summary>The number type of a graph value.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 binary64, <see cref="double"/>.</summary>
    Float64,

    /// <summary>IEEE 754 binary32, <see cref="float"/>.</summary>
    Float32,
}
