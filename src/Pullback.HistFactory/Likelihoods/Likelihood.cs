using System.Runtime.InteropServices;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Modifiers;
using Pullback.Statistics.Distributions;

namespace Pullback.HistFactory.Likelihoods;

/// <summary>
/// The negative log likelihood of a model with gradient and Hessian in closed form, optionally profiled over the gamma of every bin.
/// </summary>
/// <remarks>
/// <para>Formula: <c>f = sum_b d(n_b, lambda_b) + sum_k d_k</c> with the deviances d of the Poisson and normal terms, so that differences of f keep their digits;
/// <see cref="ModelData.Constant"/> completes it to −ln L. The rate of sample s is <c>lambda_s = A N P</c>: templates A, interpolated factors N, factors P that are parameters.</para>
/// <para>Derivative: <c>H = J' diag(n/lambda²) J + sum_b (1 - n_b/lambda_b) d²lambda_b</c> + constraints; with one gamma in a bin eliminated, its row b and diagonal d leave
/// the rank-one change <c>-b b'/d</c> on the other parameters.</para>
/// <para>An instance serves one thread; it allocates nothing after construction. Reference: [HistFactory2012].</para>
/// </remarks>
internal sealed partial class Likelihood
{
    private readonly CompiledModel _model;
    private readonly AdditiveWeights[] _weights;
    private readonly double[] _sampleSum;
    private readonly double[] _sampleProduct;
    private readonly double[] _sampleScale;
    private readonly double[] _scaleGradient;
    private readonly double[] _scaleCurvature;
    private readonly double[] _templateGradient;
    private readonly double[] _direction;
    private readonly double[] _half;
    private readonly double[] _jacobian;
    private readonly double[] _matrix;
    private readonly double[] _extraJacobian;
    private readonly double[] _extraRows;
    private readonly double[] _extraSquare;
    private readonly double[] _leaveOneOut;
    private readonly CustomEffects _customs;
    private readonly double[][] _gammaRows;
    private readonly double[] _gammaExtras;
    private readonly int[] _gammaExtraFirst;
    private readonly double[] _coreScratch;
    private bool _isModel;

    /// <summary>Reserves the buffers.</summary>
    /// <param name="bound">The model with its numbers.</param>
    public Likelihood(BoundModel bound)
    {
        Bound = bound;
        _model = bound.Model;
        Data = new ModelData(_model);
        int stride = Math.Max(ChannelIndex.Lanes, _model.Indices.Select(i => i.Stride).DefaultIfEmpty().Max());
        int samples = _model.Channels.Max(c => c.Samples.Length);
        int extras = _model.Indices.Max(i => i.MaximumExtras);
        int factors = _model.Channels.SelectMany(c => c.Samples).Max(s => s.Factors.Length);
        _weights = new AdditiveWeights[_model.ParameterCount];
        _sampleSum = new double[samples];
        _sampleProduct = new double[samples];
        _sampleScale = new double[samples];
        _scaleGradient = new double[samples * stride];
        _scaleCurvature = new double[samples * stride];
        _templateGradient = new double[samples * stride];
        _direction = new double[samples * stride];
        _half = new double[stride];
        _jacobian = new double[stride];
        _matrix = new double[stride * stride];
        _extraJacobian = new double[extras];
        _extraRows = new double[extras * stride];
        _extraSquare = new double[extras * extras];
        _leaveOneOut = new double[factors];
        _customs = new CustomEffects(_model);
        _gammaRows = [.. _model.Indices.Select((index, c) => new double[index.Stride * _model.Channels[c].Bins])];
        _gammaExtraFirst = new int[_model.BinCount];
        int first = 0;
        for (int c = 0; c < _model.Channels.Length; c++)
        {
            for (int b = 0; b < _model.Channels[c].Bins; b++)
            {
                _gammaExtraFirst[_model.Channels[c].FirstBin + b] = first;
                first += _model.Indices[c].ExtraFirst[b + 1] - _model.Indices[c].ExtraFirst[b];
            }
        }

        _gammaExtras = new double[first];
        _coreScratch = new double[_model.Core.Length];
        Parameters = new double[_model.ParameterCount];
        Rates = new double[_model.BinCount];
        GammaGradients = new double[_model.BinCount];
        GammaCurvatures = new double[_model.BinCount];
        IsProfiled = new bool[_model.BinCount];
        IsHeld = new bool[_model.ParameterCount];
        GammaLower = new double[_model.BinCount];
        GammaUpper = new double[_model.BinCount];
    }

    /// <summary>The numbers.</summary>
    public BoundModel Bound { get; }

    /// <summary>What is observed.</summary>
    public ModelData Data { get; set; }

    /// <summary>The point of the last evaluation, profiled gammas included; held values are set here beforehand. Shape [parameter].</summary>
    public double[] Parameters { get; }

    /// <summary>Parameters that are not profiled although they could be. Shape [parameter].</summary>
    public bool[] IsHeld { get; }

    /// <summary>Bounds of the gamma of each bin. Shape [bin].</summary>
    public double[] GammaLower { get; }

    /// <summary>Bounds of the gamma of each bin. Shape [bin].</summary>
    public double[] GammaUpper { get; }

    /// <summary>The rates of the last evaluation. Shape [bin].</summary>
    public double[] Rates { get; }

    /// <summary>The derivative with respect to each bin's gamma. Shape [bin].</summary>
    public double[] GammaGradients { get; }

    /// <summary>The second derivative with respect to each bin's gamma. Shape [bin].</summary>
    public double[] GammaCurvatures { get; }

    /// <summary>Whether the last evaluation found each bin's gamma inside its bounds. Shape [bin].</summary>
    public bool[] IsProfiled { get; }

    /// <summary>Sets the core parameters of the next evaluation.</summary>
    public void SetCore(ReadOnlySpan<double> core)
    {
        int[] places = _model.Core;
        for (int i = 0; i < places.Length; i++) Parameters[places[i]] = core[i];
    }

    /// <summary>Evaluates at <see cref="Parameters"/>.</summary>
    /// <param name="profile">Whether gammas that are not held move to their best values.</param>
    /// <param name="gradient">Receives the gradient of the core parameters, or is empty.</param>
    /// <param name="hessian">Receives their Hessian, profiled gammas eliminated; empty for none. Row-major.</param>
    /// <returns>The value without constants; infinite outside the domain.</returns>
    public double Evaluate(bool profile, Span<double> gradient, Span<double> hessian)
    {
        EvaluateWeights();
        gradient.Clear();
        hessian.Clear();
        double value = 0.0;
        for (int c = 0; c < _model.Channels.Length; c++)
        {
            value += EvaluateChannel(c, profile, gradient, hessian);
            if (!double.IsFinite(value)) return double.PositiveInfinity;
        }

        return value + AddConstraints(gradient, hessian);
    }

    /// <summary>
    /// A positive semidefinite stand-in for the Hessian of the core parameters: the Gauss-Newton matrix <c>J' diag(max(n, lambda)/lambda²) J</c> + constraints, gammas eliminated.
    /// </summary>
    /// <param name="model">Receives the matrix. Row-major.</param>
    public void EvaluateModel(Span<double> model)
    {
        _isModel = true;
        try
        {
            Evaluate(profile: true, _coreScratch, model);
        }
        finally
        {
            _isModel = false;
        }
    }

    /// <summary>Evaluates at <see cref="Parameters"/> without profiling, for all parameters.</summary>
    /// <param name="gradient">Receives the gradient. Shape [parameter].</param>
    /// <param name="hessian">Receives the Hessian, or is empty. Shape [parameter, parameter].</param>
    /// <returns>The value without constants; infinite outside the domain.</returns>
    public double EvaluateAll(Span<double> gradient, Span<double> hessian)
    {
        int n = _model.Core.Length;
        int p = _model.ParameterCount;
        double[] coreGradient = new double[n];
        double[] coreHessian = new double[n * n];
        double value = Evaluate(profile: false, coreGradient, coreHessian);
        if (!double.IsFinite(value)) return value;
        for (int i = 0; i < n; i++) gradient[_model.Core[i]] = coreGradient[i];
        for (int b = 0; b < _model.BinCount; b++)
        {
            if (_model.Gammas[b] >= 0) gradient[_model.Gammas[b]] = GammaGradients[b];
        }

        if (hessian.IsEmpty) return value;
        hessian.Clear();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) hessian[_model.Core[i] * p + _model.Core[j]] = coreHessian[i * n + j];
        }

        double[] row = new double[n];
        for (int b = 0; b < _model.BinCount; b++)
        {
            int gamma = _model.Gammas[b];
            if (gamma < 0) continue;
            hessian[gamma * p + gamma] = GammaCurvatures[b];
            GammaRow(b, row);
            for (int i = 0; i < n; i++) hessian[gamma * p + _model.Core[i]] = hessian[_model.Core[i] * p + gamma] = row[i];
        }

        return value;
    }

    /// <summary>The second derivatives of a bin's gamma with the core parameters, as the last evaluation with derivatives left them.</summary>
    public void GammaRow(int bin, Span<double> row)
    {
        row.Clear();
        int c = ChannelOf(bin);
        ChannelIndex index = _model.Indices[c];
        int b = bin - _model.Channels[c].FirstBin;
        ReadOnlySpan<double> local = _gammaRows[c].AsSpan(b * index.Stride, index.Stride);
        for (int i = 0; i < index.Common.Length; i++) row[index.Common[i]] = local[i];
        for (int e = index.ExtraFirst[b]; e < index.ExtraFirst[b + 1]; e++) row[index.ExtraCore[e]] = _gammaExtras[_gammaExtraFirst[bin] + e - index.ExtraFirst[b]];
    }

    private int ChannelOf(int bin)
    {
        int c = 0;
        while (bin >= _model.Channels[c].FirstBin + _model.Channels[c].Bins) c++;
        return c;
    }

    private double AddConstraints(Span<double> gradient, Span<double> hessian)
    {
        double value = 0.0;
        foreach (int p in _model.Constrained)
        {
            double theta = Parameters[p];
            double width = Bound.Widths[p];
            double datum = Data.Auxiliary[p];
            bool isPoisson = _model.Constraints[p] == ConstraintKind.Poisson;
            value += isPoisson ? PoissonDistribution.Deviance(datum, theta * width) : NormalDistribution.Deviance(datum, theta, width);
            int i = _model.CoreOf[p];
            if (i < 0 || gradient.IsEmpty) continue;
            (double slope, double curvature) = Constraint(isPoisson, theta, width, datum);
            gradient[i] += slope;
            if (!hessian.IsEmpty) hessian[i * _model.Core.Length + i] += curvature;
        }

        return value;
    }

    private static (double Slope, double Curvature) Constraint(bool isPoisson, double theta, double width, double datum)
    {
        if (!isPoisson) return ((theta - datum) / (width * width), 1.0 / (width * width));
        return datum == 0.0 ? (width, 0.0) : (width - datum / theta, datum / (theta * theta));
    }

    private static Span<double> Row(double[] buffer, int row, int stride) =>
        MemoryMarshal.CreateSpan(ref buffer[row * stride], stride);
}
