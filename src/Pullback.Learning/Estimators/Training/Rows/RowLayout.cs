using Pullback.Learning.Estimators.Losses;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>How the numbers of an event that a method needs lie side by side in a packed row.</summary>
internal sealed class RowLayout
{
    private readonly List<RowGroup> _groups = [];

    /// <summary>Lays out a row.</summary>
    /// <param name="data">The data.</param>
    /// <param name="definition">The estimator.</param>
    /// <param name="method">The method.</param>
    public RowLayout(EstimatorData data, EstimatorDefinition definition, EstimatorMethod method)
    {
        bool two = definition.Kind == EstimatorKind.DoubleParameterizedRatio;
        bool score = MethodLoss.NeedsScore(method);
        Add(RowRole.Observables, data.Observables, definition.Inputs);
        if (definition.Kind != EstimatorKind.Score) Add(RowRole.Numerator, data.Parameters!, definition.Parameters);
        if (two) Add(RowRole.Denominator, data.DenominatorParameters!, definition.Parameters);
        if (EstimatorData.NeedsLabels(method)) Add(RowRole.Labels, data.Labels!, 1);
        if (MethodLoss.NeedsRatio(method)) Add(RowRole.Ratio, data.JointRatio!, 1);
        if (score) Add(RowRole.Score, data.JointScore!, definition.Parameters);
        if (score && two) Add(RowRole.DenominatorScore, data.DenominatorScore!, definition.Parameters);
        if (data.Weights is not null) Add(RowRole.Weights, data.Weights, 1);
    }

    /// <summary>The groups in order.</summary>
    public IReadOnlyList<RowGroup> Groups => _groups;

    /// <summary>The numbers of a row.</summary>
    public int Width { get; private set; }

    /// <summary>The group of a role, or null.</summary>
    /// <param name="role">The role.</param>
    public RowGroup? Find(RowRole role) => _groups.FirstOrDefault(group => group.Role == role);

    private void Add(RowRole role, RowColumns columns, int width)
    {
        _groups.Add(new RowGroup(role, columns, Width, width));
        Width += width;
    }
}
