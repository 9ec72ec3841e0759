namespace Pullback.Autodiff.Tracing;

/// <summary>Arithmetic of tangents and cotangents in which a missing one is zero.</summary>
internal static class Tangents
{
    public static Expr? Add(Expr? left, Expr? right) =>
        left is { } a ? right is { } b ? a + b : a : right;
}
