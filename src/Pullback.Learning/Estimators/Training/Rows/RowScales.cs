namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>How the groups of a row are shifted and divided.</summary>
/// <param name="Observables">The scaling of all observables.</param>
/// <param name="Parameters">The scaling of the parameters; null for none. Scores are multiplied with its deviations.</param>
/// <param name="MeanWeight">The mean weight, which weights are divided by.</param>
internal sealed record RowScales(Scaling Observables, Scaling? Parameters, double MeanWeight)
{
    private const int Block = 4096;

    /// <summary>Checks all rows that take part and finds the scaling.</summary>
    /// <param name="layout">What a row consists of.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="options">How to train.</param>
    /// <param name="given">A scaling to use instead, as that of an estimator that is trained further; null finds it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">A number cannot be learned from, or the weights have no positive sum.</exception>
    public static RowScales Find(RowLayout layout, RowSelection selection, EstimatorTrainingOptions options, RowScales? given, CancellationToken cancellation)
    {
        RowGroup x = layout.Find(RowRole.Observables)!;
        var observables = new ColumnMoments(x.Columns.Width);
        RowGroup? theta = layout.Find(RowRole.Numerator);
        ColumnMoments? parameters = theta is null ? null : new ColumnMoments(theta.Width);
        double sum = 0;
        double[] source = new double[Block * layout.Groups.Max(group => group.Columns.Width)];
        for (long first = 0; first < selection.Count; first += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = (int)Math.Min(Block, selection.Count - first);
            foreach (RowGroup group in layout.Groups)
            {
                Span<double> values = source.AsSpan(0, rows * group.Columns.Width);
                selection.Read(group.Columns, first, values);
                RowCheck.Check(group, values, first, selection);
                if (group.Role == RowRole.Observables) observables.Add(values);
                if (group.Role is RowRole.Numerator or RowRole.Denominator) parameters!.Add(values);
                if (group.Role != RowRole.Weights) continue;
                foreach (double weight in values) sum += weight;
            }
        }

        RowGroup? weighted = layout.Find(RowRole.Weights);
        if (weighted is not null && !(sum > 0))
            throw new ArgumentException($"The weights in '{weighted.Columns.Name}' add up to {sum:R}, but their sum must be positive.", nameof(layout));
        double mean = weighted is null ? 1 : sum / selection.Count;
        if (given is not null) return given with { MeanWeight = mean };
        return new RowScales(
            options.ScaleObservables ? Finite(observables.ToScaling(), x) : Scaling.None(x.Columns.Width),
            options.ScaleParameters && parameters is not null ? Finite(parameters.ToScaling(), theta!) : null,
            mean);
    }

    private static Scaling Finite(Scaling scaling, RowGroup group)
    {
        for (int k = 0; k < scaling.Means.Count; k++)
        {
            if (!double.IsFinite(scaling.Means[k]) || !double.IsFinite(scaling.Deviations[k]))
                throw new ArgumentException($"The numbers of '{group.Columns.Name}' in column {k} (from 0) are so large that they have no finite mean and deviation. Take other units, a logarithm, or leave the column out.", nameof(group));
        }

        return scaling;
    }

    /// <summary>The shift and divisor of each column of a group; null for none.</summary>
    /// <param name="role">The group.</param>
    public (IReadOnlyList<double>? Shift, IReadOnlyList<double>? Divisor) Of(RowRole role) => role switch
    {
        RowRole.Observables => (Observables.Means, Observables.Deviations),
        RowRole.Numerator or RowRole.Denominator => (Parameters?.Means, Parameters?.Deviations),
        RowRole.Score or RowRole.DenominatorScore => (null, Parameters is null ? null : [.. Parameters.Deviations.Select(d => 1 / d)]),
        RowRole.Weights => (null, [MeanWeight]),
        _ => (null, null),
    };
}
