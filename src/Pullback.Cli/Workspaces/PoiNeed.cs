namespace Pullback.Cli.Workspaces;

/// <summary>What a verb does about a parameter of interest that no modifier has, as in published background-only workspaces.</summary>
internal enum PoiNeed
{
    /// <summary>It is an error.</summary>
    Required,

    /// <summary>The verb works without one if that is asked for: by the measurement, or on the command line.</summary>
    Optional,

    /// <summary>The verb works without one; patches bring it, and what the options say about parameters is for the patched models.</summary>
    FromPatch,

    /// <summary>The verb works without one and reports it itself.</summary>
    Reported,
}
