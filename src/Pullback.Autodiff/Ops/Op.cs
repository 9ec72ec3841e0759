namespace Pullback.Autodiff;

/// <summary>The operations of a graph: one file each, with value, derivative rule and kernel.</summary>
/// <remarks>Derivative rules are written in terms of these operations, so derivatives of every order exist.</remarks>
public static partial class Op;
