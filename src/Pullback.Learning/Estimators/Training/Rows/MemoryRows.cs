namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Packed rows in memory.</summary>
/// <param name="width">The numbers of a row.</param>
/// <param name="rows">The number of rows.</param>
internal sealed class MemoryRows<T>(int width, long rows) : RowStore<T>(width)
    where T : unmanaged
{
    private readonly T[] _values = new T[rows * width];

    public override void Append(ReadOnlySpan<T> rows)
    {
        rows.CopyTo(_values.AsSpan(checked((int)(Count * Width))));
        Count += rows.Length / Width;
    }

    public override RowWindow<T> Load(ReadOnlyMemory<int> blocks, T[] buffer) => new(_values, blocks, InPlace: true);

    public override T[] Buffer(int blocks) => [];

    public override void Dispose()
    {
    }
}
