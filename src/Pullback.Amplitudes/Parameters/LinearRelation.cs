namespace Pullback.Amplitudes.Parameters;

/// <summary>A parameter that follows another, <c>y = k x + b</c>.</summary>
/// <param name="Other">The name of x.</param>
/// <param name="Factor">k.</param>
/// <param name="Offset">b.</param>
public sealed record LinearRelation(string Other, double Factor, double Offset);
