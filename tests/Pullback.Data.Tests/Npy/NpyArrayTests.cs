using System.Text;
using Pullback.Data.Npy;

namespace Pullback.Data.Tests.Npy;

public sealed class NpyArrayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> PlainArrays =>
        [.. ReferenceFiles.Expected.EnumerateObject().Where(entry => entry.Value.TryGetProperty("values", out _)).Select(entry => entry.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(PlainArrays))]
    public void Arrays_of_numpy_are_read_in_every_type_order_and_version(string name)
    {
        var expected = ReferenceFiles.Expected.GetProperty(name);
        using var array = NpyArray.Open(ReferenceFiles.PathOf(name + ".npy"));

        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(item => item.GetInt64()), array.Shape);
        Assert.Equal(expected.GetProperty("fortran").GetBoolean(), array.Header.FortranOrder);
        var values = array.ToDoubles();
        Assert.Equal(expected.GetProperty("values").Numbers().Select(BitConverter.DoubleToInt64Bits), values.Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [InlineData("records")]
    [InlineData("unicode-fields")]
    public void Structured_arrays_are_columns_by_field_name(string name)
    {
        using var array = NpyArray.Open(ReferenceFiles.PathOf(name + ".npy"));
        var expected = ReferenceFiles.Expected.GetProperty(name).GetProperty("columns");

        Assert.Equal(expected.EnumerateObject().Select(entry => entry.Name), array.Columns.Select(column => column.Suffix));
        foreach (var column in array.Columns)
        {
            var values = new double[array.Rows];
            array.ReadColumn(column, 0, values);
            Assert.Equal(expected.GetProperty(column.Suffix).Numbers(), values);
        }
    }

    [Theory]
    [InlineData("cube-c")]
    [InlineData("cube-fortran")]
    public void Columns_of_an_array_of_three_axes_follow_its_indices_in_both_orders(string name)
    {
        using var array = NpyArray.Open(ReferenceFiles.PathOf(name + ".npy"));
        var all = array.ToDoubles();

        Assert.Equal(12, array.Columns.Count);
        Assert.Equal("[2][1]", array.Columns[9].Suffix);
        for (var c = 0; c < array.Columns.Count; c++)
        {
            var values = new double[2];
            array.ReadColumn(array.Columns[c], 0, values);
            Assert.Equal([all[c], all[12 + c]], values);
        }
    }

    [Theory]
    [InlineData("refused-object", "pickled")]
    [InlineData("refused-text", "Text cannot be an observable")]
    [InlineData("refused-complex", "real and the imaginary part")]
    [InlineData("refused-nested", "itself a record")]
    public void What_is_not_numbers_is_refused_with_advice(string name, string part)
    {
        var failure = Assert.Throws<DataFormatException>(() => NpyArray.Open(ReferenceFiles.PathOf(name + ".npy")));
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        Assert.Contains(name + ".npy", failure.Where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(-1,)", "dimension 0")]
    [InlineData("(9223372036854775807, 9223372036854775807)", "larger than any file")]
    [InlineData("(1152921504606846977,)", "larger than any file")]
    [InlineData("(99999999999999999999,)", "64 bits")]
    [InlineData("(3,)", "needs 24 bytes of data, but only 16 follow")]
    [InlineData("(1,)", "needs only 8")]
    [InlineData("(2.5,)", "header cannot be read")]
    [InlineData("('2',)", "dimension 0")]
    [InlineData("2", "not a tuple")]
    public void Headers_that_do_not_fit_the_data_are_refused(string shape, string part)
    {
        var failure = Assert.Throws<DataFormatException>(() => NpyArray.Open(Raw($"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}", new byte[16])));
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'shape': (2,), }", "lacks 'fortran_order'")]
    [InlineData("{'descr': '<f8', 'fortran_order': 0, 'shape': (2,), }", "neither True nor False")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'more': 1}", "4 entries")]
    [InlineData("{'descr': 3, 'fortran_order': False, 'shape': (2,), }", "neither a type nor a list")]
    [InlineData("{'descr': '<f16', 'fortran_order': False, 'shape': (1,), }", "not a number type")]
    [InlineData("{'descr': [('a', '<f8', (-1,))], 'fortran_order': False, 'shape': (1,), }", "impossible shape")]
    [InlineData("{'descr': [('a', '<f4'), ('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", "two fields")]
    [InlineData("[1, 2]", "not a dictionary")]
    public void Malformed_headers_are_refused(string header, string part)
    {
        var failure = Assert.Throws<DataFormatException>(() => NpyArray.Open(Raw(header, new byte[16])));
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_clear_error()
    {
        var failure = Assert.Throws<DataFileException>(() => NpyArray.Open(_folder["none.npy"]));
        Assert.Contains("no such file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(ReferenceFiles.PathOf("matrix-fortran-big.npy"));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder["cut.npy"], whole.AsSpan(0, length));
            Assert.Throws<DataFormatException>(() => NpyArray.Open(_folder["cut.npy"]));
        }
    }

    [Theory]
    [InlineData("cube-fortran.npy")]
    [InlineData("records.npy")]
    [InlineData("version-3.npy")]
    public void Flipped_bits_give_numbers_or_the_documented_error(string file)
    {
        const int Seeds = 400;
        var whole = File.ReadAllBytes(ReferenceFiles.PathOf(file));
        var refused = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var bits = new Bits(seed);
            var damaged = whole.ToArray();
            for (var k = 0; k < 3; k++) damaged[bits.Below(damaged.Length)] ^= (byte)(1 << bits.Below(8));
            File.WriteAllBytes(_folder["flipped.npy"], damaged);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var array = NpyArray.Open(_folder["flipped.npy"]);
                var values = new double[array.Rows];
                foreach (var column in array.Columns) array.ReadColumn(column, 0, values);
            }
            catch (EventDataException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        }

        Assert.InRange(refused, Seeds / 4, Seeds);
    }

    private string Raw(string header, byte[] data)
    {
        var text = Encoding.Latin1.GetBytes(header + "\n");
        File.WriteAllBytes(_folder["raw.npy"], [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. data]);
        return _folder["raw.npy"];
    }
}
