namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>A group of columns in a packed row.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Columns">Where it comes from.</param>
/// <param name="Offset">Where it begins in the row.</param>
/// <param name="Width">How many numbers it has in the row; fewer than the source where features are selected.</param>
internal sealed record RowGroup(RowRole Role, RowColumns Columns, int Offset, int Width);
