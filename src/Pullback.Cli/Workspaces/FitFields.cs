using Pullback.Cli.Output;
using Pullback.HistFactory;
using Pullback.HistFactory.Inference;
using Pullback.Statistics.Minimization;

namespace Pullback.Cli.Workspaces;

/// <summary>Fits as JSON.</summary>
internal static class FitFields
{
    /// <summary>An outcome as the document spells it: <c>not_a_minimum</c>.</summary>
    public static string Name(FitOutcome outcome) =>
        string.Concat(outcome.ToString().Select((letter, i) => char.IsUpper(letter) && i > 0 ? "_" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    /// <summary>A fit with its parameters and their correlations.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="inference">What it was made with.</param>
    /// <param name="data">Its data.</param>
    /// <param name="intervals">MINOS intervals by parameter.</param>
    public static JsonFields Of(FitResult fit, ModelInference inference, HistFactoryData data, IReadOnlyDictionary<string, MinosInterval> intervals)
    {
        const string NoMinimum = "the fit did not converge";
        int n = fit.Parameters.Count;
        JsonFields document = new JsonFields()
            .Add("converged", fit.IsConverged)
            .Add("outcome", Name(fit.Report.Outcome));
        if (!fit.IsConverged) document.Add("advice", fit.Report.Outcome.Advice());
        return document
            .Add("twice_nll", fit.TwiceNll)
            .Add("edm", fit.Report.Edm + 0.0, "the Hessian is not positive definite at the end point")
            .Add("evaluations", fit.Report.Evaluations)
            .Add("parameters", Enumerable.Range(0, n).Select(i => Parameter(fit, inference, data, i, intervals.GetValueOrDefault(fit.Parameters[i].Name))))
            .AddMatrix("correlation", n, fit.Correlation, NoMinimum)
            .Add("other_minima", [.. fit.OtherMinima]);
    }

    private static JsonFields Parameter(FitResult fit, ModelInference inference, HistFactoryData data, int i, MinosInterval? minos)
    {
        JsonFields fields = new JsonFields()
            .Add("name", fit.Parameters[i].Name)
            .Add("value", fit.Values[i])
            .Add("hesse_uncertainty", fit.HesseUncertainty(i), "the fit did not converge")
            .Add("at_bound", fit.IsAtBound(i))
            .Add("fixed", fit.IsFixed(i));
        double pull = inference.Pull(data, fit, i);
        if (double.IsFinite(pull)) fields.Add("pull", pull);
        if (minos is null) return fields;
        const string NoEnd = "the likelihood does not fall far enough before the bound of the parameter";
        JsonFields ends = new JsonFields().Add("down", minos.Down, NoEnd).Add("up", minos.Up, NoEnd);
        if (minos.BetterMinimum is { } better) ends.Add("better_minimum", better);
        return fields.Add("minos", ends);
    }
}
