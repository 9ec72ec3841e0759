namespace Pullback.Cli.Observables;

/// <summary>The network: dense layers from the features to the summary's outputs.</summary>
/// <param name="Hidden">Width of each hidden layer.</param>
/// <param name="Activation">After each hidden layer.</param>
/// <param name="Dropout">Share of hidden outputs dropped in training.</param>
/// <param name="Initializer">How the weights begin.</param>
/// <param name="BiasDeviation">The standard deviation that the biases begin with.</param>
/// <param name="Precision"><c>single</c> or <c>double</c>.</param>
internal sealed record NetworkSettings(IReadOnlyList<int> Hidden, string Activation, double Dropout, string Initializer, double BiasDeviation, string Precision);
