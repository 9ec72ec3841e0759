// A mass fit: a peak over a falling background in two data-taking periods, with the peak's position shared and its width measured before.
//     dotnet run -c Release --project samples/mass-fit

using System.Globalization;
using Pullback.Autodiff;
using Pullback.Numerics.Random;
using Pullback.Statistics.Likelihoods;
using Pullback.Statistics.Parameters;

const double Low = 5.0, High = 5.6;
(string Period, int Events, double Fraction, double Slope)[] periods = [("run1", 4000, 0.4, 3.0), ("run2", 9000, 0.55, 2.0)];
double[] truth = [5.28, 0.02, 0.4, 3.0, 0.55, 2.0];

var parameters = new ParameterSet(
[
    new Parameter("mean", 5.27, 5.2, 5.4),
    new Parameter("width", 0.025, 0.005, 0.1),
    .. periods.SelectMany(p => new[] { new Parameter("fraction " + p.Period, 0.5, 0, 1), new Parameter("slope " + p.Period, 1, -10, 10) }),
]);

// What normalises the density: points that fill the window evenly. A simulation after all cuts would take their place.
EventSample window = Sample("window", [.. Enumerable.Range(0, 20_000).Select(i => Low + ((High - Low) * (i + 0.5) / 20_000))]);
var terms = new List<ILikelihoodTerm> { new ParameterConstraint("width", Mean: 0.0202, Deviation: 0.0005) };
foreach ((string period, int events, double fraction, double slope) in periods)
{
    var random = new RandomStream(seed: 3, purpose: period);
    EventSample data = Sample(period, [.. Enumerable.Range(0, events).Select(_ => random.Uniform() < fraction ? random.Normal(truth[0], truth[1]) : Falling(random, slope))]);
    terms.Add(new NormalizedLikelihood(data, window, Peak(period)));
}

using var likelihood = new UnbinnedLikelihood(parameters, terms);
UnbinnedFit fit = likelihood.Fit();
fit.Report.ThrowIfFailed("mass fit");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-ln L = {fit.Nll:F3} after {fit.Report.Iterations} steps"));
bool far = false;
for (int p = 0; p < parameters.Count; p++)
{
    double uncertainty = fit.Uncertainty(parameters[p].Name), pull = (fit.Values[p] - truth[p]) / uncertainty;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parameters[p].Name,-14} {fit.Values[p],9:F5} ± {uncertainty:F5}   true {truth[p]}, pull {pull:F1}"));
    far |= Math.Abs(pull) > 5;
}

return far ? 1 : 0;

static EventSample Sample(string name, double[] masses) => new(name, new Dictionary<string, ReadOnlyMemory<double>> { ["mass"] = masses });

static double Falling(RandomStream random, double slope) => Low - (Math.Log(1 - (random.Uniform() * (1 - Math.Exp(-slope * (High - Low))))) / slope);

static TracedDensity Peak(string period) => (columns, p) =>
{
    Expr mass = columns["mass"], fraction = p["fraction " + period], slope = p["slope " + period];
    Expr background = slope * Op.Exp(-slope * (mass - Low)) / (1.0 - Op.Exp(-slope * (High - Low)));
    return (fraction * Op.NormalPdf((mass - p["mean"]) / p["width"]) / p["width"]) + ((1.0 - fraction) * background);
};
