using System.Globalization;
using Pullback.HistFactory.Jets;
using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Modifiers;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Inference;

/// <content>Statistics with their gradients: of observed data, and of the model's own Asimov data, which are what it expects with everything at its start value but the parameter of interest.</content>
public sealed partial class ModelInference
{
    /// <summary>The profile likelihood ratio <c>-2 ln lambda(poi)</c> for the Asimov data at <paramref name="asimovPoi"/>, whose free fit is known. One conditional fit.</summary>
    /// <remarks>
    /// <para>Derivative: by the envelope theorem and through the data, which are a function of the inputs.</para>
    /// <para>Edges: a bin whose Asimov count is 0 has an infinite slope <c>ln(0)</c> in its background where the tested rate is not 0; the gradient is the one at the smallest normal
    /// double instead.</para>
    /// <para>Allocates nothing after the first gradient, unless the likelihood may have two minima.</para>
    /// </remarks>
    /// <param name="poi">The tested value.</param>
    /// <param name="asimovPoi">The value at which the data are generated.</param>
    /// <param name="gradient">Receives the gradient with respect to the inputs; empty to leave it out.</param>
    /// <returns>q, at least 0.</returns>
    /// <exception cref="FitFailedException">The conditional fit did not converge.</exception>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    /// <exception cref="ArgumentException">A number is not finite, or the tested hypothesis expects no events in a bin where the Asimov data have some.</exception>
    public double AsimovStatistic(double poi, double asimovPoi, Span<double> gradient)
    {
        RequireFinitePoi(poi);
        MoveToAsimov(asimovPoi);
        _start.CopyTo(_point, 0);
        _point[_poi] = poi;
        NewtonReport report = _conditional.Run(_asimovData, _point, _held, _poi);
        if (report.Outcome == FitOutcome.InfeasibleStart) ThrowUnbounded(poi, asimovPoi);
        ThrowIfFailed(_conditional, report, "conditional fit to the Asimov data");
        if (gradient.IsEmpty) return 2.0 * report.Value;

        InputGradient collected = Buffers.Gradient;
        collected.Clear();
        AddRates(collected, _conditional, 2.0, _asimovData);
        Real[] weights = Buffers.Weights;
        double[] rates = _conditional.Likelihood.Rates;
        for (int b = 0; b < weights.Length; b++) weights[b] = new(-2.0 * LogRatio(rates[b], _asimovData.Counts[b]));
        AddRates(collected, _asimov.Parameters, weights, []);
        foreach (int p in _compiled.Constrained)
        {
            double fitted = _conditional.Parameters[p];
            double origin = _asimov.Parameters[p];
            if (fitted == origin) continue;
            double width = _numbers.Widths[p];
            collected.Widths[p] += _compiled.Constraints[p] == ConstraintKind.Poisson
                ? 2.0 * origin * PoissonDistribution.ExcessOverLog1P((fitted - origin) / origin)
                : -2.0 * (fitted - origin) * (fitted - origin) / (width * width * width);
        }

        Deliver(collected, gradient);
        return 2.0 * report.Value;
    }

    /// <summary>The uncertainty of the parameter of interest from the Fisher information at the Asimov point, all others profiled: <c>sqrt((I^-1)_poi,poi)</c>. No fit.</summary>
    /// <remarks>Edges: where no bin depends on the parameter the value is <c>+infinity</c> and the gradient 0.</remarks>
    /// <param name="asimovPoi">The value of the parameter of interest at the Asimov point.</param>
    /// <param name="gradient">Receives the gradient with respect to the inputs; empty to leave it out.</param>
    /// <exception cref="FitFailedException">The information is singular.</exception>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    public double AsimovPoiUncertainty(double asimovPoi, Span<double> gradient)
    {
        gradient.Clear();
        FactorInformation(asimovPoi);
        if (!_asimov.IsFree(_poi)) return double.PositiveInfinity;
        double[] w = Buffers.Direction;
        w.AsSpan().Clear();
        w[_poi] = 1.0;
        _asimov.Solve(w);
        double uncertainty = Math.Sqrt(w[_poi]);
        if (gradient.IsEmpty) return uncertainty;

        // d(I^-1)_poi,poi = -w' dI w with w = I^-1 e_poi; a bin's information along w is slope² / rate.
        InputGradient collected = Buffers.Gradient;
        collected.Clear();
        double weight = -0.5 / uncertainty;
        SetAlong(Buffers.MovingPoint, _asimov.Parameters, w);
        Duals.Rates(Buffers.MovingPoint, Buffers.MovingRates);
        for (int b = 0; b < Buffers.MovingWeights.Length; b++)
        {
            Dual rate = Buffers.MovingRates[b];
            double ratio = rate.Slope / rate.Value;
            Buffers.MovingWeights[b] = rate.Value > 0.0 ? new(2.0 * weight * ratio, -weight * ratio * ratio) : default;
        }

        AddMovingRates(collected);
        foreach (int p in _compiled.Constrained) AddConstraintInformation(collected, p, weight * w[p] * w[p]);
        Deliver(collected, gradient);
        return uncertainty;
    }

    /// <summary>The generalized variance at the Asimov point: the determinant of the covariance <c>I^-1</c> of all free parameters. No fit.</summary>
    /// <remarks>Edges: 0, with gradient 0, where a bin without expected events would gain some along a parameter, which is infinite information.</remarks>
    /// <param name="asimovPoi">The value of the parameter of interest at the Asimov point.</param>
    /// <param name="gradient">Receives the gradient with respect to the inputs; empty to leave it out.</param>
    /// <exception cref="FitFailedException">The information is singular.</exception>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    public double AsimovGeneralizedVariance(double asimovPoi, Span<double> gradient)
    {
        gradient.Clear();
        FactorInformation(asimovPoi);
        double[] rates = _asimovData.Counts;
        for (int b = 0; b < rates.Length; b++)
        {
            if (rates[b] > 0.0) continue;
            SetRateSlopes(b);
            if (Buffers.Slopes.AsSpan().ContainsAnyExcept(0.0)) return 0.0;
        }

        double variance = Math.Exp(-_asimov.LogDeterminant());
        if (gradient.IsEmpty) return variance;

        // d ln det I = tr(I^-1 dI), bin by bin: with J the slopes of a rate and c = I^-1 J, tr(I^-1 d(J J' / rate)).
        InputGradient collected = Buffers.Gradient;
        collected.Clear();
        double[] c = Buffers.Direction;
        Buffers.MovingWeights.AsSpan().Clear();
        for (int b = 0; b < rates.Length; b++)
        {
            if (!(rates[b] > 0.0)) continue;
            SetRateSlopes(b);
            Buffers.Slopes.CopyTo(c, 0);
            _asimov.Solve(c);
            double slope = 0.0;
            for (int p = 0; p < c.Length; p++) slope += Buffers.Slopes[p] * c[p];
            SetAlong(Buffers.MovingPoint, _asimov.Parameters, c);
            Buffers.MovingWeights[b] = new(-2.0 * variance / rates[b], variance * slope / rates[b] / rates[b]);
            AddMovingRates(collected);
            Buffers.MovingWeights[b] = default;
        }

        foreach (int p in _compiled.Constrained)
        {
            if (!_numbers.HasRule(p) || !_asimov.IsFree(p)) continue;
            c.AsSpan().Clear();
            c[p] = 1.0;
            _asimov.Solve(c);
            AddConstraintInformation(collected, p, -variance * c[p]);
        }

        Deliver(collected, gradient);
        return variance;
    }

    /// <summary>The test statistic of data with its gradient with respect to inputs and counts. Two fits.</summary>
    /// <param name="statistic">Any statistic.</param>
    /// <param name="poi">The tested value; ignored for <see cref="TestStatistic.Q0"/>.</param>
    /// <param name="data">The data.</param>
    /// <returns>The statistic, at least 0, and its gradient.</returns>
    /// <exception cref="FitFailedException">A fit did not converge.</exception>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    public (double Value, StatisticGradient Gradient) TestStatisticWithGradient(TestStatistic statistic, double poi, HistFactoryData data)
    {
        double q = TestStatisticOf(statistic, poi, data);
        var gradient = new InputGradient(_numbers);
        if (q > 0.0) AddObserved(gradient);
        return (q, gradient.Finish());
    }

    /// <summary>Whether the numbers bound fix a parameter.</summary>
    internal bool IsFixed(int parameter) => _numbers.IsFixed[parameter];

    /// <summary>−ln L of data without the constants that no parameter moves: infinite outside the domain.</summary>
    internal double Deviance(ReadOnlySpan<double> parameters, HistFactoryData data)
    {
        Place(parameters);
        _free.Likelihood.Data = Model.ToModelData(data);
        return _free.Likelihood.Evaluate(profile: false, [], []);
    }

    private void MoveToAsimov(double asimovPoi)
    {
        RequirePoi();
        RequireFinitePoi(asimovPoi);
        Likelihood origin = _asimov.Likelihood;
        _start.CopyTo(origin.Parameters, 0);
        origin.Parameters[_poi] = asimovPoi;
        origin.Data = _asimovData;
        origin.EvaluateRates();
        for (int b = 0; b < _asimovData.Counts.Length; b++)
        {
            double rate = origin.Rates[b];
            if (!(rate >= 0.0) || double.IsInfinity(rate))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{BinAtStart(b)}: the Asimov count is {rate}, but must be finite and at least 0."), nameof(asimovPoi));
            _asimovData.Counts[b] = rate;
        }

        foreach (int p in _compiled.Constrained) _asimovData.Auxiliary[p] = ExpectedDatum(p, origin.Parameters);
    }

    private void FactorInformation(double asimovPoi)
    {
        MoveToAsimov(asimovPoi);
        _asimov.Parameters.CopyTo(_point, 0);
        if (!_asimov.TryFactorAt(_asimovData, _point, _held)) throw new FitFailedException("information at the Asimov point", FitOutcome.NotAMinimum);
    }

    /// <summary>The slopes of the rate of a bin at the Asimov point in all parameters.</summary>
    private void SetRateSlopes(int bin)
    {
        Real[] byParameter = Buffers.ByParameter;
        byParameter.AsSpan().Clear();
        Buffers.Weights.AsSpan().Clear();
        Buffers.Weights[bin] = new(1.0);
        SetAlong(Buffers.Point, _asimov.Parameters, []);
        Plain.AddGradient(Buffers.Point, Buffers.Weights, byParameter, []);
        for (int p = 0; p < byParameter.Length; p++) Buffers.Slopes[p] = byParameter[p].Value;
    }

    private void AddMovingRates(InputGradient gradient)
    {
        Dual[] byInput = Buffers.MovingByInput;
        byInput.AsSpan().Clear();
        Duals.AddGradient(Buffers.MovingPoint, Buffers.MovingWeights, [], byInput);
        for (int i = 0; i < byInput.Length; i++) gradient.Inputs[i] += byInput[i].Slope;
    }

    /// <summary>Adds the gradient of <c>weight I_pp</c> of a constraint at the Asimov point: tau / theta, or 1 / sigma².</summary>
    private void AddConstraintInformation(InputGradient gradient, int parameter, double weight)
    {
        double width = _numbers.Widths[parameter];
        gradient.Widths[parameter] += _compiled.Constraints[parameter] == ConstraintKind.Poisson
            ? weight / _asimov.Parameters[parameter]
            : -2.0 * weight / (width * width * width);
    }

    private static void Deliver(InputGradient collected, Span<double> gradient)
    {
        collected.CarryWidths();
        collected.Inputs.CopyTo(gradient);
    }

    private void ThrowUnbounded(double poi, double asimovPoi)
    {
        Likelihood tested = _conditional.Likelihood;
        tested.EvaluateRates();
        int bin = 0;
        while (bin < Model.BinCount - 1 && (tested.Rates[bin] > 0.0 || _asimovData.Counts[bin] == 0.0)) bin++;
        string where = string.Create(CultureInfo.InvariantCulture,
            $"{BinAtStart(bin)}: the Asimov data at {Model.PoiName} = {asimovPoi} have {_asimovData.Counts[bin]} events where {Model.PoiName} = {poi} expects {tested.Rates[bin]}.");
        throw new ArgumentException(where + " The test statistic is unbounded. Add a floor to the background, or merge the bin with its neighbor.", nameof(poi));
    }

    /// <summary>Names a bin at the start of a sentence.</summary>
    private string BinAtStart(int bin)
    {
        ChannelPlan channel = _compiled.Channels.First(c => bin < c.FirstBin + c.Bins);
        return string.Create(CultureInfo.InvariantCulture, $"Bin {bin - channel.FirstBin} of channel '{channel.Name}' (counted from 0)");
    }

    private static void RequireFinitePoi(double poi)
    {
        if (!double.IsFinite(poi)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The parameter of interest is {poi}, but must be finite."), nameof(poi));
    }
}
