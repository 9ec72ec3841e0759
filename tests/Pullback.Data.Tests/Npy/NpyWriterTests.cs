using Pullback.Data.Npy;

namespace Pullback.Data.Tests.Npy;

public sealed class NpyWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cube-c")]
    [InlineData("zero-dimensional")]
    [InlineData("empty")]
    [InlineData("scalar-types-f8-little")]
    public void Doubles_are_written_byte_for_byte_as_numpy_does(string name)
    {
        using var array = NpyArray.Open(ReferenceFiles.PathOf(name + ".npy"));
        NpyWriter.Write<double>(_folder["copy.npy"], array.ToDoubles(), [.. array.Shape]);

        Assert.Equal(File.ReadAllBytes(ReferenceFiles.PathOf(name + ".npy")), File.ReadAllBytes(_folder["copy.npy"]));
    }

    [Fact]
    public void Every_number_type_comes_back()
    {
        Check<bool>([true, false], [1, 0]);
        Check<sbyte>([-128, 127], [-128, 127]);
        Check<byte>([0, 255], [0, 255]);
        Check<short>([short.MinValue, 5], [short.MinValue, 5]);
        Check<ushort>([ushort.MaxValue, 5], [ushort.MaxValue, 5]);
        Check<int>([int.MinValue, 5], [int.MinValue, 5]);
        Check<uint>([uint.MaxValue, 5], [uint.MaxValue, 5]);
        Check<long>([-(1L << 53) + 1, 5], [-(1L << 53) + 1, 5]);
        Check<ulong>([(1UL << 53) - 1, 5], [(1UL << 53) - 1, 5]);
        Check<Half>([(Half)0.5, (Half)(-2)], [0.5, -2]);
        Check<float>([0.1f, -2f], [0.1f, -2]);
        Check<double>([0.1, double.MaxValue], [0.1, double.MaxValue]);
    }

    [Fact]
    public void A_million_rows_come_back_to_the_bit()
    {
        var values = Enumerable.Range(0, 1_000_000).Select(i => Math.Sin(i) * Math.Exp(i % 600)).ToArray();
        NpyWriter.Write<double>(_folder["large.npy"], values, 500_000, 2);
        using var array = NpyArray.Open(_folder["large.npy"]);

        Assert.Equal(values, array.ToDoubles());
        var second = new double[500_000];
        array.ReadColumn(array.Columns[1], 0, second);
        for (var i = 0; i < second.Length; i++) Assert.Equal(values[(2 * i) + 1], second[i]);
    }

    [Fact]
    public void A_shape_that_does_not_fit_leaves_the_old_file_in_place()
    {
        NpyWriter.Write<double>(_folder["kept.npy"], new double[] { 1 }, 1);
        var before = File.ReadAllBytes(_folder["kept.npy"]);

        Assert.Throws<ArgumentException>(() => NpyWriter.Write<double>(_folder["kept.npy"], new double[] { 1, 2 }, 3));

        Assert.Equal(before, File.ReadAllBytes(_folder["kept.npy"]));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    private void Check<T>(T[] values, double[] expected)
        where T : unmanaged
    {
        NpyWriter.Write<T>(_folder["types.npy"], values, values.Length);
        using var array = NpyArray.Open(_folder["types.npy"]);
        Assert.Equal(expected, array.ToDoubles());
    }
}
