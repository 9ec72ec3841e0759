using System.Globalization;
using Pullback.Cli.Output;
using Pullback.HistFactory.InferenceObjectives;
using Pullback.Learning.Observables;
using Pullback.Plotting.Standard;

namespace Pullback.Cli.Observables.Pictures;

/// <summary>How a training went: the results of the analysis and the yields against the epoch, and the loss where it is another quantity or was validated.</summary>
internal static class TrainingPictures
{
    /// <summary>The pictures of a history; the results after the last epoch are its last point.</summary>
    public static IEnumerable<Picture> Of(ObservableTrainingResult result, ObservableObjective objective)
    {
        // An epoch reports the state before its updates: after none, one, two epochs, and so on.
        ObservableMetrics[] states = [.. result.History.Select(h => h.Training), result.Final];
        double[] epochs = [.. Enumerable.Range(0, states.Length).Select(i => (double)i)];
        string name = string.Create(CultureInfo.InvariantCulture, $"Expected CLs, μ = {objective.Poi:R}");
        YieldHistory[] yields = [new("Signal", Yields(states, s => s.Signal)), new("Background", Yields(states, s => s.Background))];
        yield return new Picture(
            "training",
            InferenceTrainingFigure.Create(epochs, [.. states.Select(s => s.Cls)], name, yields),
            "The expected CLs, nuisance parameters profiled, and the expected events of signal and background in each bin, against the number of completed epochs.");
        if (objective.Terms is [{ Name: "cls" }] && result.FinalValidation is null) yield break;
        yield return new Picture("loss", Loss(result, epochs, states, objective), "The loss that the training makes small.");
    }

    private static Plotting.Figures.Figure Loss(ObservableTrainingResult result, double[] epochs, ObservableMetrics[] states, ObservableObjective objective) =>
        LearningCurveFigure.Create(new LearningCurve(epochs, [.. states.Select(s => s.Loss)])
        {
            Validation = result.FinalValidation is { } last ? [.. result.History.Select(h => h.Validation!.Loss), last.Loss] : null,
            BestEpoch = result.BestEpoch,
            LossName = objective.Terms is [{ } only] ? Title(only.Name) : "Loss",
        });

    private static string Title(string objective)
    {
        bool maximized = Objectives.Names.Contains(objective) && Objectives.ByName(objective).Direction == ObjectiveDirection.Maximize;
        return $"Loss: {(maximized ? "−" : "")}{objective.Replace('-', ' ').Replace("cls", "CLs", StringComparison.Ordinal)}";
    }

    private static double[,] Yields(ObservableMetrics[] states, Func<ObservableMetrics, IReadOnlyList<double>> select)
    {
        double[,] yields = new double[states.Length, select(states[0]).Count];
        for (int epoch = 0; epoch < states.Length; epoch++)
        {
            for (int bin = 0; bin < yields.GetLength(1); bin++) yields[epoch, bin] = select(states[epoch])[bin];
        }

        return yields;
    }
}
