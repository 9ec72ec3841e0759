using Pullback.Autodiff;
using Pullback.Learning.Estimators.Networks;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators;

/// <summary>The shape of a neural estimator: everything about it except weights and scaling.</summary>
public sealed record EstimatorDefinition
{
    /// <summary>What it estimates.</summary>
    public required EstimatorKind Kind { get; init; }

    /// <summary>The number of observables of an event, before <see cref="Features"/> selects.</summary>
    public required int Observables { get; init; }

    /// <summary>The number of parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>The observables that the network sees, by index; null for all.</summary>
    public IReadOnlyList<int>? Features { get; init; }

    /// <summary>The width of each hidden layer.</summary>
    /// <value>Default 100.</value>
    public IReadOnlyList<int> Hidden { get; init; } = [100];

    /// <summary>What follows each hidden layer.</summary>
    /// <value>Default <see cref="Layers.Activation.Tanh"/>.</value>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>The share of the hidden outputs that training sets to zero.</summary>
    /// <value>Default 0.</value>
    public double Dropout { get; init; }

    /// <summary>Whether activations run as in MadMiner's networks with dropout: on the inputs too, and twice after each hidden layer.</summary>
    /// <value>Default false.</value>
    public bool ActivatesTwice { get; init; }

    /// <summary>For parameterized ratios, how they depend on the parameters where that is known; null leaves it to the network.</summary>
    /// <value>Default null.</value>
    public RatioModel? Model { get; init; }

    /// <summary>For densities, the number of autoregressive steps.</summary>
    /// <value>Default 5.</value>
    public int Steps { get; init; } = 5;

    /// <summary>For densities, the number of Gaussians of the last step.</summary>
    /// <value>Default 1.</value>
    public int Components { get; init; } = 1;

    /// <summary>For densities, whether every second step reverses the observables.</summary>
    /// <value>Default true; false for MadMiner's files.</value>
    public bool Reverse { get; init; } = true;

    /// <summary>For densities, the share of each batch in the stored means and variances that normalise what leaves an affine step; null for no such normalisation.</summary>
    /// <value>Default null.</value>
    public double? BatchNormalization { get; init; }

    /// <summary>The number of observables that the network sees.</summary>
    public int Inputs => Features?.Count ?? Observables;

    /// <summary>The dense layers of a ratio or score, for a number of inputs and outputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="element">The type.</param>
    internal NetworkOptions Dense(int inputs, int outputs, ElementType element) => new()
    {
        Inputs = inputs,
        Outputs = outputs,
        Hidden = Hidden,
        Activation = Activation,
        ActivationsPerLayer = ActivatesTwice ? 2 : 1,
        Dropout = Dropout,
        Element = element,
    };

    /// <summary>The flow of a density.</summary>
    /// <param name="element">The type.</param>
    internal FlowOptions Flow(ElementType element) => new()
    {
        Observables = Inputs,
        Parameters = Parameters,
        Hidden = Hidden,
        Activation = Activation,
        Steps = Steps,
        Components = Components,
        Reverse = Reverse,
        Normalizes = BatchNormalization is not null,
        Element = element,
    };
}
