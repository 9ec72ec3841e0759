using System.Buffers.Binary;

namespace Pullback.Plotting.Tests.Output;

public sealed class PngOutputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_image_has_the_size_of_the_figure_times_the_scale(int scale)
    {
        byte[] png = Samples.Everything().ToPng(scale);
        Assert.Equal(640 * scale, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(480 * scale, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Other_scales_are_errors(int scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Everything().ToPng(scale));
}
