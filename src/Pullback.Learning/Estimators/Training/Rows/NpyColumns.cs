using Pullback.Data.Npy;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Columns of an npy file.</summary>
internal sealed class NpyColumns(NpyArray array) : RowColumns(array.Name, array.Rows, array.Columns.Count)
{
    public override void Read(long first, Span<double> destination) => array.ReadRows(first, destination);
}
