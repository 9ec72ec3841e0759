using Pullback.Data.Npy;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Columns of an npy file.</summary>
internal sealed class NpyColumns(NpyArray array) : RowColumns(array.Name, array.Rows, Width(array))
{
    public override void Read(long first, Span<double> destination) => array.ReadRows(first, destination);

    private static new int Width(NpyArray array) => array.Shape.Count <= 2
        ? array.Columns.Count
        : throw new ArgumentException($"'{array.Name}' has {array.Shape.Count} dimensions, but training arrays have one or two: a row for each event. Reshape it.", nameof(array));
}
