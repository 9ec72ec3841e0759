namespace Pullback.Plotting.Standard;

/// <summary>Events of one process in the plane of two features.</summary>
/// <param name="Label">Name of the process.</param>
/// <param name="X">First feature. Shape [event].</param>
/// <param name="Y">Second feature. Shape [event].</param>
public sealed record EventSample(string Label, IReadOnlyList<double> X, IReadOnlyList<double> Y);
