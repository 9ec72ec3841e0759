using MathNet.Numerics;
using Pullback.HistFactory.Jets;
using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Modifiers;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Inference;

/// <content>What a fit says about the model: goodness of fit, yields, and derivatives of values and uncertainties.</content>
public sealed partial class ModelInference
{
    /// <summary>Compares a fit with the saturated model.</summary>
    /// <param name="data">The data.</param>
    /// <param name="fit">Their fit.</param>
    public GoodnessOfFit GoodnessOf(HistFactoryData data, FitResult fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ModelData observed = Model.ToModelData(data);
        fit.Values.ToArray().CopyTo(_free.Parameters, 0);
        _free.Likelihood.Data = observed;
        double statistic = 2.0 * _free.Likelihood.Evaluate(profile: false, [], []);
        int free = Enumerable.Range(0, _start.Length).Count(p => !fit.IsFixed(p) && _compiled.Constraints[p] == ConstraintKind.None);
        int degrees = Model.BinCount - free;
        return new GoodnessOfFit(statistic, degrees, degrees > 0 && statistic >= 0.0 ? SpecialFunctions.GammaUpperRegularized(0.5 * degrees, 0.5 * statistic) : double.NaN);
    }

    /// <summary>The expected counts at the start values, with the uncertainties that the auxiliary measurements alone leave.</summary>
    public IReadOnlyList<ChannelYield> PrefitYields()
    {
        int n = _start.Length;
        double[] covariance = new double[n * n];
        for (int p = 0; p < n; p++)
        {
            double sigma = PrefitUncertainty(p);
            if (double.IsFinite(sigma) && !_held[p]) covariance[p * (n + 1)] = sigma * sigma;
        }

        return Yields(_start, covariance);
    }

    /// <summary>The expected counts at the end of a fit, with uncertainties <c>J C J'</c> from its covariance.</summary>
    /// <param name="fit">A converged fit.</param>
    /// <exception cref="Statistics.Minimization.FitFailedException">The fit did not converge.</exception>
    public IReadOnlyList<ChannelYield> PostfitYields(FitResult fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        fit.ThrowIfFailed();
        return Yields([.. fit.Values], fit.Covariance);
    }

    /// <summary>The uncertainty of a parameter at the free fit, <c>sqrt((H^-1)_pp)</c>, with its gradient through the fit.</summary>
    /// <remarks>Derivative: with <c>w = H^-1 e</c>, <c>d sigma² = -(w' dH w)</c>, where H changes with the inputs directly and through the fitted values.</remarks>
    /// <param name="data">The data.</param>
    /// <param name="name">The parameter.</param>
    /// <returns>The uncertainty and its gradient.</returns>
    /// <exception cref="Statistics.Minimization.FitFailedException">The fit did not converge.</exception>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public (double Uncertainty, StatisticGradient Gradient) UncertaintyOf(HistFactoryData data, string name)
    {
        int parameter = Model.Parameters.IndexOf(name);
        ModelData observed = Model.ToModelData(data);
        RunFree(observed, _start);
        double[] w = new double[_start.Length];
        w[parameter] = 1.0;
        _free.Solve(w);
        double sigma = Math.Sqrt(w[parameter]);
        var gradient = new InputGradient(_numbers);
        if (sigma > 0.0) AddCurvature(gradient, _free, observed, w, -0.5 / sigma);
        return (sigma, gradient.Finish());
    }

    /// <summary>The fitted value of a parameter with its gradient through the fit, <c>d theta/dy = -H^-1 d²f/(d theta d y)</c>.</summary>
    /// <param name="data">The data.</param>
    /// <param name="name">The parameter.</param>
    /// <returns>The value and its gradient; zero where the parameter is at a bound.</returns>
    /// <exception cref="Statistics.Minimization.FitFailedException">The fit did not converge.</exception>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public (double Value, StatisticGradient Gradient) EstimateOf(HistFactoryData data, string name)
    {
        int parameter = Model.Parameters.IndexOf(name);
        ModelData observed = Model.ToModelData(data);
        RunFree(observed, _start);
        double[] w = new double[_start.Length];
        w[parameter] = 1.0;
        _free.Solve(w);
        var gradient = new InputGradient(_numbers);
        AddMixed(gradient, _free, observed, w, -1.0);
        return (_free.Parameters[parameter], gradient.Finish());
    }

    private List<ChannelYield> Yields(double[] point, ReadOnlySpan<double> covariance)
    {
        int n = point.Length;
        var found = new List<int>();
        for (int p = 0; p < n; p++)
        {
            if (covariance[p * (n + 1)] > 0.0) found.Add(p);
        }

        int[] moving = [.. found];
        double[][][] rates = ExpectedSamples(point);
        double[][][][] slopes = new double[moving.Length][][][];
        double[] direction = new double[n];
        for (int k = 0; k < moving.Length; k++)
        {
            direction.AsSpan().Clear();
            direction[moving[k]] = 1.0;
            slopes[k] = Duals.SampleSlopes(Along<Dual>(point, direction));
        }

        double[] c = new double[moving.Length * moving.Length];
        for (int i = 0; i < moving.Length; i++)
        {
            for (int j = 0; j < moving.Length; j++) c[i * moving.Length + j] = covariance[moving[i] * n + moving[j]];
        }

        double Sigma(Func<double[][][], double> slope)
        {
            double[] j = [.. slopes.Select(slope)];
            double variance = 0.0;
            for (int a = 0; a < j.Length; a++)
            {
                for (int b = 0; b < j.Length; b++) variance += j[a] * c[a * j.Length + b] * j[b];
            }

            return Math.Sqrt(Math.Max(0.0, variance));
        }

        var result = new List<ChannelYield>();
        for (int ch = 0; ch < _compiled.Channels.Length; ch++)
        {
            int channel = ch;
            Models.ChannelPlan plan = _compiled.Channels[channel];
            int[] bins = [.. Enumerable.Range(0, plan.Bins)];
            int[] samples = [.. Enumerable.Range(0, plan.Samples.Length)];
            SampleYield[] yields = [.. samples.Select(s => new SampleYield(
                plan.Samples[s].Name, rates[channel][s], [.. bins.Select(b => Sigma(j => j[channel][s][b]))], rates[channel][s].Sum(), Sigma(j => j[channel][s].Sum())))];
            double[] total = [.. bins.Select(b => samples.Sum(s => rates[channel][s][b]))];
            result.Add(new ChannelYield(
                plan.Name, yields, total, [.. bins.Select(b => Sigma(j => samples.Sum(s => j[channel][s][b])))], total.Sum(), Sigma(j => samples.Sum(s => j[channel][s].Sum()))));
        }

        return result;
    }
}
