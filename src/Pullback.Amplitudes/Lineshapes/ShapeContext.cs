using Pullback.Amplitudes.Barriers;
using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Decays;
using Pullback.Amplitudes.Kinematics;
using Pullback.Amplitudes.Parameters;
using Pullback.Autodiff;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>What a lineshape is made of: masses of the event, nominal masses, parameters.</summary>
public sealed class ShapeContext
{
    private readonly AmplitudeParameters _table;
    private readonly Func<string, Expr> _parameter;
    private readonly Func<Func<double, double>, Expr> _column;

    internal ShapeContext(Decay decay, AmplitudeParameters table, double radius, int orbitalMomentum, Expr mass, Expr first, Expr second, Expr nominalFirst, Expr nominalSecond, Func<string, Expr> parameter, Func<Func<double, double>, Expr> column)
    {
        Decay = decay;
        _table = table;
        Radius = radius;
        OrbitalMomentum = orbitalMomentum;
        (M, M1, M2) = (mass, first, second);
        (Nominal1, Nominal2) = (nominalFirst, nominalSecond);
        _parameter = parameter;
        _column = column;
    }

    /// <summary>The decay of the resonance in this chain.</summary>
    public Decay Decay { get; }

    /// <summary>The resonance.</summary>
    public Particle Particle => Decay.Core;

    /// <summary>d, the radius of the barrier in 1/GeV.</summary>
    public double Radius { get; }

    /// <summary>L of the running width: <c>bw_l</c>, or the lowest of the decay.</summary>
    public int OrbitalMomentum { get; }

    /// <summary>m, the mass of the event, in GeV.</summary>
    public Expr M { get; }

    /// <summary>The first daughter's mass in the event, in GeV.</summary>
    public Expr M1 { get; }

    /// <summary>The second daughter's mass in the event, in GeV.</summary>
    public Expr M2 { get; }

    /// <summary>The first daughter's nominal mass, in GeV.</summary>
    public Expr Nominal1 { get; }

    /// <summary>The second daughter's nominal mass, in GeV.</summary>
    public Expr Nominal2 { get; }

    /// <summary>m₀, the nominal mass in GeV.</summary>
    public Expr M0 => Parameter("mass");

    /// <summary>Γ₀, the nominal width in GeV.</summary>
    public Expr Width => Parameter("width");

    /// <summary>Whether the resonance has a width.</summary>
    public bool HasWidth => Has("width");

    /// <summary>The squared momentum of the daughters in the event; negative below threshold.</summary>
    public Expr Q2 => TwoBodyMomentum.Squared(M, M1, M2);

    /// <summary>The squared momentum at the nominal mass; negative below threshold.</summary>
    public Expr Q02 => TwoBodyMomentum.Squared(M0, Nominal1, Nominal2);

    /// <summary>The momentum in the event, 0 below threshold.</summary>
    public Expr ClampedQ => Root(TwoBodyMomentum.Squared(Op.Max(M, M1 + M2), M1, M2));

    /// <summary>The momentum at the nominal mass, 0 below threshold.</summary>
    public Expr ClampedQ0 => Root(TwoBodyMomentum.Squared(Op.Max(M0, Nominal1 + Nominal2), Nominal1, Nominal2));

    /// <summary>Whether the resonance has a parameter.</summary>
    /// <param name="name">Its name after the resonance's.</param>
    public bool Has(string name) => _table.Has(ParameterNames.Of(Particle.Name, name));

    /// <summary>A real parameter of the resonance.</summary>
    /// <param name="name">Its name after the resonance's.</param>
    public Expr Parameter(string name) => _parameter(ParameterNames.Of(Particle.Name, name));

    /// <summary>A complex parameter of the resonance.</summary>
    /// <param name="name">Its name after the resonance's.</param>
    public ComplexExpr Complex(string name)
    {
        string full = ParameterNames.Of(Particle.Name, name);
        Expr first = _parameter(full + "r"), second = _parameter(full + "i");
        return _table.Complex[full].Polar ? ComplexExpr.Polar(first, second) : new ComplexExpr(first, second);
    }

    /// <summary>A function of the mass that no parameter moves, evaluated once for each event.</summary>
    /// <param name="function">The function of m.</param>
    public Expr Column(Func<double, double> function) => _column(function);

    /// <summary>The Blatt-Weisskopf polynomial <c>P_L(q²d²)</c>.</summary>
    /// <param name="orbitalMomentum">L.</param>
    /// <param name="squaredMomentum">q² in GeV².</param>
    public Expr Barrier(int orbitalMomentum, Expr squaredMomentum) => BlattWeisskopf.Polynomial(orbitalMomentum, squaredMomentum * (Radius * Radius));

    /// <summary>A power with a whole exponent, not negative.</summary>
    /// <param name="value">The base.</param>
    /// <param name="exponent">The exponent.</param>
    public static Expr Power(Expr value, int exponent)
    {
        Expr result = exponent == 0 ? 1.0 : value;
        for (int i = 1; i < exponent; i++) result *= value;
        return result;
    }

    /// <summary>A number that is written of the resonance.</summary>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">What holds if nothing is written.</param>
    public double Option(string key, double otherwise) => Particle.Options[key] is { } value ? ConfigValues.Number(value, $"particle '{Particle.Name}', {key}") : otherwise;

    /// <summary>A truth value that is written of the resonance.</summary>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">What holds if nothing is written.</param>
    public bool Flag(string key, bool otherwise) => ConfigValues.Flag(Particle.Options[key], $"particle '{Particle.Name}', {key}", otherwise);

    // Exactly at threshold the derivative of the root does not exist; it is taken as 0 there.
    private static Expr Root(Expr square)
    {
        Expr positive = Op.Less(0.0, square);
        return Op.Select(positive, Op.Sqrt(Op.Select(positive, square, 1.0)), 0.0);
    }
}
