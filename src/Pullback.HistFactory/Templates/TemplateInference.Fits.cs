using Pullback.HistFactory.Inference;

namespace Pullback.HistFactory.Templates;

/// <content>Maximum likelihood fits, free and conditional, from fixed starting points.</content>
public sealed partial class TemplateInference
{
    /// <summary>The maximum likelihood fit of all free parameters.</summary>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <returns>The fit, converged or not.</returns>
    public FitResult FitFree(ReadOnlySpan<double> counts)
    {
        RequireBound();
        return InTemplateOrder(_inference.Fit(Observed(counts)), counts);
    }

    /// <summary>The maximum likelihood fit with the parameter of interest fixed.</summary>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <param name="poi">The value of the parameter of interest; its bounds do not apply.</param>
    /// <returns>The fit, converged or not.</returns>
    /// <exception cref="ArgumentException">The value is not finite, or a count is not valid.</exception>
    public FitResult FitConditional(ReadOnlySpan<double> counts, double poi)
    {
        RequireBound();
        return InTemplateOrder(_inference.Fit(Observed(counts), new Dictionary<string, double> { [Model.Options.PoiName] = poi }), counts);
    }

    private FitResult InTemplateOrder(FitResult fit, ReadOnlySpan<double> counts)
    {
        int[] places = _mapping.Places;
        int n = places.Length;
        double[] covariance = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) covariance[i * n + j] = fit.Covariance[places[i] * n + places[j]];
        }

        double constant = -LogConstants(counts);
        double shift = constant + fit.Report.Value - fit.Nll;
        return new FitResult(
            Model.Parameters,
            [.. places.Select(p => fit.Values[p])],
            covariance,
            [.. places.Select(fit.IsFixed)],
            [.. places.Select(fit.IsAtBound)],
            constant + fit.Report.Value,
            fit.Report,
            [.. fit.OtherMinima.Select(m => m + 2.0 * shift)]);
    }
}
