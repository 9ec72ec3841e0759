using System.Globalization;
using System.Text.Json.Serialization;
using Pullback.Autodiff;

namespace Pullback.Learning.Categories.Losses;

/// <summary>The expected significance of counting in the categories, <c>Z_l = √Σ_k z²(S_lk, B_k + Σ_{m≠l} S_mk)</c>, without systematic uncertainties.</summary>
/// <remarks>Reference: [Cowan2011], [Cowan2012], [GatoHep2026].</remarks>
public sealed record AsimovObjective : CategoryObjective
{
    /// <summary>The formula of one category.</summary>
    /// <value>Default <see cref="AsimovForm.Smooth"/>.</value>
    public AsimovForm Form { get; init; } = AsimovForm.Smooth;

    /// <summary>
    /// The uncertainty of what the signal is told from, as a share of it, for <see cref="AsimovForm.WithUncertainty"/>; it adds in quadrature to that of the finite number of events.
    /// </summary>
    /// <value>Default 0: the finite number of events alone.</value>
    public double RelativeUncertainty { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Title => Form switch { AsimovForm.Package => "asimov", AsimovForm.Smooth => "asimov-smooth", _ => "asimov-with-uncertainty" };

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool Maximize => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems(CategoryData data)
    {
        foreach (string problem in base.Problems(data)) yield return problem;
        if (!Enum.IsDefined(Form)) yield return $"The significance {Form} does not exist.";
        if (!(RelativeUncertainty >= 0) || !double.IsFinite(RelativeUncertainty))
            yield return string.Create(CultureInfo.InvariantCulture, $"The relative uncertainty of the background is {RelativeUncertainty:R}, but must be finite and at least 0.");
        if (RelativeUncertainty > 0 && Form != AsimovForm.WithUncertainty)
            yield return "A relative uncertainty of the background is given, but the form of the significance takes none; choose the form with uncertainty.";
    }

    /// <inheritdoc/>
    internal override Expr Result(string signal, CategoryCounts yields) => AsimovSignificance.Combined(Squared(signal, yields));

    /// <summary>z² of every category. Shape [category].</summary>
    internal Expr Squared(string signal, CategoryCounts yields)
    {
        IReadOnlyList<string> against = yields.Against(signal);
        Expr background = CategoryCounts.Total(against, process => yields.Sum(process));
        Expr? variance = null;
        if (Form == AsimovForm.WithUncertainty)
            variance = CategoryCounts.Total(against, yields.Squares) + Op.Square(RelativeUncertainty * background);
        return AsimovSignificance.Squared(yields.Sum(signal), background, Form, variance);
    }
}
