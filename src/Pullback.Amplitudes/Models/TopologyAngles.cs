using Pullback.Amplitudes.Decays;
using Pullback.Amplitudes.Kinematics;

namespace Pullback.Amplitudes.Models;

/// <summary>The angles of an event in a topology, and the rotation that turns helicities of its final particles to those of the reference.</summary>
/// <remarks>Group g of the arrays is a bit set of final particles. One object serves one thread.</remarks>
internal sealed class TopologyAngles
{
    private readonly Topology _topology;
    private readonly FourMomentum[] _momenta;
    private readonly HelicityFrame[] _frames;
    private readonly SpinRotation[] _rotations;
    private readonly SpinRotation[] _boosts;

    public TopologyAngles(Topology topology, int groups)
    {
        _topology = topology;
        _momenta = new FourMomentum[groups];
        _frames = new HelicityFrame[groups];
        _rotations = new SpinRotation[groups];
        _boosts = new SpinRotation[groups];
        Alpha = new double[groups];
        Beta = new double[groups];
    }

    public double[] Alpha { get; }

    public double[] Beta { get; }

    /// <summary>The axes of a particle in this topology.</summary>
    public HelicityFrame Frame(int group) => _frames[group];

    /// <summary>The rotations from the top to the particle's helicity axes.</summary>
    public SpinRotation Rotation(int group) => _rotations[group];

    /// <summary>The particle's own boost.</summary>
    public SpinRotation BoostOf(int group) => _boosts[group];

    /// <summary>Goes through the decays of an event.</summary>
    /// <param name="sums">The four-momentum of each group.</param>
    /// <param name="top">The axes of the top particle.</param>
    public void Compute(FourMomentum[] sums, HelicityFrame top)
    {
        int all = _topology.Decays[0].Core;
        foreach (TopologyDecay decay in _topology.Decays)
        {
            _momenta[decay.First] = sums[decay.First].InRestFrameOf(sums[all]);
            _momenta[decay.Second] = sums[decay.Second].InRestFrameOf(sums[all]);
        }

        _frames[all] = top;
        _rotations[all] = SpinRotation.Identity;
        _boosts[all] = SpinRotation.Identity;
        foreach (TopologyDecay decay in _topology.Decays)
        {
            if (decay.Core != all) Descend(decay);
            Place(decay, decay.First, isSecond: false);
            Place(decay, decay.Second, isSecond: true);
        }
    }

    // Everything below the core goes from the frame of its mother into its own rest frame.
    private void Descend(TopologyDecay decay)
    {
        FourMomentum core = _momenta[decay.Core];
        foreach (TopologyDecay below in _topology.Decays)
        {
            if ((below.Core & ~decay.Core) != 0) continue;
            _momenta[below.First] = _momenta[below.First].InRestFrameOf(core);
            _momenta[below.Second] = _momenta[below.Second].InRestFrameOf(core);
        }
    }

    private void Place(TopologyDecay decay, int group, bool isSecond)
    {
        FourMomentum momentum = _momenta[group];
        (double alpha, double beta, HelicityFrame frame) = _frames[decay.Core].Decay(momentum.Momentum);

        // The second daughter's angle is the first's minus π exactly, which matters for half-integer spins.
        if (isSecond && alpha >= 0) alpha -= 2 * Math.PI;
        Alpha[group] = alpha;
        Beta[group] = beta;
        _frames[group] = frame;
        SpinRotation turn = SpinRotation.AboutY(beta) * SpinRotation.AboutZ(alpha);
        _rotations[group] = decay.Core == _topology.Decays[0].Core ? turn : turn * _boosts[decay.Core] * _rotations[decay.Core];

        // asinh of the momentum over the mass is the rapidity, accurate also for slow particles.
        double mass = momentum.Mass;
        double rapidity = mass > 0 ? Math.Asinh(momentum.Momentum.Length / mass) : 0;
        _boosts[group] = SpinRotation.BoostAlongZ(rapidity);
    }
}
