using System.Globalization;
using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Modifiers;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Inference;

/// <summary>Evaluates, fits and tests a <see cref="HistFactoryModel"/>, and carries gradients of the results back to its numbers through the fits.</summary>
/// <remarks>
/// <para>Every buffer is reserved at construction. An instance serves one thread at a time; models are shared.</para>
/// <para>Results depend on the arguments alone, never on earlier calls: no fit starts from a remembered point.</para>
/// </remarks>
public sealed partial class ModelInference
{
    private readonly NewtonOptions _options;
    private readonly CompiledModel _compiled;
    private readonly BoundModel _numbers;
    private readonly Fitter _conditional;
    private readonly Fitter _free;
    private readonly Fitter _asimov;
    private readonly ModelData _asimovData;
    private readonly double[] _start;
    private readonly double[] _point;
    private readonly bool[] _held;
    private readonly int _poi;

    /// <summary>Reserves the buffers for one thread.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">When fits stop; the defaults when null.</param>
    public ModelInference(HistFactoryModel model, NewtonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _options = options ?? NewtonOptions.Default;
        _compiled = model.Compiled;
        _numbers = new BoundModel(_compiled);
        _conditional = new Fitter(model, _numbers, _options);
        _free = new Fitter(model, _numbers, _options);
        _asimov = new Fitter(model, _numbers, _options);
        _asimovData = new ModelData(_compiled);
        _start = [.. model.Parameters.Select(p => p.Initial)];
        _point = new double[_start.Length];
        _held = new bool[_start.Length];
        _poi = model.PoiIndex;
    }

    /// <summary>The model.</summary>
    public HistFactoryModel Model { get; }

    /// <summary>Takes other numbers for the following calls; at first they are those of the model.</summary>
    /// <param name="inputs">In the order of <see cref="HistFactoryModel.Layout"/>; copied.</param>
    /// <exception cref="ArgumentException">The length is wrong, a number is not finite, or a factor of a normsys is not positive.</exception>
    public void Bind(ReadOnlySpan<double> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!double.IsFinite(inputs[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Input {i} is {inputs[i]}, but must be finite."), nameof(inputs));
        }

        _numbers.Bind(inputs);
        foreach (Fitter fitter in (ReadOnlySpan<Fitter>)[_conditional, _free, _asimov]) fitter.ForgetNumbers();
    }

    /// <summary>Holds a parameter at a value in all following fits.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">Its value; bounds do not apply.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or the value is not finite.</exception>
    public void Hold(string name, double value)
    {
        int i = Model.Parameters.IndexOf(name);
        if (!double.IsFinite(value)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Parameter '{name}': the value {value} is not finite."), nameof(value));
        _held[i] = true;
        _start[i] = value;
    }

    /// <summary>Changes the bounds of a parameter in all following fits.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="lower">The lower bound; −infinity for none.</param>
    /// <param name="upper">The upper bound; +infinity for none.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or the bounds are out of order.</exception>
    public void SetBounds(string name, double lower, double upper)
    {
        int i = Model.Parameters.IndexOf(name);
        if (!(lower <= upper)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Parameter '{name}': the bounds [{lower}, {upper}] are out of order."), nameof(lower));
        foreach (Fitter fitter in (ReadOnlySpan<Fitter>)[_conditional, _free, _asimov])
        {
            fitter.Lower[i] = lower;
            fitter.Upper[i] = upper;
        }

        if (!_held[i]) _start[i] = Math.Min(Math.Max(_start[i], lower), upper);
    }

    /// <summary>The expected counts at a point.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <returns>Shape [bin]; an entry may be negative.</returns>
    public double[] ExpectedMain(ReadOnlySpan<double> parameters)
    {
        Place(parameters);
        _free.Likelihood.Data = _asimovData;
        _free.Likelihood.EvaluateRates();
        return [.. _free.Likelihood.Rates];
    }

    /// <summary>The expected counts of each sample at a point.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <returns>Shape [channel][sample][bin].</returns>
    public double[][][] ExpectedSamples(ReadOnlySpan<double> parameters)
    {
        Place(parameters);
        _free.Likelihood.Data = _asimovData;
        return _free.Likelihood.SampleRates();
    }

    /// <summary>The expected auxiliary data at a point: theta for a normal, <c>gamma tau</c> for a Poisson constraint.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <returns>Shape [constrained parameter].</returns>
    public double[] ExpectedAuxiliary(ReadOnlySpan<double> parameters)
    {
        Place(parameters);
        double[] expected = new double[_compiled.Constrained.Length];
        for (int i = 0; i < expected.Length; i++) expected[i] = ExpectedDatum(_compiled.Constrained[i], _point);
        return expected;
    }

    /// <summary>The Asimov data of a point: what it expects.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    public HistFactoryData AsimovData(ReadOnlySpan<double> parameters) => new(ExpectedMain(parameters), ExpectedAuxiliary(parameters));

    /// <summary>The log density of data with all constants, its constraint part alone too.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="data">The data.</param>
    /// <returns>The log density: −infinity where data are impossible, NaN where a rate is negative; and its constraint part.</returns>
    public (double LogPdf, double Constraints) LogPdf(ReadOnlySpan<double> parameters, HistFactoryData data)
    {
        ModelData observed = Model.ToModelData(data);
        double[] rates = ExpectedMain(parameters);
        double main = 0.0;
        for (int b = 0; b < rates.Length; b++) main += Statistics.Distributions.PoissonDistribution.LogPdf(observed.Counts[b], rates[b]);
        double constraints = 0.0;
        foreach (int p in _compiled.Constrained)
        {
            constraints += _compiled.Constraints[p] == ConstraintKind.Poisson
                ? Statistics.Distributions.PoissonDistribution.LogPdf(observed.Auxiliary[p], _point[p] * _numbers.Widths[p])
                : Statistics.Distributions.NormalDistribution.LogPdf(observed.Auxiliary[p], _point[p], _numbers.Widths[p]);
        }

        return (main + constraints, constraints);
    }

    /// <summary>The gradient of −ln L.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="data">The data.</param>
    /// <param name="hessian">Receives the Hessian, or is empty. Shape [parameter, parameter], row-major.</param>
    /// <returns>Shape [parameter]; NaN outside the domain.</returns>
    public double[] NllGradient(ReadOnlySpan<double> parameters, HistFactoryData data, Span<double> hessian)
    {
        Place(parameters);
        _free.Likelihood.Data = Model.ToModelData(data);
        double[] gradient = new double[_point.Length];
        if (double.IsFinite(_free.Likelihood.EvaluateAll(gradient, hessian))) return gradient;
        Array.Fill(gradient, double.NaN);
        hessian.Fill(double.NaN);
        return gradient;
    }

    /// <summary>The start values with what is held. Shape [parameter].</summary>
    public double[] StartValues() => [.. _start];

    /// <summary>The auxiliary data that go with the numbers bound. Shape [constrained parameter].</summary>
    public double[] BoundAuxiliaryData() => [.. _compiled.Constrained.Select(p => _numbers.Centers[p])];

    private void Place(ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != _point.Length) throw new ArgumentException($"The model has {_point.Length} parameters, but {parameters.Length} are given.", nameof(parameters));
        parameters.CopyTo(_point);
        parameters.CopyTo(_free.Parameters);
    }

    private double ExpectedDatum(int parameter, ReadOnlySpan<double> point) =>
        _compiled.Constraints[parameter] == ConstraintKind.Poisson ? point[parameter] * _numbers.Widths[parameter] : point[parameter];

    private void RequirePoi()
    {
        if (_poi < 0) throw new InvalidModelException("The measurement has no parameter of interest (its poi is \"\"), but this needs one. Choose another measurement, or name a parameter.");
        if (_numbers.IsFixed[_poi] || _held[_poi])
            throw new InvalidModelException($"The parameter of interest '{Model.PoiName}' is fixed, but this moves it. Remove \"fixed\" from its configuration, or choose another.");
    }
}
