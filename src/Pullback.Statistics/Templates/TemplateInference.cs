using System.Globalization;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.Minimization;

namespace Pullback.Statistics.Templates;

/// <summary>Evaluates a <see cref="TemplateModel"/>: binds templates, fits, tests, and carries gradients back to the templates through the fits.</summary>
/// <remarks>
/// <para>Every buffer is reserved at construction; what returns a plain number allocates nothing. An instance serves one thread at a time; models are shared.</para>
/// <para>Results depend on the arguments alone, never on earlier calls: no fit starts from a remembered point.</para>
/// </remarks>
public sealed partial class TemplateInference
{
    private readonly NewtonOptions _options;
    private readonly BoundTemplates _templates;
    private readonly TemplateGradient _gradient;
    private readonly TemplateNll _conditional;
    private readonly TemplateNll _free;
    private readonly TemplateNll _asimov;
    private readonly NewtonWorkspace _conditionalNewton;
    private readonly NewtonWorkspace _freeNewton;
    private readonly NewtonWorkspace _asimovNewton;
    private readonly TemplateData _observedData;
    private readonly TemplateData _asimovData;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly bool[] _held;
    private readonly double[] _start;
    private readonly double[] _adjoint;
    private readonly double[] _best;
    private readonly int _poi;
    private bool _isBound;

    /// <summary>Reserves the buffers for one thread.</summary>
    /// <param name="model">The structure.</param>
    /// <param name="options">When fits stop; the defaults when null.</param>
    public TemplateInference(TemplateModel model, NewtonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _options = options ?? NewtonOptions.Default;
        _templates = new BoundTemplates(model);
        _gradient = new TemplateGradient(_templates);
        _conditional = new TemplateNll(model, _templates);
        _free = new TemplateNll(model, _templates);
        _asimov = new TemplateNll(model, _templates);
        int p = model.Parameters.Count;
        _conditionalNewton = new NewtonWorkspace(p);
        _freeNewton = new NewtonWorkspace(p);
        _asimovNewton = new NewtonWorkspace(p);
        _observedData = new TemplateData(_templates);
        _asimovData = new TemplateData(_templates);
        _lower = new double[p];
        _upper = new double[p];
        _held = new bool[p];
        _start = new double[p];
        _adjoint = new double[p];
        _best = new double[p];
        _poi = model.PoiIndex;
        for (int i = 0; i < p; i++)
        {
            double shift = i > _poi ? 1.0 : 0.0;
            _lower[i] = model.Parameters[i].Lower - shift;
            _upper[i] = model.Parameters[i].Upper - shift;
        }
    }

    /// <summary>The structure.</summary>
    public TemplateModel Model { get; }

    /// <summary>Takes the templates of the following calls.</summary>
    /// <param name="templates">The flat vector of all templates in the order of <see cref="TemplateModel.Layout"/>; copied.</param>
    /// <exception cref="InvalidTemplateException">An entry is negative or not finite; the message names template and bin.</exception>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void Bind(ReadOnlySpan<double> templates)
    {
        _isBound = false;
        _templates.Bind(templates);
        _isBound = true;
    }

    /// <summary>Whether the bound templates fix a parameter: a gamma without background, or without uncertainty.</summary>
    /// <param name="parameter">The position of the parameter.</param>
    public bool IsFixed(int parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameter, Model.Parameters.Count);
        return parameter > _poi && _templates.GammaIsFixed[parameter - _poi - 1];
    }

    /// <summary>The expected counts at a parameter point.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="counts">Receives the rates, shape [bin].</param>
    public void ExpectedCounts(ReadOnlySpan<double> parameters, Span<double> counts)
    {
        RequireBound();
        ToInner(parameters, _start);
        _conditional.Point.MoveTo(_start, Model.Options.Interpolation);
        _conditional.Point.Rates.CopyTo(counts);
    }

    /// <summary>The expected auxiliary data at a parameter point: alpha for each variation, then <c>gamma tau</c> for each constraint.</summary>
    /// <remarks>A shared gamma has one auxiliary count per bin, <c>gamma F_i</c>. A fixed gamma has <c>tau = 1</c>, as in pyhf.</remarks>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="auxiliary">Receives the values, shape [variation + (bin if the background has an uncertainty)].</param>
    public void ExpectedAuxiliary(ReadOnlySpan<double> parameters, Span<double> auxiliary)
    {
        RequireBound();
        int variations = _templates.Variations;
        parameters[..variations].CopyTo(auxiliary);
        if (Model.GammaCount == 0) return;
        for (int b = 0; b < Model.Bins; b++)
        {
            int gamma = _templates.Mode == GammaMode.Shared ? 0 : b;
            double tau = _templates.GammaIsFixed[gamma] ? 1.0 : _templates.BinTau(b);
            auxiliary[variations + b] = parameters[_poi + 1 + gamma] * tau;
        }
    }

    /// <summary>The log likelihood at a parameter point with the auxiliary data at their nominal values, all constants kept.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <returns><c>-infinity</c> where a bin with events has rate 0 or a rate is negative.</returns>
    public double LogPdf(ReadOnlySpan<double> parameters, ReadOnlySpan<double> counts)
    {
        RequireBound();
        SetObserved(counts);
        ToInner(parameters, _start);
        _conditional.Data = _observedData;
        return LogConstants(_observedData) - _conditional.Value(_start);
    }

    /// <summary>The log likelihood and its derivatives with the auxiliary data at their nominal values.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <param name="parameterGradient">Receives the score, shape [parameter].</param>
    /// <param name="parameterHessian">Receives the Hessian, shape [parameter, parameter]; empty to leave it out.</param>
    /// <returns>The log likelihood; the derivatives are unspecified when it is infinite.</returns>
    public double LogPdf(ReadOnlySpan<double> parameters, ReadOnlySpan<double> counts, Span<double> parameterGradient, Span<double> parameterHessian = default)
    {
        RequireBound();
        SetObserved(counts);
        ToInner(parameters, _start);
        _conditional.Data = _observedData;
        double value;
        if (parameterHessian.IsEmpty)
        {
            value = _conditional.ValueAndGradient(_start, parameterGradient);
        }
        else
        {
            value = _conditional.ValueGradientAndHessian(_start, parameterGradient, parameterHessian);
            foreach (ref double entry in parameterHessian) entry = -entry;
        }

        foreach (ref double entry in parameterGradient) entry = -entry;
        return LogConstants(_observedData) - value;
    }

    private void MoveToNominal(RatePoint point, double poi)
    {
        _start.AsSpan().Clear();
        _start[_poi] = poi;
        point.MoveTo(_start, Model.Options.Interpolation);
    }

    /// <summary>The sum of the saturated log probabilities: what the log likelihood has at rates equal to counts and parameters equal to their measurements.</summary>
    private double LogConstants(TemplateData data)
    {
        double sum = -NormalDistribution.LogSqrtTwoPi * _templates.Variations;
        foreach (double count in data.Counts) sum += PoissonDistribution.SaturatedLogPdf(count);
        if (Model.GammaCount == 0) return sum;
        for (int b = 0; b < Model.Bins; b++)
        {
            int gamma = _templates.Mode == GammaMode.Shared ? 0 : b;
            double auxiliary = _templates.GammaIsFixed[gamma] ? 1.0 : _templates.BinTau(b) * (1.0 + data.GammaShifts[gamma]);
            sum += PoissonDistribution.SaturatedLogPdf(auxiliary);
        }

        return sum;
    }

    private void SetObserved(ReadOnlySpan<double> counts)
    {
        if (counts.Length != Model.Bins) throw new ArgumentException($"The model has {Model.Bins} bins, but {counts.Length} counts were given.", nameof(counts));
        RequireNonNegative(counts, "observed count");
        counts.CopyTo(_observedData.Counts);
        _observedData.ResetAuxiliary();
    }

    private void ToInner(ReadOnlySpan<double> parameters, Span<double> inner)
    {
        if (parameters.Length != inner.Length)
            throw new ArgumentException($"The model has {inner.Length} parameters, but {parameters.Length} values were given.", nameof(parameters));
        for (int i = 0; i < inner.Length; i++) inner[i] = parameters[i] - (i > _poi ? 1.0 : 0.0);
    }

    private void RequireBound()
    {
        if (!_isBound) throw new InvalidOperationException("No templates are bound. Call Bind with the templates of the model first.");
    }

    private static void RequireFinite(double poi)
    {
        if (!double.IsFinite(poi)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The parameter of interest is {poi}, but must be finite."));
    }

    private static void RequireNonNegative(ReadOnlySpan<double> counts, string what)
    {
        for (int b = 0; b < counts.Length; b++)
        {
            if (!(counts[b] >= 0.0) || double.IsInfinity(counts[b]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Bin {b}: the {what} is {counts[b]}, but must be finite and at least 0."));
        }
    }

    private static void ThrowIfFailed(NewtonReport report, string fit) => report.ThrowIfFailed(fit);
}
