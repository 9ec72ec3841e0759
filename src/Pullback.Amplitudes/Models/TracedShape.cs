using Pullback.Amplitudes.Lineshapes;
using Pullback.Autodiff;

namespace Pullback.Amplitudes.Models;

/// <summary>A lineshape in the graph of its model.</summary>
internal sealed class TracedShape
{
    public TracedShape(ModelGraph graph, ShapeInstance shape)
    {
        Instance = shape;
        var used = new List<string>();
        ShapeContext context = graph.Context(shape, name =>
        {
            if (!used.Contains(name)) used.Add(name);
        });
        Lineshape lineshape = graph.LineshapeOf(shape);
        Amplitude = lineshape.Amplitude(context);
        Moving = [.. used.Where(graph.Moves)];
        if (!IsFloating) return;
        Rational = RunningBreitWigner.IsNormalized(context) ? null : lineshape.Rational(context);
        if (Rational is not null) return;
        Expr one = graph.Graph.Constant(1.0);
        Expr[] both = [Amplitude.Re, Amplitude.Im];
        First = [.. Moving.Select(name => Tangent(both, graph.Parameters[name]))];
        Second = [.. First.Select(f => Moving.Select(name => Tangent([f.Re, f.Im], graph.Parameters[name])).ToArray())];

        ComplexExpr Tangent(Expr[] outputs, Expr parameter)
        {
            Expr[] tangents = [.. outputs.Select(o => o.IsNumber ? (Expr)0.0 : Derivatives.Jvp([o], [parameter], [one])[0])];
            return new ComplexExpr(tangents[0], tangents[1]);
        }
    }

    public ShapeInstance Instance { get; }

    public ComplexExpr Amplitude { get; }

    /// <summary>The free parameters it depends on.</summary>
    public IReadOnlyList<string> Moving { get; }

    public bool IsFloating => Moving.Count > 0;

    /// <summary>The form <c>1/(a − s − i b h)</c> of a floating shape, if it has it; derivatives are then by a and b.</summary>
    public RationalShape? Rational { get; }

    /// <summary>Derivatives by the moving parameters, of floating shapes without the rational form.</summary>
    public IReadOnlyList<ComplexExpr> First { get; } = [];

    public IReadOnlyList<ComplexExpr[]> Second { get; } = [];

    /// <summary>How many numbers the shape is differentiated by.</summary>
    public int Dimension => Rational is not null ? 2 : Moving.Count;
}
