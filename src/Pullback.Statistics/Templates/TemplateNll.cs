using Pullback.Statistics.Distributions;
using Pullback.Statistics.Minimization;

namespace Pullback.Statistics.Templates;

/// <summary>
/// The negative log likelihood of a template model, less the constants that no parameter moves (the saturated log probabilities), with its gradient and its exact
/// Hessian in closed form. Inner coordinates as in <see cref="RatePoint"/>.
/// </summary>
internal sealed class TemplateNll : IHasHessian
{
    private readonly BoundTemplates _templates;
    private readonly HistoSysInterpolation _interpolation;
    private readonly double[] _jacobian;
    private readonly int _variations;
    private readonly int _poi;

    internal TemplateNll(TemplateModel model, BoundTemplates templates)
    {
        _templates = templates;
        _interpolation = model.Options.Interpolation;
        _variations = templates.Variations;
        _poi = model.PoiIndex;
        Dimension = model.Parameters.Count;
        Point = new RatePoint(templates);
        Data = new TemplateData(templates);
        _jacobian = new double[_variations + 2];
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <summary>The rates at the last point evaluated.</summary>
    internal RatePoint Point { get; }

    /// <summary>The data set that is described; replace it to describe another.</summary>
    internal TemplateData Data { get; set; }

    /// <summary>The value at the end of the last fit.</summary>
    internal double LastValue { get; set; }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        Point.MoveTo(point, _interpolation);
        double value = 0.0;
        for (int b = 0; b < _templates.Bins; b++) value += PoissonDistribution.Deviance(Data.Counts[b], Point.Rates[b]);
        return value + Constraints(point);
    }

    /// <inheritdoc/>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double value = Value(point);
        if (!double.IsFinite(value)) return double.PositiveInfinity;
        gradient.Clear();
        for (int b = 0; b < _templates.Bins; b++) Point.AddParameterGradient(RateGradient(b), b, gradient);
        AddConstraintGradient(point, gradient);
        return value;
    }

    /// <inheritdoc/>
    public double ValueGradientAndHessian(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        double value = Value(point);
        if (!double.IsFinite(value)) return double.PositiveInfinity;
        int p = Dimension;
        gradient.Clear();
        hessian.Clear();
        for (int b = 0; b < _templates.Bins; b++)
        {
            double first = RateGradient(b);
            double rate = Point.Rates[b];
            double count = Data.Counts[b];
            double second = count > 0.0 ? count / rate / rate : 0.0;
            int gamma = Point.GammaIndex(b);
            int columns = _variations + 1;
            for (int k = 0; k < _variations; k++) _jacobian[k] = Point.AlphaSlope(k, b);
            _jacobian[_poi] = Point.Shape(BoundTemplates.Signal, b);
            if (gamma >= 0) _jacobian[columns++] = Point.Shape(BoundTemplates.Scaled, b);

            for (int i = 0; i < columns; i++)
            {
                int row = i <= _poi ? i : gamma;
                gradient[row] += first * _jacobian[i];
                double weight = second * _jacobian[i];
                for (int j = 0; j <= i; j++) hessian[row * p + (j <= _poi ? j : gamma)] += weight * _jacobian[j];
            }

            for (int k = 0; k < _variations; k++)
            {
                hessian[k * p + k] += first * Point.AlphaCurvature(k, b);
                hessian[_poi * p + k] += first * Point.ShapeSlope(BoundTemplates.Signal, k, b);
                if (gamma >= 0) hessian[gamma * p + k] += first * Point.ShapeSlope(BoundTemplates.Scaled, k, b);
            }
        }

        AddConstraintGradient(point, gradient);
        for (int k = 0; k < _variations; k++) hessian[k * p + k] += 1.0;
        for (int j = 0; j < _templates.Tau.Length; j++)
        {
            double factor = 1.0 + point[_poi + 1 + j];
            if (!_templates.GammaIsFixed[j]) hessian[(_poi + 1 + j) * (p + 1)] += _templates.Tau[j] * (1.0 + Data.GammaShifts[j]) / factor / factor;
        }

        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j < i; j++) hessian[j * p + i] = hessian[i * p + j];
        }

        return value;
    }

    /// <summary>The derivative of the NLL with respect to a bin's rate at the last point: 1 - n / rate.</summary>
    internal double RateGradient(int bin)
    {
        double count = Data.Counts[bin];
        double rate = Point.Rates[bin];
        return count > 0.0 ? (rate - count) / rate : 1.0;
    }

    private double Constraints(ReadOnlySpan<double> point)
    {
        double sum = 0.0;
        for (int k = 0; k < _variations; k++) sum += NormalDistribution.Deviance(Data.AlphaCenters[k], point[k]);
        for (int j = 0; j < _templates.Tau.Length; j++)
        {
            if (_templates.GammaIsFixed[j]) continue;

            // The Poisson deviance of tau (1 + e) at rate tau (1 + d).
            double measured = 1.0 + Data.GammaShifts[j];
            double relative = (point[_poi + 1 + j] - Data.GammaShifts[j]) / measured;
            sum += relative > -1.0 ? _templates.Tau[j] * measured * PoissonDistribution.ExcessOverLog1P(relative) : double.PositiveInfinity;
        }

        return sum;
    }

    private void AddConstraintGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        for (int k = 0; k < _variations; k++) gradient[k] += point[k] - Data.AlphaCenters[k];
        for (int j = 0; j < _templates.Tau.Length; j++)
        {
            int i = _poi + 1 + j;
            if (!_templates.GammaIsFixed[j]) gradient[i] += _templates.Tau[j] * (point[i] - Data.GammaShifts[j]) / (1.0 + point[i]);
        }
    }
}
