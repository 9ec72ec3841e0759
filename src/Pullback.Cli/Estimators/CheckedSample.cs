using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Learning.Estimators;

namespace Pullback.Cli.Estimators;

/// <summary>Held-out events on which an estimator is checked.</summary>
/// <param name="Definition">The shape of the estimator.</param>
/// <param name="X">Shape [event, observable].</param>
/// <param name="Labels">0 for the numerator, 1 for the denominator, shape [event]; null for scores, whose events are all of the reference.</param>
/// <param name="Theta">One point or one for each event.</param>
/// <param name="Theta1">The same for the denominator; empty if it is fixed.</param>
/// <param name="Weights">Shape [event].</param>
internal sealed record CheckedSample(EstimatorDefinition Definition, double[] X, double[]? Labels, double[] Theta, double[] Theta1, double[] Weights)
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="InputException">They do not fit the estimator or each other.</exception>
    public static CheckedSample Read(VerbContext context, EstimatorEnsemble model, string x, string? y, string? theta, string? theta1, string? weights)
    {
        EstimatorDefinition definition = model.Members[0].Definition;
        double[] events = EstimatorInput.Rows(context, x, definition.Observables, "observables");
        int count = events.Length / definition.Observables;
        if (count == 0) throw new InputException($"{x}: there are no events; give at least one.");
        double[] weight = weights is null ? [.. Enumerable.Repeat(1.0, count)] : EstimatorInput.PerEvent(context, weights, count);
        if (definition.Kind == EstimatorKind.Score)
        {
            if ((y ?? theta ?? theta1) is not null) throw new InputException("The estimator is a score: it is checked on events of its reference alone. Leave --y, --theta and --theta1 out.");
            return new CheckedSample(definition, events, null, [], [], weight);
        }

        bool chosen = definition.Kind is EstimatorKind.DoubleParameterizedRatio or EstimatorKind.Likelihood;
        if (y is null) throw new InputException("Say by --y which events are of the numerator (0) and which of the denominator (1).");
        if (theta is null) throw new InputException("Give the numerator, one parameter point or one for each event, with --theta.");
        if (chosen != (theta1 is not null)) throw new InputException(chosen ? "The denominator of this estimator is chosen by --theta1, one parameter point or one for each event: give it." : "The denominator of the estimator is fixed: leave --theta1 out.");
        double[] labels = EstimatorInput.Rows(context, y, 1, "labels");
        if (labels.Length != count) throw new InputException($"{y}: there are {labels.Length} labels, but {count} events. Give one for each event.");
        return new CheckedSample(definition, events, labels, Points(context, theta, definition.Parameters, count), Points(context, theta1, definition.Parameters, count), weight);
    }

    /// <summary>The events of a class.</summary>
    public int[] Of(int label) => [.. Enumerable.Range(0, Labels!.Length).Where(e => Labels[e] == label)];

    /// <summary>Some rows of an array.</summary>
    public static double[] Rows(double[] values, int width, int[] rows)
    {
        double[] some = new double[rows.Length * width];
        for (int i = 0; i < rows.Length; i++) values.AsSpan(rows[i] * width, width).CopyTo(some.AsSpan(i * width));
        return some;
    }

    /// <summary>Log ratios and scores of all events at their points.</summary>
    public (double[] LogRatios, double[] Scores) Evaluate(Estimator estimator, CancellationToken cancellation)
    {
        bool two = Definition.Kind == EstimatorKind.DoubleParameterizedRatio;
        EstimatorValues found = estimator.Evaluate(X, Theta, two ? Theta1 : [], pairwise: true, withScore: true, cancellation: cancellation);
        if (Definition.Kind != EstimatorKind.Likelihood) return (found.Values, found.Score!);
        double[] below = estimator.Evaluate(X, Theta1, pairwise: true, cancellation: cancellation).Values;
        return ([.. found.Values.Zip(below, (a, b) => a - b)], found.Score!);
    }

    /// <summary>Log ratios of some events at one point.</summary>
    public double[] Evaluate(Estimator estimator, int[] events, ReadOnlySpan<double> point, CancellationToken cancellation)
    {
        double[] x = Rows(X, Definition.Observables, events);
        double[] other = Theta1.Length == Definition.Parameters || Theta1.Length == 0 ? Theta1 : Rows(Theta1, Definition.Parameters, events);
        bool two = Definition.Kind == EstimatorKind.DoubleParameterizedRatio;
        double[] above = estimator.Evaluate(x, point, two ? other : [], pairwise: true, cancellation: cancellation).Values;
        if (Definition.Kind != EstimatorKind.Likelihood) return above;
        double[] below = estimator.Evaluate(x, other, pairwise: true, cancellation: cancellation).Values;
        return [.. above.Zip(below, (a, b) => a - b)];
    }

    private static double[] Points(VerbContext context, string? shown, int parameters, int events)
    {
        double[] points = EstimatorInput.Rows(context, shown, parameters, "parameters");
        if (shown is not null && points.Length != parameters && points.Length != parameters * events)
            throw new InputException($"{shown}: there are {points.Length / parameters} parameter points, but {events} events. Give one point, or one for each event.");
        return points;
    }
}
