using System.Globalization;
using Pullback.Learning.Training;

namespace Pullback.Learning.Categories.Training;

/// <summary>How categories are trained.</summary>
public sealed record CategoryTrainingOptions
{
    /// <summary>Epochs, batches, update rule, learning rate, early stopping, seed, threads.</summary>
    /// <value>Default 250 epochs over all events with RMSprop, the learning rate falling from 0.02 to 0.0002 along half a cosine.</value>
    public TrainingOptions Training { get; init; } = new()
    {
        Epochs = 250,
        Optimizer = new RmsProp { LearningRate = 0.02, Epsilon = 1e-7, EpsilonBelowRoot = true },
        Schedule = new CosineSchedule { Final = 0.01 },
        CheckpointEvery = 10,
    };

    /// <summary>The temperature; null takes one that suits the model: by the same factor every epoch from 0.3 to 0.02 for a mixture, from 1 to 0.01 for sigmoid categories.</summary>
    /// <value>Default null.</value>
    public Annealing? Temperature { get; init; }

    /// <summary>The steepness of sigmoid categories whose options set a steepness of 1 that is not trained; null for none. It takes the place of the temperature.</summary>
    /// <value>Default null.</value>
    public Annealing? Steepness { get; init; }

    /// <summary>The number of trainings side by side from different starts; the best is kept.</summary>
    /// <value>Default 4.</value>
    public int Starts { get; init; } = 4;

    /// <summary>Where the trainings start.</summary>
    /// <value>Default <see cref="CategoryStart.Ratio"/>.</value>
    public CategoryStart Start { get; init; } = CategoryStart.Ratio;

    /// <summary>The starts themselves, where they are given. Shape [start][parameter].</summary>
    /// <value>Default null; needed by <see cref="CategoryStart.Given"/> alone.</value>
    public IReadOnlyList<ReadOnlyMemory<double>>? Given { get; init; }

    /// <summary>Epochs between two looks at hard categories: bias, results, parameters.</summary>
    /// <value>Default 10.</value>
    public int LookEvery { get; init; } = 10;

    /// <summary>The temperature in an epoch.</summary>
    internal double TemperatureOf(CategoryModel model, int epoch)
    {
        if (Steepness is { } steepness) return 1 / steepness.Value(epoch, Training.Epochs);
        Annealing annealing = Temperature ?? (model is GaussianMixtureModel ? new Annealing(0.3, 0.02, AnnealingShape.Geometric) : new Annealing(1, 0.01, AnnealingShape.Geometric));
        return annealing.Value(epoch, Training.Epochs);
    }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    /// <param name="model">The model to train.</param>
    public IEnumerable<string> Problems(CategoryModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (string problem in Training.Problems().Concat(Temperature?.Problems("temperature") ?? []).Concat(Steepness?.Problems("steepness") ?? [])) yield return problem;
        if (Steepness is not null && Temperature is not null) yield return "Both a temperature and a steepness are given; they divide and multiply the same thing.";
        if (Steepness is not null && model.Options is not SigmoidOptions { TrainSteepness: false }) yield return "A schedule of the steepness needs sigmoid categories whose steepness is not trained.";
        if (Starts < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The number of starts is {Starts}, but must be at least 1.");
        if (LookEvery < 1) yield return string.Create(CultureInfo.InvariantCulture, $"There are {LookEvery} epochs between two looks, but there must be at least 1.");
        if (!Enum.IsDefined(Start)) yield return $"The start {Start} does not exist.";
        if (Start != CategoryStart.Given) yield break;
        if (Given is null || Given.Count != Starts)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Given?.Count ?? 0} starts are given for {Starts} trainings; give one each.");
            yield break;
        }

        for (int i = 0; i < Given.Count; i++)
        {
            if (Given[i].Length != model.ParameterCount)
                yield return string.Create(CultureInfo.InvariantCulture, $"Start {i} has {Given[i].Length} parameters, but the model has {model.ParameterCount}.");
        }
    }
}
