using Pullback.Cli.CommandLine;

namespace Pullback.Cli.Verbs;

/// <summary>The subject of verbs about neural estimators.</summary>
internal static class EstimatorNoun
{
    /// <summary>The noun, one object for all its verbs.</summary>
    public static Noun Noun { get; } = new("estimator", "Train neural estimators of likelihood ratio, score and density, and ask them about events.");

    /// <summary>What MODEL may be, for help.</summary>
    public const string Model = "What 'estimator train' wrote (model.pullback), or what MadMiner saved: the path before '_settings.json', or the folder of an ensemble.";

    /// <summary>What files of arrays look like, for help.</summary>
    public const string Arrays = """
        files of arrays:
          npy with a row for each event or parameter point and a column for each observable or parameter; one dimension counts as one column,
          or as one row if the estimator has more columns
        """;
}
