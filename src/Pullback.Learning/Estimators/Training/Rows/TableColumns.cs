using Pullback.Data.Tables;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Columns of an event table, side by side.</summary>
internal sealed class TableColumns(string name, EventTable table, IReadOnlyList<string> columns) : RowColumns(name, table.Count, columns.Count)
{
    private readonly int[] _indices = [.. columns.Select(table.IndexOf)];

    public override void Read(long first, Span<double> destination)
    {
        double[] column = new double[destination.Length / Width];
        for (int k = 0; k < Width; k++)
        {
            table.Read(_indices[k], first, column);
            for (int row = 0; row < column.Length; row++) destination[(row * Width) + k] = column[row];
        }
    }
}
