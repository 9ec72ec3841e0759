using Pullback.Autodiff;

namespace Pullback.Amplitudes.Models;

/// <summary>A function of the mass of a group of final particles, an input of events.</summary>
/// <param name="Input">The input.</param>
/// <param name="Group">The group.</param>
/// <param name="Function">The function of its mass.</param>
internal sealed record EventColumn(Expr Input, int Group, Func<double, double> Function);
