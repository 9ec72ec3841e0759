using Pullback.Amplitudes.Barriers;
using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Decays;
using Pullback.Amplitudes.Kinematics;
using Pullback.Amplitudes.Lineshapes;
using Pullback.Amplitudes.Parameters;
using Pullback.Autodiff;

namespace Pullback.Amplitudes.Models;

/// <summary>Couplings and lineshapes of a model as values of one graph.</summary>
internal sealed class ModelGraph
{
    private readonly AmplitudeModel _model;
    private readonly Dictionary<string, Expr> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Expr> _masses = [];
    private readonly List<EventColumn> _columns = [];

    public ModelGraph(AmplitudeModel model)
    {
        _model = model;
        Couplings = [.. Charges().Select(charge => model.Structure.Chains.SelectMany(chain => Enumerable.Range(0, chain.Waves).Select(w => Coupling(chain, w, charge))).ToArray())];
        Shapes = [.. model.Shapes.Select(s => new TracedShape(this, s))];
    }

    public Graph Graph { get; } = new();

    public EventAxis Axis { get; } = new("event");

    /// <summary>Parameters that have values of their own, as they were met.</summary>
    public IReadOnlyDictionary<string, Expr> Parameters => _parameters;

    /// <summary>The masses of groups of final particles, inputs of events.</summary>
    public IReadOnlyDictionary<int, Expr> Masses => _masses;

    public IReadOnlyList<EventColumn> Columns => _columns;

    /// <summary>The coupling of each wave, for positive and, if parameters differ between charges, negative charge.</summary>
    public IReadOnlyList<ComplexExpr[]> Couplings { get; }

    public IReadOnlyList<TracedShape> Shapes { get; }

    public bool Moves(string root) => _model.Parameters.Root(root).IsFree;

    /// <summary>A parameter through what it is shared with or follows.</summary>
    public Expr Parameter(string name)
    {
        AmplitudeParameter parameter = _model.Parameters.Root(name);
        if (parameter.Relation is { } relation) return (relation.Factor * Parameter(relation.Other)) + relation.Offset;
        if (!_parameters.TryGetValue(parameter.Name, out Expr value)) _parameters[parameter.Name] = value = Graph.Parameter(parameter.Name);
        return value;
    }

    /// <summary>The parameter whose value decides another's.</summary>
    public string RootOf(string name)
    {
        AmplitudeParameter parameter = _model.Parameters.Root(name);
        return parameter.Relation is { } relation ? RootOf(relation.Other) : parameter.Name;
    }

    public Lineshape LineshapeOf(ShapeInstance shape) => _model.LineshapeOf(shape.Decay.Core);

    public ShapeContext Context(ShapeInstance shape, Action<string> used)
    {
        int l = shape.Decay.Core.Options["bw_l"] is { } written ? ConfigValues.Whole(written, $"particle '{shape.Decay.Core.Name}', bw_l") : shape.Decay.Waves.Count > 0 ? shape.Decay.LowestOrbitalMomentum : 0;
        return new ShapeContext(shape.Decay, _model.Parameters, shape.Radius, l, MassOf(shape.CoreGroup), MassOf(shape.FirstGroup), MassOf(shape.SecondGroup),
            Nominal(shape.Decay.First, used), Nominal(shape.Decay.Second, used), name =>
            {
                used(RootOf(name));
                return Parameter(name);
            }, function => Column(shape.CoreGroup, function));
    }

    private IEnumerable<int> Charges() => _model.Parameters.Complex.Values.Any(c => c.Differs) ? [1, -1] : [1];

    private Expr MassOf(int group)
    {
        if (!_masses.TryGetValue(group, out Expr mass)) _masses[group] = mass = Graph.EventInput(FormattableString.Invariant($"m{group}"), Axis);
        return mass;
    }

    private Expr Column(int group, Func<double, double> function)
    {
        Expr input = Graph.EventInput(FormattableString.Invariant($"column{_columns.Count}"), Axis);
        _columns.Add(new EventColumn(input, group, function));
        return input;
    }

    private Expr Nominal(Particle particle, Action<string> used)
    {
        if (_model.MassParameter(particle.Name) is not { } name) return _model.Mass(particle.Name) ?? double.NaN;
        used(RootOf(name));
        return Parameter(name);
    }

    private ComplexExpr Complex(string name, int charge)
    {
        (bool polar, bool differs) = _model.Parameters.Complex[name];
        Expr first = Parameter(name + "r"), second = Parameter(name + "i");
        if (differs)
        {
            first = charge > 0 ? first + Parameter(name + "deltar") : first - Parameter(name + "deltar");
            second = charge > 0 ? second + Parameter(name + "deltai") : second - Parameter(name + "deltai");
        }

        return polar ? ComplexExpr.Polar(first, second) : new ComplexExpr(first, second);
    }

    private ComplexExpr Coupling(ChainWaves chain, int wave, int charge)
    {
        ComplexExpr coupling = Complex(CouplingParameters.Total(chain.Chain), charge);
        int[] digits = chain.Digits(wave);
        for (int d = 0; d < digits.Length; d++)
        {
            coupling *= Complex(CouplingParameters.Wave(chain.Chain.Decays[d], digits[d]), charge);
            Expr barrier = Barrier(chain, d, digits[d]);
            if (!(barrier.IsNumber && barrier.Number == 1)) coupling = new ComplexExpr(coupling.Re * barrier, coupling.Im * barrier);
        }

        return coupling;
    }

    // The part of the barrier that belongs to the nominal masses.
    private Expr Barrier(ChainWaves chain, int position, int wave)
    {
        DecayWaves waves = chain.Decays[position];
        Decay decay = waves.Decay;
        int l = waves.BarrierMomentum(wave);
        if (l <= 0 || !decay.HasBlattWeisskopf) return 1.0;
        Expr q02 = decay.IgnoresNominalMomentum ? 1.0 : NominalMomentum(chain, position);
        Expr barrier = waves.DividesByPolynomial(wave) ? Op.Sqrt(BlattWeisskopf.Polynomial(l, q02 * (waves.Radius * waves.Radius))) : 1.0;
        return decay.IsNormalized ? barrier / ShapeContext.Power(Op.Sqrt(Op.Abs(q02)), l) : barrier;
    }

    private Expr NominalMomentum(ChainWaves chain, int position)
    {
        Decay decay = chain.Decays[position].Decay;
        Expr m0 = Nominal(decay.Core, Ignore), m1 = Nominal(decay.First, Ignore), m2 = Nominal(decay.Second, Ignore);
        if (decay.ReplacesMassBelowThreshold && chain.Chain.Decays.FirstOrDefault(d => d.First == decay.Core || d.Second == decay.Core) is { } mother)
        {
            Expr most = Nominal(mother.Core, Ignore) - Nominal(mother.First == decay.Core ? mother.Second : mother.First, Ignore);
            m0 = Op.Select(Op.Less(m0, m1 + m2), EffectiveMass.Of(m0, m1 + m2, most), m0);
        }

        return TwoBodyMomentum.Squared(m0, m1, m2);

        static void Ignore(string name)
        {
        }
    }
}
