namespace Pullback.Cli.CommandLine;

/// <summary>A file format of <c>--format</c>.</summary>
internal enum PlotFormat
{
    /// <summary>Scalable, for the web and the report.</summary>
    Svg,

    /// <summary>Scalable, for papers.</summary>
    Pdf,

    /// <summary>Pixels.</summary>
    Png,
}
