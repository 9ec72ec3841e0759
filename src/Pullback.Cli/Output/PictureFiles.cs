using Pullback.Cli.CommandLine;
using Pullback.Plotting.Figures;

namespace Pullback.Cli.Output;

/// <summary>Writes pictures into an output folder.</summary>
internal static class PictureFiles
{
    /// <summary>Makes and writes pictures in every format asked for. One that cannot be drawn is left out with a warning: it must not cost the result.</summary>
    /// <param name="context">The formats, and where warnings go.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="makers">Makes one or more pictures each.</param>
    /// <returns>The pictures that were written.</returns>
    public static IReadOnlyList<Picture> Write(VerbContext context, OutputFolder folder, params IEnumerable<Func<IEnumerable<Picture>>> makers)
    {
        var written = new List<Picture>();
        foreach (Func<IEnumerable<Picture>> maker in makers)
        {
            try
            {
                foreach (Picture picture in maker())
                {
                    foreach (PlotFormat format in context.Formats)
                        picture.Figure.Save(folder.Stage($"{picture.Name}.{format.ToString().ToLowerInvariant()}"));
                    written.Add(picture);
                }
            }
            catch (FigureException problem)
            {
                context.Warn($"a plot is left out: {problem.Message}");
            }
        }

        return written;
    }
}
