using System.Globalization;
using Pullback.Learning.Estimators.Losses;
using Pullback.Learning.Estimators.Training.Rows;

namespace Pullback.Learning.Estimators.Training;

/// <summary>The events that an estimator learns from; groups that a method does not need may be left out and are not read.</summary>
public sealed record EstimatorData
{
    /// <summary>The observables x; shape [event, observable].</summary>
    public required RowColumns Observables { get; init; }

    /// <summary>The parameters θ₀ of ratios, θ of densities; shape [event, parameter].</summary>
    public RowColumns? Parameters { get; init; }

    /// <summary>The parameters θ₁ of doubly parameterized ratios; shape [event, parameter].</summary>
    public RowColumns? DenominatorParameters { get; init; }

    /// <summary>The labels y: 0 for events drawn at the numerator, 1 for events drawn at the denominator; shape [event].</summary>
    public RowColumns? Labels { get; init; }

    /// <summary>The joint likelihood ratio r(x, z|θ₀, θ₁); shape [event].</summary>
    public RowColumns? JointRatio { get; init; }

    /// <summary>The joint score t(x, z|θ₀); shape [event, parameter].</summary>
    public RowColumns? JointScore { get; init; }

    /// <summary>The joint score at the denominator, t(x, z|θ₁); shape [event, parameter].</summary>
    public RowColumns? DenominatorScore { get; init; }

    /// <summary>Weights of the events, of any sign but with a positive sum; shape [event]. Null weighs all alike.</summary>
    public RowColumns? Weights { get; init; }

    /// <summary>Which simulated event a row comes from; rows of one event are never split between training and validation. Shape [event].</summary>
    public RowColumns? EventIds { get; init; }

    /// <summary>What a method misses or what does not fit together, one sentence each; empty if nothing.</summary>
    /// <param name="kind">The kind of estimator.</param>
    /// <param name="method">The method.</param>
    public IEnumerable<string> Problems(EstimatorKind kind, EstimatorMethod method)
    {
        bool two = kind == EstimatorKind.DoubleParameterizedRatio;
        if (kind != EstimatorKind.Score && Parameters is null) yield return Missing(method, two ? "the parameters of the numerator, theta0" : "the parameters theta");
        if (two && DenominatorParameters is null) yield return Missing(method, "the parameters of the denominator, theta1");
        if (NeedsLabels(method) && Labels is null) yield return Missing(method, "the labels y");
        if (MethodLoss.NeedsRatio(method) && JointRatio is null) yield return Missing(method, "the joint likelihood ratio r_xz");
        if (MethodLoss.NeedsScore(method) && JointScore is null) yield return Missing(method, "the joint score t_xz");
        if (two && MethodLoss.NeedsScore(method) && DenominatorScore is null) yield return Missing(method, "the joint score of the denominator, t_xz1");
        if (Observables.Rows == 0) yield return $"'{Observables.Name}' has no rows; at least one event is needed.";
        foreach (RowColumns columns in All().Skip(1))
        {
            if (columns.Rows != Observables.Rows)
                yield return string.Create(CultureInfo.InvariantCulture, $"'{columns.Name}' has {columns.Rows} rows, but '{Observables.Name}' has {Observables.Rows}. All must describe the same events.");
        }

        foreach (RowColumns? columns in new[] { Labels, JointRatio, Weights, EventIds })
        {
            if (columns is { Width: not 1 }) yield return string.Create(CultureInfo.InvariantCulture, $"'{columns.Name}' has {columns.Width} columns, but must have one number for each event.");
        }

        if (ParameterColumns(kind, method) is not { } reference) yield break;
        foreach (RowColumns? columns in new[] { two ? DenominatorParameters : null, MethodLoss.NeedsScore(method) ? JointScore : null, two && MethodLoss.NeedsScore(method) ? DenominatorScore : null })
        {
            if (columns is not null && columns.Width != reference.Width)
                yield return string.Create(CultureInfo.InvariantCulture, $"'{columns.Name}' has {columns.Width} columns, but '{reference.Name}' has {reference.Width}. Both must have one for each parameter.");
        }
    }

    /// <summary>The number of parameters.</summary>
    /// <param name="kind">The kind of estimator.</param>
    internal int ParameterCount(EstimatorKind kind) => (kind == EstimatorKind.Score ? JointScore : Parameters)!.Width;

    /// <summary>Whether a method uses the labels.</summary>
    /// <param name="method">The method.</param>
    internal static bool NeedsLabels(EstimatorMethod method) => method is EstimatorMethod.Carl or EstimatorMethod.Rolr || (method <= EstimatorMethod.Alices && MethodLoss.NeedsScore(method));

    private static string Missing(EstimatorMethod method, string what) =>
        $"The method {method} learns from {what}, which the data do not have. Give it, or choose a method that does without.";

    private RowColumns? ParameterColumns(EstimatorKind kind, EstimatorMethod method) => kind == EstimatorKind.Score ? (MethodLoss.NeedsScore(method) ? JointScore : null) : Parameters;

    private IEnumerable<RowColumns> All() =>
        new[] { Observables, Parameters, DenominatorParameters, Labels, JointRatio, JointScore, DenominatorScore, Weights, EventIds }.OfType<RowColumns>();
}
