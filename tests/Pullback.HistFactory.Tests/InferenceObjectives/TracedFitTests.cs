using Pullback.Autodiff;
using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Templates;
using Pullback.Statistics.Minimization;
using Pullback.TestKit;

namespace Pullback.HistFactory.Tests.InferenceObjectives;

/// <summary>The closed forms against the same fit written in a graph.</summary>
public sealed class TracedFitTests
{
    private static readonly double[] Templates = [12, 11, 50, 52, 3, 7];

    [Fact]
    public void Cls_traced_through_an_inner_fit_agrees_with_the_closed_form_in_value_and_gradient()
    {
        (Expr cls, Expr templates) = TraceCls();
        double[] expectedGradient = new double[6];
        double expected = ClosedForm(Templates, expectedGradient);
        Expr gradient = Derivatives.Gradient(cls, templates)[0];
        using Evaluator evaluator = CompiledProgram.Compile([cls, gradient], new ProgramOptions { Threads = 1 }).CreateEvaluator();
        evaluator.Set(templates, Templates);
        evaluator.Evaluate();
        Closeness.Near(expected, evaluator.Scalar(cls), 1e-11);
        ReadOnlySpan<double> traced = evaluator.Float64(gradient);
        for (int i = 0; i < 6; i++) Closeness.Near(expectedGradient[i], traced[i], Closeness.ExactFit, 1e-13, $"gradient {i}");
    }

    [Fact]
    public void Second_derivatives_of_cls_through_the_inner_fit_are_those_of_the_closed_gradient()
    {
        (Expr cls, Expr templates) = TraceCls();
        Expr hessian = Derivatives.Hessian(cls, templates)[0, 0];
        using Evaluator evaluator = CompiledProgram.Compile([hessian], new ProgramOptions { Threads = 1 }).CreateEvaluator();
        evaluator.Set(templates, Templates);
        evaluator.Evaluate();
        double[] second = evaluator.Float64(hessian).ToArray();
        for (int i = 0; i < 6; i++)
        {
            int row = i;
            Closeness.GradientMatchesDifferences(
                y =>
                {
                    double[] gradient = new double[6];
                    ClosedForm(y, gradient);
                    return gradient[row];
                },
                Templates,
                second.AsSpan(6 * i, 6),
                "second derivative");
        }
    }

    /// <summary>CLs of the model with one gamma, written down in the graph: data are the background-only Asimov counts.</summary>
    private static (Expr Cls, Expr Templates) TraceCls()
    {
        Graph graph = new();
        Expr templates = graph.Parameter("templates", Shape.Of(6));
        Expr signal = Op.Slice(templates, 0, 0, 2);
        Expr background = Op.Slice(templates, 0, 2, 2);
        Expr strength = Op.Square(background / Op.Slice(templates, 0, 4, 2));
        Expr Nll(Expr gamma, double mu)
        {
            Expr rate = gamma * background + mu * signal;
            return Op.Sum(rate - background * Op.Log(rate)) + Op.Sum(strength * (gamma - Op.Log(gamma)));
        }

        Expr variable = graph.Parameter("gamma");
        Expr fitted = Op.ArgMin(Nll(variable, 1.0), new NewtonMinimizer(), [new ArgMinVariable(variable, 1.0, 1e-10, 10.0)])[0];
        Expr q = 2.0 * (Nll(fitted, 1.0) - Nll(graph.Constant(1.0), 0.0));
        return (2.0 * Op.NormalCdf(-Op.Sqrt(q)), templates);
    }

    private static double ClosedForm(double[] templates, double[] gradient) =>
        Objectives.Cls().Evaluate(new TemplateInference(HepdataLikeModel.Shared(2)), templates, gradient);
}
