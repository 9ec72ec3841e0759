using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Templates;

/// <summary>The <see cref="HistFactoryModel"/> of a template model, and where its numbers and parameters are. Immutable and shared by all threads.</summary>
/// <remarks>
/// One channel; the signal carries a normfactor, each process the histosys of its variations. A gamma for each bin is a <c>staterror</c> with a Poisson constraint, a shared one a
/// <see cref="SharedGamma"/>: on every background it scales, of which the first carries the uncertainty of their sum.
/// </remarks>
internal sealed class TemplateMapping
{
    /// <summary>A gamma measured better than this relative uncertainty is indistinguishable from a fixed one, and derivatives of its constraint would overflow.</summary>
    private const double SmallestUncertainty = 1e-75;

    private const string GammaPerBin = "staterror";
    private const string Variation = "histosys";

    private readonly int[] _entries;
    private readonly int[] _scaled;

    public TemplateMapping(TemplateModelOptions options, TemplateLayout layout, IReadOnlyList<string> parameters)
    {
        string[] scaled = options.Uncertainty switch
        {
            { Mode: GammaMode.None } => [],
            { Process: { } process } => [process],
            _ => [.. options.Backgrounds],
        };
        double[] ones = [.. Enumerable.Repeat(1.0, options.Bins)];
        double[] zeros = new double[options.Bins];
        string gammaType = options.Uncertainty.Mode == GammaMode.Shared ? SharedGamma.TypeName : GammaPerBin;

        // The numbers are placeholders: templates are bound before anything is evaluated.
        Sample Process(string name)
        {
            List<Modifier> modifiers = [];
            if (name == TemplateModelOptions.Signal) modifiers.Add(new(options.PoiName, "normfactor", NoModifierData.Instance));
            foreach (TemplateVariation variation in options.Variations.Where(v => v.Processes.Contains(name, StringComparer.Ordinal)))
                modifiers.Add(new(variation.Name, Variation, new Workspaces.TemplateVariation(ones, ones)));
            if (scaled.Contains(name, StringComparer.Ordinal)) modifiers.Add(new(options.Uncertainty.Name, gammaType, new BinUncertainties(name == scaled[0] ? ones : zeros)));
            return new(name, ones, modifiers);
        }

        double start = Math.Min(Math.Max(1.0, options.PoiBounds.Lower), options.PoiBounds.Upper);
        Model = HistFactoryModel.Create(
            [new(options.ChannelName, [.. options.Backgrounds.Prepend(TemplateModelOptions.Signal).Select(Process)])],
            [new(options.PoiName) { Inits = [start], Bounds = [options.PoiBounds] }],
            options.PoiName,
            new ModelOptions { HistoSys = options.Interpolation, StatErrorConstraint = ConstraintKind.Poisson, StatErrorThreshold = SmallestUncertainty });

        Places = [.. parameters.Select(Model.Parameters.IndexOf)];
        _scaled = [.. scaled.Select(name => layout.Background(name).Offset)];
        _entries = new int[Model.Layout.Length];
        Array.Fill(_entries, -1);
        foreach (InputSlice slice in Model.Layout.Slices)
        {
            TemplateSlice? source = slice.Kind switch
            {
                InputKind.Nominal => slice.Sample == TemplateModelOptions.Signal ? layout.Signal : layout.Background(slice.Sample),
                InputKind.High => layout.Variation(slice.Modifier!, slice.Sample).Up,
                InputKind.Low => layout.Variation(slice.Modifier!, slice.Sample).Down,
                _ => slice.Sample == scaled[0] ? layout.Uncertainty : null,
            };
            for (int b = 0; b < slice.Count && source is { } templates; b++) _entries[slice.Offset + b] = templates.Offset + b;
        }
    }

    /// <summary>The model.</summary>
    public HistFactoryModel Model { get; }

    /// <summary>The position of each parameter of the template model in <see cref="Model"/>. Shape [template parameter].</summary>
    public int[] Places { get; }

    /// <summary>Sets the inputs of the model; those without a template are 0.</summary>
    /// <param name="templates">Shape [template entry].</param>
    /// <param name="inputs">Shape [input].</param>
    public void SetInputs(ReadOnlySpan<double> templates, Span<double> inputs)
    {
        for (int i = 0; i < _entries.Length; i++) inputs[i] = _entries[i] < 0 ? 0.0 : templates[_entries[i]];
    }

    /// <summary>Carries a gradient with respect to the inputs back to the templates.</summary>
    /// <param name="inputs">Shape [input].</param>
    /// <param name="templates">Receives it. Shape [template entry].</param>
    public void SetTemplateGradient(ReadOnlySpan<double> inputs, Span<double> templates)
    {
        templates.Clear();
        for (int i = 0; i < _entries.Length; i++)
        {
            if (_entries[i] >= 0) templates[_entries[i]] += inputs[i];
        }
    }

    /// <summary>The sum of the backgrounds that gamma scales in a bin.</summary>
    public double ScaledBackground(ReadOnlySpan<double> templates, int bin)
    {
        double sum = 0.0;
        foreach (int offset in _scaled) sum += templates[offset + bin];
        return sum;
    }
}
