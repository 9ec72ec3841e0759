using System.Runtime.CompilerServices;
using Pullback.Autodiff;
using Pullback.Numerics.Simd;

namespace Pullback.Benchmarks.Autodiff;

/// <summary>
/// Two Breit-Wigner amplitudes with energy-dependent widths and an exponential background: about forty operations an event, with the same
/// arithmetic as a graph and as a loop fused by hand.
/// </summary>
public sealed class ChainModel
{
    public const int Events = 1_000_000;

    public static readonly double[] Point = [0.77, 0.15, 1.0, 0.2, 1.2, 0.3, 0.5, -0.3, 0.4, 1.1];

    public ChainModel()
    {
        var axis = new EventAxis("events");
        Mass = Graph.EventInput("mass", axis);
        Time = Graph.EventInput("time", axis);
        Parameters = [.. Enumerable.Range(0, Point.Length).Select(i => Graph.Parameter($"p{i}"))];
        Expr[] p = Parameters;
        Expr s = Op.Square(Mass);
        Expr momentum = Op.Sqrt((0.25 * s) - 0.0195);
        (Expr r1, Expr i1) = BreitWigner(s, momentum, p[0], p[1], p[2], p[3]);
        (Expr r2, Expr i2) = BreitWigner(s, momentum, p[4], p[5], p[6], p[7]);
        Expr intensity = (Op.Square(r1 + r2) + Op.Square(i1 + i2)) * Op.Sqrt(s - 0.1);
        Density = intensity + (p[8] * Op.Exp(-p[9] * Time));
        Nll = -Op.SumEvents(Op.Log(Density));
        for (int i = 0; i < Events; i++)
        {
            Masses[i] = 0.6 + (0.8 * (i * 0.6180339887 % 1));
            Times[i] = i * 0.7548776662 % 1;
        }
    }

    public Graph Graph { get; } = new();

    public Expr Mass { get; }

    public Expr Time { get; }

    public Expr[] Parameters { get; }

    public Expr Density { get; }

    public Expr Nll { get; }

    public double[] Masses { get; } = new double[Events];

    public double[] Times { get; } = new double[Events];

    public Evaluator Compile(params Expr[] outputs) => Compile(ExecutorKind.Automatic, outputs);

    public Evaluator Compile(ExecutorKind executor, params Expr[] outputs)
    {
        Evaluator evaluator = CompiledProgram.Compile(outputs, new ProgramOptions { Threads = 1, RetainBytes = 0, Executor = executor }).CreateEvaluator();
        evaluator.Bind(Mass, Masses);
        evaluator.Bind(Time, Times);
        for (int i = 0; i < Point.Length; i++)
        {
            evaluator.Set(Parameters[i], Point[i]);
        }

        return evaluator;
    }

    /// <summary>The value, fused by hand on 512-bit vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe double HandFused()
    {
        Simd512<double> sum = Simd512<double>.Constant(0);
        fixed (double* masses = Masses, times = Times)
        {
            for (int i = 0; i < Events; i += Simd512<double>.Count)
            {
                Simd512<double> mass = Simd512<double>.Load(masses + i);
                Simd512<double> time = Simd512<double>.Load(times + i);
                Simd512<double> s = mass * mass;
                Simd512<double> momentum = Simd512<double>.Sqrt((Simd512<double>.Constant(0.25) * s) - Simd512<double>.Constant(0.0195));
                (Simd512<double> r1, Simd512<double> i1) = Fused(mass, s, momentum, 0);
                (Simd512<double> r2, Simd512<double> i2) = Fused(mass, s, momentum, 4);
                (Simd512<double> re, Simd512<double> im) = (r1 + r2, i1 + i2);
                Simd512<double> phase = Simd512<double>.Sqrt(s - Simd512<double>.Constant(0.1));
                Simd512<double> background = Simd512<double>.Create(Point[8]) * VectorMath.Exp<Simd512<double>, double>(Simd512<double>.Create(-Point[9]) * time);
                Simd512<double> intensity = Simd512<double>.FusedMultiplyAdd(re, re, im * im);
                sum += VectorMath.Log<Simd512<double>, double>(Simd512<double>.FusedMultiplyAdd(intensity, phase, background));
            }
        }

        double total = 0;
        for (int lane = 0; lane < Simd512<double>.Count; lane++)
        {
            total -= Simd512<double>.Lane(sum, lane);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Simd512<double> Real, Simd512<double> Imaginary) Fused(Simd512<double> mass, Simd512<double> s, Simd512<double> momentum, int first)
    {
        Simd512<double> m0 = Simd512<double>.Create(Point[first]);
        Simd512<double> width = Simd512<double>.Create(Point[first + 1]) * momentum * m0 / mass;
        Simd512<double> real = Simd512<double>.FusedMultiplyAdd(m0, m0, -s);
        Simd512<double> imaginary = m0 * width;
        Simd512<double> inverse = Simd512<double>.Constant(1) / Simd512<double>.FusedMultiplyAdd(real, real, imaginary * imaginary);
        Simd512<double> a = real * inverse;
        Simd512<double> b = imaginary * inverse;
        Simd512<double> c = Simd512<double>.Create(Point[first + 2]);
        Simd512<double> d = Simd512<double>.Create(Point[first + 3]);
        return (Simd512<double>.FusedMultiplyAdd(c, a, -(d * b)), Simd512<double>.FusedMultiplyAdd(c, b, d * a));
    }

    private (Expr Real, Expr Imaginary) BreitWigner(Expr s, Expr momentum, Expr m0, Expr g0, Expr c, Expr d)
    {
        Expr width = g0 * momentum * m0 / Mass;
        Expr real = Op.Square(m0) - s;
        Expr imaginary = m0 * width;
        Expr inverse = 1 / (Op.Square(real) + Op.Square(imaginary));
        Expr a = real * inverse;
        Expr b = imaginary * inverse;
        return ((c * a) - (d * b), (c * b) + (d * a));
    }
}
