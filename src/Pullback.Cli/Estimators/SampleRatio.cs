using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Limits;

namespace Pullback.Cli.Estimators;

/// <summary>Makes the log ratio of a sample from whatever kind of estimator there is.</summary>
internal static class SampleRatio
{
    /// <summary>The mean over the members of an ensemble of what they say of the events.</summary>
    /// <param name="context">The call.</param>
    /// <param name="model">The estimators.</param>
    /// <param name="x">Shape [event, observable].</param>
    /// <param name="denominator">The path of θ₁, for ratios of two points; null for none.</param>
    /// <param name="reference">The path of the reference, for scores; null for none.</param>
    /// <param name="referenceEvents">The path of events of the reference, for scores; null for none.</param>
    public static MeanLogRatio Of(VerbContext context, EstimatorEnsemble model, double[] x, string? denominator, string? reference, string? referenceEvents)
    {
        EstimatorDefinition definition = model.Members[0].Definition;
        bool score = definition.Kind == EstimatorKind.Score, two = definition.Kind == EstimatorKind.DoubleParameterizedRatio;
        if (two != (denominator is not null))
            throw new InputException(two ? "The estimator is a ratio of two parameter points: give the denominator, one point, with --theta1." : "The denominator of the estimator cannot be chosen: leave --theta1 out.");
        if (score != (reference is not null && referenceEvents is not null) || (!score && (reference ?? referenceEvents) is not null))
            throw new InputException(score
                ? "The estimator knows the score at its reference only: give that point with --reference and events of it with --reference-x, whose Fisher information extends the score into the neighborhood."
                : "The estimator is no score: leave --reference and --reference-x out.");
        if (!score)
        {
            double[] below = OnePoint(context, denominator, definition.Parameters, "--theta1");
            return EstimatorInput.Guard(() => new MeanLogRatio([.. model.Members.Select(m => new EstimatorLogRatio(m, x, below))]));
        }

        double[] at = OnePoint(context, reference, definition.Parameters, "--reference");
        double[] events = EstimatorInput.Rows(context, referenceEvents, definition.Observables, "observables");
        return EstimatorInput.Guard(() => new MeanLogRatio([.. model.Members.Select(m => new LocalScoreLogRatio(
            m.Score(x, cancellation: context.Cancellation), at, FisherInformation.Of(m.Score(events, cancellation: context.Cancellation), definition.Parameters, 1)))]));
    }

    private static double[] OnePoint(VerbContext context, string? shown, int parameters, string option)
    {
        double[] point = EstimatorInput.Rows(context, shown, parameters, "parameters");
        if (shown is not null && point.Length != parameters) throw new InputException($"{shown}: {option} takes one parameter point, but there are {point.Length / parameters}.");
        return point;
    }
}
