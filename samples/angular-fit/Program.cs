// An angular fit: three angles of a decay to a vector meson and two leptons, an acceptance that only the simulation knows, and a background that is subtracted
// by events of negative weight.
//     dotnet run -c Release --project samples/angular-fit

using System.Globalization;
using Pullback.Autodiff;
using Pullback.Numerics.Random;
using Pullback.Statistics.Likelihoods;
using Pullback.Statistics.Parameters;

const int SignalEvents = 8000, BackgroundEvents = 2000, SidebandEvents = 4000, SimulatedEvents = 200_000;
double[] truth = [0.6, 0.2, -0.1];
var parameters = new ParameterSet([new Parameter("F_L", 0.5, 0, 1), new Parameter("A_FB", 0, -0.75, 0.75), new Parameter("S_3", 0, -1, 1)]);

var random = new RandomStream(seed: 1, purpose: "angles");
double[][] signal = Draw(SignalEvents, (l, k, phi) => Decay(l, k, phi, truth) * Acceptance(l) / 3);
double[][] background = Draw(BackgroundEvents, (l, _, _) => (1 + (0.5 * l)) / 1.5);
double[][] sideband = Draw(SidebandEvents, (l, _, _) => (1 + (0.5 * l)) / 1.5);
EventSample data = Sample("data", [.. signal, .. background]);
EventSample simulation = Sample("simulation", Draw(SimulatedEvents, (l, _, _) => Acceptance(l)));

// The density of Eq. 1 of [LHCb2016], with F_L, A_FB and S_3 alone; its factor does not matter.
static Expr Density(TracedSample columns, TracedParameters p)
{
    Expr cosL = columns["cos theta_l"], cosK = columns["cos theta_K"];
    Expr sinK2 = 1.0 - Op.Square(cosK), sinL2 = 1.0 - Op.Square(cosL), cos2L = (2.0 * Op.Square(cosL)) - 1.0;
    Expr longitudinal = p["F_L"] * Op.Square(cosK) * (1.0 - cos2L);
    Expr transverse = (1.0 - p["F_L"]) * sinK2 * (0.75 + (0.25 * cos2L));
    return longitudinal + transverse + (p["S_3"] * sinK2 * sinL2 * Op.Cos(2.0 * columns["phi"])) + (4.0 / 3.0 * p["A_FB"] * sinK2 * cosL);
}

var options = new UnbinnedOptions { Background = Sample("sideband", sideband), BackgroundWeight = (double)BackgroundEvents / SidebandEvents };
using var likelihood = new UnbinnedLikelihood(parameters, [new NormalizedLikelihood(data, simulation, Density, options)]);
UnbinnedFit fit = likelihood.Fit();
fit.Report.ThrowIfFailed("angular fit");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-ln L = {fit.Nll:F3} after {fit.Report.Iterations} steps"));
bool far = false;
for (int i = 0; i < truth.Length; i++)
{
    double uncertainty = fit.Uncertainty(parameters[i].Name), pull = (fit.Values[i] - truth[i]) / uncertainty;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parameters[i].Name,-6} {fit.Values[i],8:F4} ± {uncertainty:F4}   true {truth[i]}, pull {pull:F1}"));
    far |= Math.Abs(pull) > 5;
}

return far ? 1 : 0;

static double Acceptance(double cosL) => 1 - (0.5 * cosL * cosL);

static double Decay(double l, double k, double phi, double[] p)
{
    double sinK2 = 1 - (k * k), sinL2 = 1 - (l * l), cos2L = (2 * l * l) - 1;
    return (p[0] * k * k * (1 - cos2L)) + ((1 - p[0]) * sinK2 * (0.75 + (0.25 * cos2L))) + (p[2] * sinK2 * sinL2 * Math.Cos(2 * phi)) + (4.0 / 3.0 * p[1] * sinK2 * l);
}

// By acceptance and rejection against a height of 1.
double[][] Draw(int count, Func<double, double, double, double> height)
{
    double[][] events = new double[count][];
    for (int e = 0; e < count; e++)
    {
        do events[e] = [random.Uniform(-1, 1), random.Uniform(-1, 1), random.Uniform(-Math.PI, Math.PI)];
        while (random.Uniform() > height(events[e][0], events[e][1], events[e][2]));
    }

    return events;
}

static EventSample Sample(string name, double[][] events)
{
    string[] columns = ["cos theta_l", "cos theta_K", "phi"];
    return new EventSample(name, columns.Select((column, c) => (column, c)).ToDictionary(p => p.column, p => (ReadOnlyMemory<double>)events.Select(e => e[p.c]).ToArray()));
}
