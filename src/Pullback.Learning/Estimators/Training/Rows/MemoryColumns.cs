using System.Globalization;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Columns in memory.</summary>
internal sealed class MemoryColumns : RowColumns
{
    private readonly ReadOnlyMemory<double> _values;

    public MemoryColumns(string name, ReadOnlyMemory<double> values, int width)
        : base(name, Count(name, values.Length, width), width) => _values = values;

    public override void Read(long first, Span<double> destination) => _values.Span.Slice((int)first * Width, destination.Length).CopyTo(destination);

    private static long Count(string name, int length, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (length % width != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{name}' has {length} numbers, which are no whole rows of {width}."), nameof(length));
        return length / width;
    }
}
