// A model of one's own: a peak over a falling background. Define it, differentiate it twice, evaluate it over a million events.
//     dotnet run -c Release --project samples/user-model

using System.Globalization;
using Pullback.Autodiff;
using Pullback.Numerics.Random;

int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;

var graph = new Graph();
Expr mean = graph.Parameter("mean"), width = graph.Parameter("width"), slope = graph.Parameter("slope"), fraction = graph.Parameter("fraction");
Expr mass = graph.EventInput("mass", new EventAxis("event"));

Expr peak = Op.NormalPdf((mass - mean) / width) / width;
Expr background = slope * Op.Exp(-slope * mass);
Expr nll = -Op.SumEvents(Op.Log(fraction * peak + (1 - fraction) * background));

Expr[] parameters = [mean, width, slope, fraction];
Expr[] gradient = Derivatives.Gradient(nll, parameters);
Expr[,] hessian = Derivatives.Hessian(nll, parameters);

var random = new RandomStream(seed: 1, purpose: "events");
double[] masses = new double[count];
for (int i = 0; i < count; i++)
    masses[i] = random.Uniform() < 0.3 ? random.Normal(1.25, 0.1) : random.Exponential() / 0.8;

using Evaluator evaluator = CompiledProgram.Compile([nll, .. gradient, .. hessian.Cast<Expr>()]).CreateEvaluator();
evaluator.Bind(mass, masses);
foreach ((Expr parameter, double value) in parameters.Zip([1.25, 0.1, 0.8, 0.3]))
    evaluator.Set(parameter, value);
evaluator.Evaluate();

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nll {evaluator.Scalar(nll):F6}"));
Console.WriteLine("gradient " + string.Join(" ", gradient.Select(entry => evaluator.Scalar(entry).ToString("F3", CultureInfo.InvariantCulture))));
for (int row = 0; row < parameters.Length; row++)
    Console.WriteLine("hessian  " + string.Join(" ", parameters.Select((_, column) => evaluator.Scalar(hessian[row, column]).ToString("F1", CultureInfo.InvariantCulture))));
