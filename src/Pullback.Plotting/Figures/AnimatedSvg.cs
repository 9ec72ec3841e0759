using System.Globalization;
using Pullback.Plotting.Output;

namespace Pullback.Plotting.Figures;

/// <summary>Figures of one size, played one after another in a single SVG document.</summary>
/// <remarks>
/// <para>The document needs no script and nothing from elsewhere: style rules show one frame at a time. Programs that do not animate show the first
/// frame; readers who ask their system for less motion see the last. What frames have in common is stored once, so axes with fixed limits keep the
/// file small.</para>
/// </remarks>
/// <param name="Frames">At least one figure, in the order of play.</param>
public sealed record AnimatedSvg(params IReadOnlyList<Figure> Frames)
{
    /// <summary>How long a frame is shown, 20 milliseconds to a minute.</summary>
    /// <value>Default: a quarter of a second.</value>
    public TimeSpan FrameDuration { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>How long the last frame is shown before the next round.</summary>
    /// <value>Default: null, as long as the others.</value>
    public TimeSpan? LastFrameDuration { get; init; }

    /// <summary>Whether the frames are played again and again; otherwise the last one stays.</summary>
    /// <value>Default: true.</value>
    public bool Loop { get; init; } = true;

    /// <summary>What the animation shows, in words.</summary>
    /// <value>Default: null, the description of the last frame.</value>
    public string? Description { get; init; }

    /// <summary>Which of many states to show, evenly spread with the first and the last among them.</summary>
    /// <param name="count">Number of states.</param>
    /// <param name="most">Largest number of frames, 1 or more; one alone is the last state.</param>
    /// <returns>Increasing indices, at most <paramref name="most"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or <paramref name="most"/> below 1.</exception>
    public static int[] Choose(int count, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (count <= most)
            return [.. Enumerable.Range(0, count)];
        return most == 1 ? [count - 1] : [.. Enumerable.Range(0, most).Select(i => (int)Math.Round((double)i * (count - 1) / (most - 1)))];
    }

    /// <summary>The animation as an SVG document.</summary>
    /// <param name="idPrefix">Letters, digits and dashes put before every id and style name, so that several documents can stand in one.</param>
    /// <returns>The document.</returns>
    /// <exception cref="FigureException">There are no frames, their sizes differ, a duration is out of range, or a frame cannot be drawn.</exception>
    public string ToSvg(string idPrefix = "") => AnimatedSvgOutput.Write(this, idPrefix);

    /// <summary>Writes the animation; the file is written whole or not at all.</summary>
    /// <param name="path">Where to write, with the ending <c>.svg</c>.</param>
    /// <exception cref="FigureException">A frame cannot be drawn, or the ending is another one.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase))
            throw new FigureException($"file '{path}': only .svg holds an animation. Write the frames as single files for other formats.");
        WholeFile.Write(path, ToSvg());
    }

    /// <summary>Writes each frame as a file of its own: <c>map.svg</c> becomes <c>map-001.svg</c>, <c>map-002.svg</c> and so on.</summary>
    /// <param name="path">Name of the series, with an ending that names a figure format.</param>
    /// <returns>The names of the files, in the order of the frames.</returns>
    /// <exception cref="FigureException">There are no frames, a frame cannot be drawn, or the ending names no format.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<string> SaveFrames(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AnimatedSvgOutput.Check(this);
        int digits = Math.Max(3, Frames.Count.ToString(CultureInfo.InvariantCulture).Length);
        string start = Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path));
        string[] files = [.. Frames.Select((_, i) => $"{start}-{(i + 1).ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}{Path.GetExtension(path)}")];
        for (int i = 0; i < files.Length; i++)
            Frames[i].Save(files[i]);
        return files;
    }
}
