using Pullback.Cli.CommandLine;

namespace Pullback.Cli.Verbs;

/// <summary>The subject of verbs about learnable event categories.</summary>
internal static class CategoriesNoun
{
    /// <summary>The noun, one object for all its verbs.</summary>
    public static Noun Noun { get; } = new("categories", "Learn the boundaries of event categories on the significance, limit or uncertainty that they lead to.");

    /// <summary>The name of a model file in an output folder.</summary>
    public const string ModelName = "model.pullback";

    /// <summary>The sections of a configuration, for help.</summary>
    public const string Sections = """
        sections of CONFIG:
          data        processes: NAME: {role, files, where, weight, yield or scale, variations}; or files, process: COLUMN, weight, signals, names, variations;
                      or arrays: FILE.npz with an array of scores for every process and its weights in NAME_weight; or generate: a toy sample
          scores      columns, or NAME: expression
          model       kind: mixture {categories, mean_normalization, mean_range, off_diagonal_damping, temperature};
                      kind: sigmoid {categories or variables: NAME: {bins, range, steepness}, steepness, relative_steepness, train_steepness,
                      outside: error or include}
          objective   name: asimov, asimov-smooth, asimov-with-uncertainty, discovery-significance, cls, log-cls, discovery-p-value or poi-uncertainty;
                      combination, weights, penalties: {low_background, high_uncertainty}: {weight, threshold}; poi, background_uncertainty, interpolation
          training    epochs, batch, optimizer, schedule, temperature or steepness: a number or {from, to, schedule}, starts, start, given_starts,
                      clip, validation, early_stopping, checkpoint_every, look_every
          bump_hunt   mass, range, window, bins, method, processes, update_every
        """;
}
