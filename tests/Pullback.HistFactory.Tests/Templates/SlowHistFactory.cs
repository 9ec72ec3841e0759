using System.Text.Json;

namespace Pullback.HistFactory.Tests.Templates;

/// <summary>A naive reading of a pyhf workspace with histosys (code4p), normfactor and shapesys modifiers: the log pdf, written down from the definition.</summary>
internal sealed class SlowHistFactory(JsonElement workspace)
{
    internal double LogPdf(IReadOnlyDictionary<string, double> parameters)
    {
        double sum = 0.0;
        HashSet<string> constrained = [];
        foreach (JsonElement channel in workspace.GetProperty("channels").EnumerateArray())
        {
            string name = channel.GetProperty("name").GetString()!;
            double[] observed = Numbers(workspace.GetProperty("observations").EnumerateArray().Single(o => o.GetProperty("name").GetString() == name).GetProperty("data"));
            double[] rates = new double[observed.Length];
            foreach (JsonElement sample in channel.GetProperty("samples").EnumerateArray())
            {
                double[] nominal = Numbers(sample.GetProperty("data"));
                for (int b = 0; b < rates.Length; b++)
                {
                    double shape = nominal[b];
                    double factor = 1.0;
                    foreach (JsonElement modifier in sample.GetProperty("modifiers").EnumerateArray())
                    {
                        string parameter = modifier.GetProperty("name").GetString()!;
                        JsonElement data = modifier.GetProperty("data");
                        switch (modifier.GetProperty("type").GetString())
                        {
                            case "histosys":
                                shape += Code4P(parameters[parameter], Numbers(data.GetProperty("hi_data"))[b], nominal[b], Numbers(data.GetProperty("lo_data"))[b]);
                                if (constrained.Add(parameter)) sum += -0.5 * Math.Log(2.0 * Math.PI) - 0.5 * parameters[parameter] * parameters[parameter];
                                break;
                            case "normfactor":
                                factor *= parameters[parameter];
                                break;
                            case "shapesys":
                                double gamma = parameters[$"{parameter}[{b}]"];
                                double uncertainty = Numbers(data)[b];
                                double tau = nominal[b] > 0.0 && uncertainty > 0.0 ? Math.Pow(nominal[b] / uncertainty, 2.0) : 1.0;
                                factor *= gamma;
                                sum += LogPoisson(tau, gamma * tau);
                                break;
                            default:
                                throw new InvalidOperationException("unknown modifier");
                        }
                    }

                    rates[b] += factor * shape;
                }
            }

            for (int b = 0; b < rates.Length; b++) sum += LogPoisson(observed[b], rates[b]);
        }

        return sum;
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static double Code4P(double alpha, double high, double nominal, double low)
    {
        double up = high - nominal;
        double down = nominal - low;
        if (alpha > 1.0) return alpha * up;
        if (alpha < -1.0) return alpha * down;
        double mean = 0.5 * (up + down);
        double asymmetry = (up - down) / 16.0;
        return alpha * mean + asymmetry * alpha * alpha * (15.0 + alpha * alpha * (-10.0 + 3.0 * alpha * alpha));
    }

    private static double LogPoisson(double n, double rate) => (n == 0.0 ? 0.0 : n * Math.Log(rate)) - rate - LogGamma(n + 1.0);

    /// <summary>ln Gamma by recurrence up to 40 and Stirling's series.</summary>
    private static double LogGamma(double x)
    {
        double product = 0.0;
        for (; x < 40.0; x += 1.0) product += Math.Log(x);
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2.0 * Math.PI) + 1.0 / (12.0 * x) - 1.0 / (360.0 * x * x * x) + 1.0 / (1260.0 * Math.Pow(x, 5)) - product;
    }
}
