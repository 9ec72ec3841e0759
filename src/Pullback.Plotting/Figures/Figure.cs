using Pullback.Plotting.Output;

namespace Pullback.Plotting.Figures;

/// <summary>A figure as a value: panels, a label and a size. It is drawn when it is written.</summary>
/// <remarks>
/// <para>The same figure gives the same bytes on every machine: fonts are embedded, and no time or name of a machine enters a file.</para>
/// <para>Unit: sizes are in CSS pixels, 1/96 inch; a PDF page has 3/4 point for each.</para>
/// </remarks>
/// <param name="Panels">At least one panel.</param>
public sealed record Figure(params IReadOnlyList<Panel> Panels)
{
    /// <summary>How the panels stand to each other.</summary>
    /// <value>Default: <see cref="FigureLayout.SharedHorizontalAxis"/>.</value>
    public FigureLayout Layout { get; init; }

    /// <summary>Panels in a row of a <see cref="FigureLayout.Grid"/>.</summary>
    /// <value>Default: 2.</value>
    public int Columns { get; init; } = 2;

    /// <summary>The line above the first frame.</summary>
    /// <value>Default: null, none.</value>
    public FigureLabel? Label { get; init; }

    /// <summary>What the figure shows, in words: the description that screen readers get.</summary>
    /// <value>Default: null; the axis titles are used.</value>
    public string? Description { get; init; }

    /// <summary>Width in pixels, 200 to 10 000.</summary>
    /// <value>Default: 640.</value>
    public int Width { get; init; } = 640;

    /// <summary>Height in pixels, 150 to 10 000.</summary>
    /// <value>Default: 480.</value>
    public int Height { get; init; } = 480;

    /// <summary>The figure as an SVG document; letters are outlines, so that it looks the same without any font installed.</summary>
    /// <param name="idPrefix">Letters, digits and dashes put before every id, so that several figures can stand in one document.</param>
    /// <returns>The document.</returns>
    /// <exception cref="FigureException">Data or settings cannot be drawn; the message names the series and the index.</exception>
    public string ToSvg(string idPrefix = "") => SvgOutput.Write(this, idPrefix);

    /// <summary>The figure as a PDF file of one page.</summary>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="FigureException">Data or settings cannot be drawn.</exception>
    public byte[] ToPdf() => PdfOutput.Write(this);

    /// <summary>The figure as a PNG file.</summary>
    /// <param name="pixelsPerUnit">Image pixels for one unit of <see cref="Width"/>, 1 to 8.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="FigureException">Data or settings cannot be drawn.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pixelsPerUnit"/> is outside its range.</exception>
    public byte[] ToPng(int pixelsPerUnit = 2) => PngOutput.Write(this, pixelsPerUnit);

    /// <summary>Writes the figure in the format that the file name's ending names: <c>.svg</c>, <c>.pdf</c> or <c>.png</c>.</summary>
    /// <remarks><para>The file is written whole or not at all; an existing one is replaced only by a complete one.</para></remarks>
    /// <param name="path">Where to write.</param>
    /// <exception cref="FigureException">Data or settings cannot be drawn, or the ending is another one.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string ending = Path.GetExtension(path);
        if (ending.Equals(".svg", StringComparison.OrdinalIgnoreCase))
            WholeFile.Write(path, ToSvg());
        else if (ending.Equals(".pdf", StringComparison.OrdinalIgnoreCase))
            WholeFile.Write(path, ToPdf());
        else if (ending.Equals(".png", StringComparison.OrdinalIgnoreCase))
            WholeFile.Write(path, ToPng());
        else
            throw new FigureException($"file '{path}': the ending '{ending}' names no figure format; use .svg, .pdf or .png.");
    }
}
