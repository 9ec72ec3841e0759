using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Tests.Figures;

public sealed class PaletteTests
{
    [Fact]
    public void Colors_of_the_sequence_differ_and_repeat()
    {
        Assert.Equal(Palette.Count, Enumerable.Range(0, Palette.Count).Select(Palette.At).Distinct().Count());
        Assert.Equal(Palette.At(0), Palette.At(Palette.Count));
    }

    [Fact]
    public void Backgrounds_never_take_the_color_of_the_signal() =>
        Assert.DoesNotContain(Palette.Red, Enumerable.Range(0, 30).Select(Palette.Background));

    [Fact]
    public void Neighbors_keep_apart_for_readers_who_see_no_red_or_no_green()
    {
        // Lightness differences or projected colors of adjacent entries: the Machado (2009) matrices for full deficiency.
        double[][] protanopia = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
        double[][] deuteranopia = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
        foreach (double[][] matrix in new[] { protanopia, deuteranopia })
        {
            for (int i = 0; i + 1 < 6; i++)
                Assert.True(Distance(matrix, Palette.At(i), Palette.At(i + 1)) > 25, $"colors {i} and {i + 1}");
        }
    }

    private static double Distance(double[][] matrix, PlotColor a, PlotColor b)
    {
        double sum = 0;
        foreach (double[] row in matrix)
        {
            double difference = (row[0] * (a.Red - b.Red)) + (row[1] * (a.Green - b.Green)) + (row[2] * (a.Blue - b.Blue));
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }
}
