using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Jets;
using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Inference;

/// <summary>
/// Rates and their vector-Jacobian products with respect to parameters and inputs, written once for plain numbers and for numbers that carry derivatives along a direction
/// of the parameters.
/// </summary>
/// <remarks>This is the path of implicit differentiation, taken a few times per result; fits use the closed forms of <see cref="Likelihood"/>.</remarks>
internal sealed class RateDerivatives<T>(BoundModel numbers)
    where T : struct, IReal<T>
{
    private readonly CompiledModel _model = numbers.Model;
    private readonly CustomSlopes<T> _customs = new(numbers.Model);

    /// <summary>The rates at a point that moves in a direction. Shape [bin].</summary>
    public T[] Rates(ReadOnlySpan<T> parameters)
    {
        var rates = new T[_model.BinCount];
        Rates(parameters, rates);
        return rates;
    }

    /// <summary>The rates at a point that moves in a direction.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="rates">Receives them. Shape [bin].</param>
    public void Rates(ReadOnlySpan<T> parameters, Span<T> rates)
    {
        rates.Clear();
        _customs.Evaluate(parameters);
        for (int c = 0; c < _model.Channels.Length; c++)
        {
            ChannelPlan channel = _model.Channels[c];
            for (int s = 0; s < channel.Samples.Length; s++)
            {
                T scale = Scale(c, s, parameters);
                for (int b = 0; b < channel.Bins; b++)
                {
                    T rate = Templates(c, s, b, parameters) * scale * Factors(c, s, b, parameters, -1) * _customs.Product(c, s, b, -1);
                    rates[channel.FirstBin + b] += rate;
                }
            }
        }
    }

    /// <summary>The highest derivative that the numbers carry of the rates of all samples. Shape [channel][sample][bin].</summary>
    public double[][][] SampleSlopes(ReadOnlySpan<T> parameters)
    {
        _customs.Evaluate(parameters);
        var result = new double[_model.Channels.Length][][];
        for (int c = 0; c < result.Length; c++)
        {
            ChannelPlan channel = _model.Channels[c];
            result[c] = new double[channel.Samples.Length][];
            for (int s = 0; s < channel.Samples.Length; s++)
            {
                T scale = Scale(c, s, parameters);
                result[c][s] = new double[channel.Bins];
                for (int b = 0; b < channel.Bins; b++)
                    result[c][s][b] = T.Highest(Templates(c, s, b, parameters) * scale * Factors(c, s, b, parameters, -1) * _customs.Product(c, s, b, -1));
            }
        }

        return result;
    }

    /// <summary>Adds the gradient of <c>sum_b w_b lambda_b</c> with respect to the parameters and to the inputs.</summary>
    /// <param name="parameters">The point. Shape [parameter].</param>
    /// <param name="weights">w. Shape [bin].</param>
    /// <param name="byParameter">Receives the sum, or is empty. Shape [parameter].</param>
    /// <param name="byInput">Receives the sum, or is empty. Shape [input].</param>
    public void AddGradient(ReadOnlySpan<T> parameters, ReadOnlySpan<T> weights, Span<T> byParameter, Span<T> byInput)
    {
        _customs.Evaluate(parameters);
        for (int c = 0; c < _model.Channels.Length; c++)
        {
            for (int s = 0; s < _model.Channels[c].Samples.Length; s++) AddSample(c, s, parameters, weights, byParameter, byInput);
        }
    }

    private void AddSample(int c, int s, ReadOnlySpan<T> parameters, ReadOnlySpan<T> weights, Span<T> byParameter, Span<T> byInput)
    {
        ChannelPlan channel = _model.Channels[c];
        SamplePlan sample = channel.Samples[s];
        T scale = Scale(c, s, parameters);
        T byScale = T.Of(0.0);
        for (int b = 0; b < channel.Bins; b++)
        {
            T weight = weights[channel.FirstBin + b];
            if (EqualityComparer<T>.Default.Equals(weight, default)) continue;
            T sum = Templates(c, s, b, parameters);
            T product = Factors(c, s, b, parameters, -1);
            T customs = _customs.Product(c, s, b, -1);
            T bySum = weight * scale * product * customs;
            byScale += weight * sum * product * customs;
            AddTemplates(c, s, b, bySum, parameters, byParameter, byInput);
            if (byParameter.IsEmpty) continue;
            for (int f = 0; f < sample.Factors.Length; f++)
                byParameter[sample.Factors[f].In(b)] += weight * sum * scale * customs * Factors(c, s, b, parameters, f);
            _customs.AddGradient(c, s, b, weight * sum * scale * product, bySum, byParameter);
        }

        ScaleInterpolation[] scales = numbers.Scales(c, s);
        for (int t = 0; t < scales.Length; t++)
        {
            ScaleTerm term = sample.Scales[t];
            T alpha = parameters[term.Parameter];
            T byFactor = byScale * scale * T.Reciprocal(scales[t].At(alpha));
            if (!byParameter.IsEmpty) byParameter[term.Parameter] += byFactor * scales[t].Slope(alpha);
            if (byInput.IsEmpty) continue;
            (T high, T low) = scales[t].FactorSlopes(alpha);
            byInput[term.High] += byFactor * high;
            byInput[term.Low] += byFactor * low;
        }
    }

    private void AddTemplates(int c, int s, int b, T bySum, ReadOnlySpan<T> parameters, Span<T> byParameter, Span<T> byInput)
    {
        SamplePlan sample = _model.Channels[c].Samples[s];
        int terms = sample.Templates.Length;
        T byNominal = bySum;
        for (int t = 0; t < terms; t++)
        {
            TemplateTerm term = sample.Templates[t];
            T alpha = parameters[term.Parameter];
            if (!byInput.IsEmpty)
            {
                (T up, T down) = AdditiveInterpolation.Weights(_model.Options.HistoSys, alpha);
                byInput[term.High + b] += bySum * up;
                byInput[term.Low + b] -= bySum * down;
                byNominal += bySum * (down - up);
            }

            if (byParameter.IsEmpty) continue;
            (T upSlope, T downSlope) = AdditiveInterpolation.WeightSlopes(_model.Options.HistoSys, alpha);
            byParameter[term.Parameter] += bySum * (T.Of(numbers.Up(c, s)[b * terms + t]) * upSlope + T.Of(numbers.Down(c, s)[b * terms + t]) * downSlope);
        }

        if (!byInput.IsEmpty) byInput[sample.Nominal + b] += byNominal;
    }

    private T Templates(int c, int s, int b, ReadOnlySpan<T> parameters)
    {
        SamplePlan sample = _model.Channels[c].Samples[s];
        int terms = sample.Templates.Length;
        T sum = T.Of(numbers.Inputs[sample.Nominal + b]);
        for (int t = 0; t < terms; t++)
        {
            (T up, T down) = AdditiveInterpolation.Weights(_model.Options.HistoSys, parameters[sample.Templates[t].Parameter]);
            sum += T.Of(numbers.Up(c, s)[b * terms + t]) * up + T.Of(numbers.Down(c, s)[b * terms + t]) * down;
        }

        return sum + _customs.Sum(c, s, b);
    }

    private T Scale(int c, int s, ReadOnlySpan<T> parameters)
    {
        ScaleInterpolation[] scales = numbers.Scales(c, s);
        ScaleTerm[] terms = _model.Channels[c].Samples[s].Scales;
        T product = T.Of(1.0);
        for (int t = 0; t < terms.Length; t++) product *= scales[t].At(parameters[terms[t].Parameter]);
        return product;
    }

    private T Factors(int c, int s, int b, ReadOnlySpan<T> parameters, int without)
    {
        FactorTerm[] factors = _model.Channels[c].Samples[s].Factors;
        T product = T.Of(1.0);
        for (int f = 0; f < factors.Length; f++)
        {
            if (f != without) product *= parameters[factors[f].In(b)];
        }

        return product;
    }
}
