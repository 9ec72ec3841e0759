using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Data.Npy;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.MadMiner;

namespace Pullback.Cli.Estimators;

/// <summary>Reads what the verbs about estimators are given.</summary>
internal static class EstimatorInput
{
    /// <summary>The estimator or ensemble under a path.</summary>
    /// <param name="context">The call.</param>
    /// <param name="model">The path as given.</param>
    /// <param name="asMadMiner">Whether to repeat what MadMiner returns where it is wrong.</param>
    public static EstimatorEnsemble Model(VerbContext context, string model, bool asMadMiner = false)
    {
        string path = context.Host.Resolve(model);
        if (File.Exists(path)) return EstimatorFile.Read(path, asMadMiner);
        if (!Directory.Exists(path)) return new EstimatorEnsemble([MadMinerFiles.Read(path, asMadMiner)]);
        if (!File.Exists(Path.Combine(path, "ensemble.json")))
            throw new InputException($"{model}: the folder has no 'ensemble.json'. Give the folder of an ensemble, or the path of one estimator before '_settings.json'.");
        return MadMinerFiles.ReadEnsemble(path, asMadMiner);
    }

    /// <summary>The rows of an array.</summary>
    /// <param name="context">The call.</param>
    /// <param name="shown">The path as given; null gives an empty array.</param>
    /// <param name="columns">The number of columns that rows must have.</param>
    /// <param name="what">What columns are, such as <c>observables</c>.</param>
    public static double[] Rows(VerbContext context, string? shown, int columns, string what)
    {
        if (shown is null) return [];
        using NpyArray array = NpyArray.Open(context.Host.Resolve(shown));
        double[] values = array.ToDoubles();
        int found = array.Shape.Count switch
        {
            0 => 1,
            1 => columns == 1 ? 1 : values.Length,
            2 => (int)array.Shape[1],
            _ => throw new InputException($"{shown}: the array has {array.Shape.Count} dimensions, but rows and columns are two."),
        };
        if (found != columns) throw new InputException($"{shown}: there are {found} columns, but the estimator has {columns} {what}. Give one column for each.");
        int bad = Array.FindIndex(values, v => !double.IsFinite(v));
        if (bad >= 0) throw new InputException(FormattableString.Invariant($"{shown}: row {bad / columns} has {values[bad]} in column {bad % columns}; only finite numbers are allowed. Remove the row or correct it."));
        return values;
    }

    /// <summary>One number for each event.</summary>
    /// <param name="context">The call.</param>
    /// <param name="shown">The path as given; null gives an empty array.</param>
    /// <param name="events">How many.</param>
    public static double[] PerEvent(VerbContext context, string? shown, int events)
    {
        double[] values = Rows(context, shown, 1, "weights");
        if (shown is not null && values.Length != events) throw new InputException($"{shown}: there are {values.Length} weights, but {events} events. Give one for each event.");
        return values;
    }

    /// <summary>Does work whose complaints about arguments are faults of the input.</summary>
    /// <param name="action">The work.</param>
    public static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (ArgumentException problem)
        {
            int suffix = problem.ParamName is { } name ? problem.Message.LastIndexOf($" (Parameter '{name}')", StringComparison.Ordinal) : -1;
            throw new InputException(suffix < 0 ? problem.Message : problem.Message[..suffix], problem);
        }
    }
}
