namespace Pullback.Learning.Observables;

/// <summary>One result that training improves, with its weight in the loss. Results that should grow enter with a minus sign.</summary>
/// <param name="Name">One of <see cref="ObservableObjective.Names"/>.</param>
/// <param name="Weight">Its weight, above 0.</param>
public sealed record ObjectiveTerm(string Name, double Weight);
