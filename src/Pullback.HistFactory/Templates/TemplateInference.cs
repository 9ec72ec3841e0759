using System.Globalization;
using Pullback.HistFactory.Inference;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Templates;

/// <summary>Evaluates a <see cref="TemplateModel"/>: binds templates, fits, tests, and carries gradients back to the templates through the fits.</summary>
/// <remarks>
/// <para>The likelihood is that of a <see cref="HistFactoryModel"/>; this class translates templates, parameters and gradients.</para>
/// <para>Buffers are reserved at construction and with the first gradient; results of Asimov data, which need no observed counts, allocate nothing afterwards. An instance serves
/// one thread at a time; models are shared.</para>
/// <para>Results depend on the arguments alone, never on earlier calls: no fit starts from a remembered point.</para>
/// </remarks>
public sealed partial class TemplateInference
{
    /// <summary>With the gammas of bins fitted in closed form few iterations are left, and one more costs little: results of exact data keep all their digits.</summary>
    private static readonly NewtonOptions DefaultOptions = new() { ScaledGradientTolerance = 1e-12 };

    private readonly TemplateMapping _mapping;
    private readonly ModelInference _inference;
    private readonly double[] _templates;
    private readonly double[] _inputs;
    private readonly double[] _inputGradient;
    private readonly int _poi;
    private bool _isBound;

    /// <summary>Reserves the buffers for one thread.</summary>
    /// <param name="model">The structure.</param>
    /// <param name="options">When fits stop; when null the defaults with a <see cref="NewtonOptions.ScaledGradientTolerance"/> of 1e-12.</param>
    public TemplateInference(TemplateModel model, NewtonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _mapping = model.Mapping;
        _inference = new ModelInference(_mapping.Model, options ?? DefaultOptions);
        _templates = new double[model.Layout.Length];
        _inputs = new double[_mapping.Model.Layout.Length];
        _inputGradient = new double[_inputs.Length];
        _poi = model.PoiIndex;
    }

    /// <summary>The structure.</summary>
    public TemplateModel Model { get; }

    private GammaMode Mode => Model.Options.Uncertainty.Mode;

    /// <summary>Takes the templates of the following calls.</summary>
    /// <param name="templates">The flat vector of all templates in the order of <see cref="TemplateModel.Layout"/>; copied.</param>
    /// <exception cref="InvalidTemplateException">An entry is negative or not finite; the message names template and bin.</exception>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void Bind(ReadOnlySpan<double> templates)
    {
        _isBound = false;
        if (templates.Length != _templates.Length)
            throw new ArgumentException($"The model has {_templates.Length} template entries, but {templates.Length} were given.", nameof(templates));
        for (int i = 0; i < templates.Length; i++)
        {
            if (templates[i] >= 0.0 && templates[i] <= double.MaxValue) continue;
            (string slice, int bin) = Model.Layout.Describe(i);
            throw new InvalidTemplateException(slice, bin, templates[i]);
        }

        templates.CopyTo(_templates);
        _mapping.SetInputs(_templates, _inputs);
        _inference.Bind(_inputs);
        _isBound = true;
    }

    /// <summary>Whether the bound templates fix a parameter: a gamma without background, or without uncertainty.</summary>
    /// <param name="parameter">The position of the parameter.</param>
    public bool IsFixed(int parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameter, Model.Parameters.Count);
        return _inference.IsFixed(_mapping.Places[parameter]);
    }

    /// <summary>The expected counts at a parameter point.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="counts">Receives the rates, shape [bin].</param>
    public void ExpectedCounts(ReadOnlySpan<double> parameters, Span<double> counts)
    {
        RequireBound();
        _inference.ExpectedMain(ToModel(parameters)).CopyTo(counts);
    }

    /// <summary>The expected auxiliary data at a parameter point: alpha for each variation, then <c>gamma tau</c> for each constraint.</summary>
    /// <remarks>A shared gamma has one auxiliary count per bin, <c>gamma F_i</c>. A fixed gamma has <c>tau = 1</c>, as in pyhf.</remarks>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="auxiliary">Receives the values, shape [variation + (bin if the background has an uncertainty)].</param>
    public void ExpectedAuxiliary(ReadOnlySpan<double> parameters, Span<double> auxiliary)
    {
        RequireBound();
        parameters[.._poi].CopyTo(auxiliary);
        if (Model.GammaCount == 0) return;
        for (int b = 0; b < Model.Bins; b++) auxiliary[_poi + b] = parameters[GammaIndex(b)] * AuxiliaryCount(b);
    }

    /// <summary>The log likelihood at a parameter point with the auxiliary data at their nominal values, all constants kept.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <returns><c>-infinity</c> where a bin with events has rate 0 or a rate is negative.</returns>
    public double LogPdf(ReadOnlySpan<double> parameters, ReadOnlySpan<double> counts)
    {
        RequireBound();
        return LogConstants(counts) - _inference.Deviance(ToModel(parameters), Observed(counts));
    }

    /// <summary>The log likelihood and its derivatives with the auxiliary data at their nominal values.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <param name="parameterGradient">Receives the score, shape [parameter].</param>
    /// <param name="parameterHessian">Receives the Hessian, shape [parameter, parameter]; empty to leave it out.</param>
    /// <returns>The log likelihood; the derivatives are NaN when it is infinite.</returns>
    public double LogPdf(ReadOnlySpan<double> parameters, ReadOnlySpan<double> counts, Span<double> parameterGradient, Span<double> parameterHessian = default)
    {
        double value = LogPdf(parameters, counts);
        int[] places = _mapping.Places;
        int n = places.Length;
        double[] hessian = new double[parameterHessian.IsEmpty ? 0 : n * n];
        double[] gradient = _inference.NllGradient(ToModel(parameters), Observed(counts), hessian);
        for (int i = 0; i < n; i++)
        {
            parameterGradient[i] = -gradient[places[i]];
            if (hessian.Length == 0) continue;
            for (int j = 0; j < n; j++) parameterHessian[i * n + j] = -hessian[places[i] * n + places[j]];
        }

        return value;
    }

    /// <summary>The constraint strength that one bin contributes, <c>(b/u)²</c>; 0 when it contributes none.</summary>
    internal double BinStrength(int bin)
    {
        double background = _mapping.ScaledBackground(_templates, bin);
        double uncertainty = Model.Layout.Uncertainty.Of((ReadOnlySpan<double>)_templates)[bin];
        double ratio = background / uncertainty;
        return background > 0.0 && uncertainty > 0.0 ? ratio * ratio : 0.0;
    }

    private int GammaIndex(int bin) => _poi + 1 + (Mode == GammaMode.Shared ? 0 : bin);

    /// <summary>The nominal auxiliary count of a bin; 1 where gamma is fixed.</summary>
    private double AuxiliaryCount(int bin) => IsFixed(GammaIndex(bin)) ? 1.0 : BinStrength(bin);

    /// <summary>The sum of the saturated log probabilities: what the log likelihood has at rates equal to counts and parameters equal to their measurements.</summary>
    private double LogConstants(ReadOnlySpan<double> counts)
    {
        double sum = -NormalDistribution.LogSqrtTwoPi * _poi;
        foreach (double count in counts) sum += PoissonDistribution.SaturatedLogPdf(count);
        for (int b = 0; b < Model.Bins && Mode != GammaMode.None; b++) sum += PoissonDistribution.SaturatedLogPdf(AuxiliaryCount(b));
        return sum;
    }

    /// <summary>Observed counts with the nominal auxiliary data.</summary>
    private HistFactoryData Observed(ReadOnlySpan<double> counts)
    {
        if (counts.Length != Model.Bins) throw new ArgumentException($"The model has {Model.Bins} bins, but {counts.Length} counts were given.", nameof(counts));
        for (int b = 0; b < counts.Length; b++)
        {
            if (!(counts[b] >= 0.0) || double.IsInfinity(counts[b]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Bin {b}: the observed count is {counts[b]}, but must be finite and at least 0."), nameof(counts));
        }

        return new HistFactoryData(counts.ToArray(), _inference.BoundAuxiliaryData());
    }

    private double[] ToModel(ReadOnlySpan<double> parameters)
    {
        int[] places = _mapping.Places;
        if (parameters.Length != places.Length)
            throw new ArgumentException($"The model has {places.Length} parameters, but {parameters.Length} values were given.", nameof(parameters));
        double[] point = new double[places.Length];
        for (int i = 0; i < places.Length; i++) point[places[i]] = parameters[i];
        return point;
    }

    private double[] ToTemplates(IReadOnlyList<double> inputGradient)
    {
        double[] gradient = new double[_templates.Length];
        _mapping.SetTemplateGradient([.. inputGradient], gradient);
        return gradient;
    }

    private void RequireBound()
    {
        if (!_isBound) throw new InvalidOperationException("No templates are bound. Call Bind with the templates of the model first.");
    }
}
