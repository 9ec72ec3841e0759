using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Output;

/// <summary>Figures as PDF files of one page, without dates, so that the same figure is the same file.</summary>
internal static class PdfOutput
{
    private const float PointsPerUnit = 0.75f;

    public static byte[] Write(Figure figure)
    {
        using var stream = new MemoryStream();
        var metadata = new SKDocumentPdfMetadata
        {
            Title = FigureText.Description(figure),
            Creator = "Pullback",
            Producer = "Pullback",
            Creation = null,
            Modified = null,
            RasterDpi = 300,
            EncodingQuality = 101,
        };
        using (SKDocument document = SKDocument.CreatePdf(stream, metadata))
        {
            SKCanvas canvas = document.BeginPage(figure.Width * PointsPerUnit, figure.Height * PointsPerUnit);
            canvas.Scale(PointsPerUnit);
            FigureRenderer.Draw(figure, canvas);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }
}
