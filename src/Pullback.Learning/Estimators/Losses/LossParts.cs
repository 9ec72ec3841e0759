using Pullback.Autodiff;

namespace Pullback.Learning.Estimators.Losses;

/// <summary>The loss of a method and what it is made of.</summary>
/// <param name="Total">The first part plus <c>alpha</c> times the second.</param>
/// <param name="Parts">The parts with their names, without weights.</param>
public sealed record LossParts(Expr Total, IReadOnlyList<(string Name, Expr Value)> Parts);
