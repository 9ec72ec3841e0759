using Pullback.Learning.Layers;
using Pullback.Learning.Training;

namespace Pullback.Learning.Observables;

/// <summary>What is trained, on which result, and how.</summary>
public sealed record ObservableOptions
{
    /// <summary>The network. Its numbers of inputs and outputs follow from the data and the summary.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>How network outputs become bins.</summary>
    /// <value>Default two softmax bins.</value>
    public SummaryOptions Summary { get; init; } = new SoftmaxSummaryOptions();

    /// <summary>How counts become the templates of the likelihood.</summary>
    public TemplateRecipe Recipe { get; init; } = new ProcessRecipe();

    /// <summary>What training makes small.</summary>
    public ObservableObjective Objective { get; init; } = new();

    /// <summary>How the training runs.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Whether features are shifted and scaled to mean 0 and standard deviation 1 over the training events.</summary>
    /// <value>Default false.</value>
    public bool Standardize { get; init; }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems() =>
        Summary.Problems().Concat(Network.Problems()).Concat(Objective.Problems()).Concat(Training.Problems());
}
