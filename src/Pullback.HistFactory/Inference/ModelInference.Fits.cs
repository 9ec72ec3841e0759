using System.Globalization;
using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Models;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Inference;

/// <content>Fits.</content>
public sealed partial class ModelInference
{
    /// <summary>Fits all free parameters.</summary>
    /// <param name="data">The data.</param>
    /// <param name="hold">Parameters to hold in this fit alone, with their values; null for none.</param>
    /// <returns>The fit, converged or not.</returns>
    /// <exception cref="ArgumentException">A parameter does not exist, or a value is not finite.</exception>
    public FitResult Fit(HistFactoryData data, IReadOnlyDictionary<string, double>? hold = null)
    {
        ModelData observed = Model.ToModelData(data);
        double[] start = [.. _start];
        bool[] held = [.. _held];
        if (hold is not null)
        {
            foreach ((string name, double value) in hold)
            {
                int i = Model.Parameters.IndexOf(name);
                if (!double.IsFinite(value)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Parameter '{name}': the value {value} is not finite."), nameof(hold));
                start[i] = value;
                held[i] = true;
            }
        }

        NewtonReport report = _free.Run(observed, start, held);
        return Result(_free, observed, held, report);
    }

    /// <summary>The free fit of data, with the buffers left at its end.</summary>
    private void RunFree(ModelData data, ReadOnlySpan<double> start) => ThrowIfFailed(_free, _free.Run(data, start, _held), "free fit");

    private FitResult Result(Fitter fitter, ModelData data, bool[] held, NewtonReport report)
    {
        int p = _start.Length;
        double[] covariance = new double[p * p];
        if (report.IsConverged) fitter.Covariance(covariance);
        else Array.Fill(covariance, double.NaN);
        bool[] isFixed = [.. held.Select((h, i) => h || _numbers.IsFixed[i])];
        bool[] isAtBound = [.. fitter.Parameters.Select((value, i) => !isFixed[i] && (value <= fitter.Lower[i] || value >= fitter.Upper[i]))];
        double constant = data.Constant(_numbers);
        return new FitResult(
            Model.Parameters, [.. fitter.Parameters], covariance, isFixed, isAtBound, fitter.Value + constant, report, [.. fitter.OtherMinima.Order().Select(m => 2.0 * (m + constant))]);
    }

    private void ThrowIfFailed(Fitter fitter, NewtonReport report, string what)
    {
        if (report.IsConverged) return;
        if (report.Outcome == FitOutcome.InfeasibleStart) throw new FitFailedException(what, report.Outcome, Impossible(fitter));
        throw new FitFailedException(what, report.Outcome);
    }

    /// <summary>Names the first bin whose count is impossible at the end point of a fit.</summary>
    private string Impossible(Fitter fitter)
    {
        fitter.Likelihood.EvaluateRates();
        for (int b = 0; b < Model.BinCount; b++)
        {
            double rate = fitter.Likelihood.Rates[b];
            double count = fitter.Likelihood.Data.Counts[b];
            if (rate > 0.0 || (rate == 0.0 && count == 0.0)) continue;
            return string.Create(CultureInfo.InvariantCulture, $"{BinName(b)} has {count} events where {rate} are expected.");
        }

        return "";
    }

    private string BinName(int bin)
    {
        ChannelPlan channel = _compiled.Channels.First(c => bin < c.FirstBin + c.Bins);
        return string.Create(CultureInfo.InvariantCulture, $"channel '{channel.Name}', bin {bin - channel.FirstBin} (counted from 0)");
    }
}
