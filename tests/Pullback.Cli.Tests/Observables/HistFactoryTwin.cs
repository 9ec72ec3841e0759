using System.Text.Json.Nodes;

namespace Pullback.Cli.Tests.Observables;

/// <summary>A slow, literal reading of a HistFactory workspace with one measurement: the log-likelihood of named parameters.</summary>
internal sealed class HistFactoryTwin(JsonObject workspace)
{
    /// <summary>Log-likelihood with all constants; auxiliary data as the workspace implies them.</summary>
    /// <param name="parameters">By name; the gammas of a shapesys as name[bin].</param>
    /// <param name="counts">Counts of the first channel; other channels keep their observations.</param>
    public double LogPdf(IReadOnlyDictionary<string, double> parameters, double[] counts)
    {
        double sum = 0;
        var constrained = new HashSet<string>();
        JsonArray channels = workspace["channels"]!.AsArray();
        for (int c = 0; c < channels.Count; c++)
        {
            double[] observed = c == 0 ? counts : Numbers(workspace["observations"]![c]!["data"]!);
            double[] rates = new double[observed.Length];
            foreach (JsonNode? sample in channels[c]!["samples"]!.AsArray())
            {
                double[] nominal = Numbers(sample!["data"]!);
                double[] shifted = [.. nominal];
                double[] factor = [.. nominal.Select(_ => 1.0)];
                foreach (JsonNode? modifier in sample["modifiers"]!.AsArray())
                {
                    string name = (string)modifier!["name"]!;
                    switch ((string)modifier["type"]!)
                    {
                        case "normfactor":
                            for (int b = 0; b < factor.Length; b++)
                                factor[b] *= parameters[name];
                            break;
                        case "shapesys":
                            double[] uncertainty = Numbers(modifier["data"]!);
                            for (int b = 0; b < factor.Length; b++)
                            {
                                double gamma = parameters[$"{name}[{b}]"], tau = Math.Pow(nominal[b] / uncertainty[b], 2);
                                factor[b] *= gamma;
                                sum += LogPoisson(tau, gamma * tau);
                            }

                            break;
                        case "histosys":
                            double alpha = parameters[name];
                            double[] high = Numbers(modifier["data"]!["hi_data"]!), low = Numbers(modifier["data"]!["lo_data"]!);
                            for (int b = 0; b < shifted.Length; b++)
                                shifted[b] += Code4P(alpha, high[b] - nominal[b], nominal[b] - low[b]);
                            if (constrained.Add(name))
                                sum += -0.5 * alpha * alpha - 0.5 * Math.Log(2 * Math.PI);
                            break;
                    }
                }

                for (int b = 0; b < rates.Length; b++)
                    rates[b] += shifted[b] * factor[b];
            }

            for (int b = 0; b < rates.Length; b++)
                sum += LogPoisson(observed[b], rates[b]);
        }

        return sum;
    }

    private static double Code4P(double alpha, double up, double down)
    {
        if (Math.Abs(alpha) >= 1)
            return alpha > 0 ? alpha * up : alpha * down;
        double square = alpha * alpha, even = square * (15 - 10 * square + 3 * square * square) / 16;
        return 0.5 * (up + down) * alpha + (up - down) * even;
    }

    /// <summary>Log-gamma by Stirling's series after shifting the argument above 30: good to 1e-15.</summary>
    private static double LogPoisson(double count, double rate)
    {
        double z = count + 1, shift = 0;
        for (; z < 30; z++)
            shift -= Math.Log(z);
        double logGamma = shift + (z - 0.5) * Math.Log(z) - z + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * z) - 1 / (360 * z * z * z) + 1 / (1260 * Math.Pow(z, 5));
        return count * Math.Log(rate) - rate - logGamma;
    }

    private static double[] Numbers(JsonNode node) => [.. node.AsArray().Select(number => (double)number!)];
}
