using System.Globalization;
using Pullback.Autodiff;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables;

/// <summary>Every process has its template, with up and down variations, and the sum of the backgrounds may have an uncertainty of its own.</summary>
/// <remarks>
/// The uncertainty is a share of the total background where <see cref="RelativeUncertainty"/> is given, else that of the finite number of simulated events,
/// <c>u_b = √(Σ_e (w_e share_eb)²)</c> over all backgrounds.
/// </remarks>
public sealed record ProcessRecipe : TemplateRecipe
{
    /// <summary>The uncertainty as a share of the background, or null for that of the simulated events.</summary>
    /// <value>Default null.</value>
    public double? RelativeUncertainty { get; init; }

    /// <summary>How variations are interpolated.</summary>
    /// <value>Default <see cref="InterpolationCode.Code4p"/>, as in pyhf.</value>
    public InterpolationCode Interpolation { get; init; } = InterpolationCode.Code4p;

    /// <inheritdoc/>
    public override TemplateModel Model(ObservableData data, int bins)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (RelativeUncertainty is { } relative && (!(relative > 0) || !double.IsFinite(relative)))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The relative uncertainty of the background is {relative:R}, but must be finite and above 0."), nameof(data));
        WeightColumn[] shifted = [.. data.Sets.SelectMany(s => s.Columns).Where(c => c.Variation is not null)];
        foreach (IGrouping<(string Process, string? Variation), WeightColumn> pair in shifted.GroupBy(c => (c.Process, c.Variation)))
        {
            if (!pair.Select(c => c.Side).Order().SequenceEqual([VariationSide.Up, VariationSide.Down]))
                throw new ArgumentException($"Variation '{pair.Key.Variation}' of '{pair.Key.Process}' needs exactly one up and one down sample.", nameof(data));
        }

        return new TemplateModel(new TemplateModelOptions
        {
            Bins = bins,
            Backgrounds = Backgrounds(data),
            Variations = [.. shifted.GroupBy(c => c.Variation!).Select(g => new TemplateVariation(g.Key, [.. g.Select(c => c.Process).Distinct()]))],
            Uncertainty = new BackgroundUncertainty { Mode = Uncertainty },
            Interpolation = Interpolation,
        });
    }

    /// <inheritdoc/>
    public override Expr Templates(TemplateCounts counts, ObservableData data, TemplateModel model)
    {
        TemplateModelOptions options = model.Options;
        List<Expr> slices = [counts.Raw(TemplateModelOptions.Signal)];
        Expr[] backgrounds = [.. options.Backgrounds.Select(counts.Background)];
        slices.AddRange(backgrounds);
        foreach (TemplateVariation variation in options.Variations)
        {
            foreach (string process in variation.Processes)
            {
                bool isSignal = process == TemplateModelOptions.Signal;
                slices.Add(counts.Variation(process, variation.Name, VariationSide.Up, isSignal));
                slices.Add(counts.Variation(process, variation.Name, VariationSide.Down, isSignal));
            }
        }

        if (Uncertainty != GammaMode.None)
        {
            slices.Add(RelativeUncertainty is { } relative
                ? relative * Sum(backgrounds)
                : Op.Sqrt(Op.Max(Sum([.. options.Backgrounds.Select(counts.Variance)]), 1e-12)));
        }

        return Op.Concat(0, [.. slices]);
    }

    private static Expr Sum(Expr[] values)
    {
        Expr sum = values[0];
        for (int i = 1; i < values.Length; i++) sum += values[i];
        return sum;
    }
}
