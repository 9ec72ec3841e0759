using System.Globalization;
using Pullback.HistFactory.Interpolation;
using Pullback.Statistics.Parameters;

namespace Pullback.HistFactory.Templates;

/// <summary>A binned likelihood of one signal and its backgrounds whose templates are inputs: the structure, without numbers.</summary>
/// <remarks>
/// <para><c>rate_b = mu S_b(alpha) + gamma_b T_b(alpha) + R_b(alpha)</c>: signal, backgrounds that gamma scales, other backgrounds. Each template is nominal plus
/// interpolated variations.</para>
/// <para><c>ln L = sum_b ln Pois(n_b | rate_b) + sum_k ln N(a_k | alpha_k, 1) + constraints of gamma</c>, see <see cref="GammaMode"/>.</para>
/// <para>Parameters, in order: the variations as given, the signal strength, the gammas. A model is immutable and may be shared by threads;
/// <see cref="TemplateInference"/> evaluates it.</para>
/// <para>Edges: a gamma is fixed to 1 where its nominal background or its uncertainty is 0, pyhf's rule for <c>shapesys</c>. A shared gamma is fixed to 1 if any bin
/// has background but no uncertainty, the limit of an infinitely strong constraint; bins without background do not constrain it.</para>
/// <para>Reference: [HistFactory2012], [Neos2023].</para>
/// </remarks>
public sealed class TemplateModel
{
    /// <summary>Checks and fixes a structure.</summary>
    /// <param name="options">The structure.</param>
    /// <exception cref="ArgumentException">The structure is not consistent; the message lists every problem found.</exception>
    public TemplateModel(TemplateModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> problems = Problems(options);
        if (problems.Count > 0) throw new ArgumentException("The template model is not consistent. " + string.Join(" ", problems), nameof(options));
        Options = options;
        Layout = new TemplateLayout(options);
        GammaCount = options.Uncertainty.Mode switch { GammaMode.Shared => 1, GammaMode.PerBin => options.Bins, _ => 0 };
        Parameters = new ParameterSet(MakeParameters(options));
        Mapping = new TemplateMapping(options, Layout, [.. Parameters.Select(p => p.Name)]);
    }

    /// <summary>The structure it was made from.</summary>
    public TemplateModelOptions Options { get; }

    /// <summary>The number of bins.</summary>
    public int Bins => Options.Bins;

    /// <summary>Where each template lies in the flat vector of all templates.</summary>
    public TemplateLayout Layout { get; }

    /// <summary>The parameters with pyhf's start values and bounds. Which gammas are fixed depends on the templates: see <see cref="TemplateInference.IsFixed"/>.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The position of the signal strength among the parameters.</summary>
    public int PoiIndex => Options.Variations.Count;

    /// <summary>The number of gammas: 0, 1 or one per bin. They follow the signal strength.</summary>
    public int GammaCount { get; }

    /// <summary>The same model as the engine takes it.</summary>
    internal TemplateMapping Mapping { get; }

    private static IEnumerable<Parameter> MakeParameters(TemplateModelOptions options)
    {
        foreach (TemplateVariation variation in options.Variations) yield return new Parameter(variation.Name, 0.0, -5.0, 5.0, ParameterState.Constrained);
        (double lower, double upper) = options.PoiBounds;
        yield return new Parameter(options.PoiName, Math.Min(Math.Max(1.0, lower), upper), lower, upper);
        const double GammaLower = 1e-10;
        const double GammaUpper = 10.0;
        switch (options.Uncertainty.Mode)
        {
            case GammaMode.Shared:
                yield return new Parameter(options.Uncertainty.Name, 1.0, GammaLower, GammaUpper, ParameterState.Constrained);
                break;
            case GammaMode.PerBin:
                for (int b = 0; b < options.Bins; b++)
                {
                    string name = string.Create(CultureInfo.InvariantCulture, $"{options.Uncertainty.Name}[{b}]");
                    yield return new Parameter(name, 1.0, GammaLower, GammaUpper, ParameterState.Constrained);
                }

                break;
        }
    }

    private static List<string> Problems(TemplateModelOptions options)
    {
        List<string> problems = [];
        if (options.Bins < 1) problems.Add(string.Create(CultureInfo.InvariantCulture, $"Bins is {options.Bins}, but at least one bin is needed."));
        if (options.Backgrounds.Count == 0) problems.Add("There is no background; name at least one.");
        HashSet<string> processes = new(StringComparer.Ordinal) { TemplateModelOptions.Signal };
        foreach (string background in options.Backgrounds)
        {
            if (string.IsNullOrWhiteSpace(background)) problems.Add("A background has no name.");
            else if (!processes.Add(background)) problems.Add($"Two processes are named '{background}' ('{TemplateModelOptions.Signal}' is the signal); names must be unique.");
        }

        HashSet<string> parameters = new(StringComparer.Ordinal) { options.PoiName };
        if (string.IsNullOrWhiteSpace(options.PoiName)) problems.Add("The parameter of interest has no name.");
        foreach (TemplateVariation variation in options.Variations)
        {
            if (string.IsNullOrWhiteSpace(variation.Name)) problems.Add("A variation has no name.");
            else if (!parameters.Add(variation.Name)) problems.Add($"Two parameters are named '{variation.Name}'; names must be unique.");
            if (variation.Processes.Count == 0) problems.Add($"Variation '{variation.Name}' shifts no process; list at least one.");
            if (variation.Processes.Distinct(StringComparer.Ordinal).Count() != variation.Processes.Count) problems.Add($"Variation '{variation.Name}' lists a process twice.");
            foreach (string process in variation.Processes.Where(p => !processes.Contains(p)))
                problems.Add($"Variation '{variation.Name}' shifts '{process}', which is not a process; the processes are: {string.Join(", ", processes)}.");
        }

        BackgroundUncertainty uncertainty = options.Uncertainty;
        if (!Enum.IsDefined(uncertainty.Mode)) problems.Add($"The gamma mode {uncertainty.Mode} does not exist.");
        if (uncertainty.Mode != GammaMode.None)
        {
            if (string.IsNullOrWhiteSpace(uncertainty.Name)) problems.Add("The background uncertainty has no name.");
            else if (!parameters.Add(uncertainty.Name)) problems.Add($"Two parameters are named '{uncertainty.Name}'; names must be unique.");
            if (uncertainty.Process is not null && !options.Backgrounds.Contains(uncertainty.Process, StringComparer.Ordinal))
                problems.Add($"The background uncertainty belongs to '{uncertainty.Process}', which is not a background; the backgrounds are: {string.Join(", ", options.Backgrounds)}.");
        }

        if (!InterpolationCodes.Additive.Contains(options.Interpolation))
            problems.Add($"The interpolation {options.Interpolation} does not add templates; choose among {string.Join(", ", InterpolationCodes.Additive)}.");
        (double lower, double upper) = options.PoiBounds;
        if (!(lower < upper))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The bounds [{lower}, {upper}] of '{options.PoiName}' are not in order."));
        return problems;
    }
}
