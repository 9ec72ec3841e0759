using System.Numerics;
using Pullback.Amplitudes.Decays;
using Pullback.Amplitudes.Kinematics;
using Pullback.Amplitudes.Spin;
using Vector3 = Pullback.Amplitudes.Kinematics.Vector3;

namespace Pullback.Amplitudes.Models;

/// <summary>Computes, for an event, what no parameter moves: of every partial wave of every chain the amplitude of each combination of helicities, without couplings and lineshapes.</summary>
/// <remarks>One object serves one thread.</remarks>
internal sealed class WaveCalculator
{
    private readonly WaveStructure _structure;
    private readonly TopologyAngles[] _angles;
    private readonly FourMomentum[] _sums;
    private readonly Complex[][][] _alignments;
    private readonly Dictionary<(int Topology, int Group, int Spin), Complex[]> _rotations = [];

    public WaveCalculator(WaveStructure structure)
    {
        _structure = structure;
        int groups = 1 << structure.Tree.Finals.Count;
        _angles = [.. structure.Tree.Topologies.Select(t => new TopologyAngles(t, groups))];
        _sums = new FourMomentum[groups];
        Masses = new double[groups];
        _alignments = [.. structure.Tree.Topologies.Select(_ => new Complex[structure.Tree.Finals.Count][])];
    }

    /// <summary>The mass of each group of final particles, in GeV.</summary>
    public double[] Masses { get; }

    /// <summary>Angles of the last event, by topology.</summary>
    public IReadOnlyList<TopologyAngles> Angles => _angles;

    /// <summary>Computes masses alone.</summary>
    /// <param name="momenta">Of the final particles sorted by name, shape [final].</param>
    public void ComputeMasses(ReadOnlySpan<FourMomentum> momenta)
    {
        for (int g = 1; g < _sums.Length; g++)
        {
            int low = BitOperations.TrailingZeroCount(g), rest = g & (g - 1);
            _sums[g] = rest == 0 ? momenta[low] : _sums[rest] + momenta[low];
            Masses[g] = _sums[g].Mass;
        }
    }

    /// <summary>Computes an event.</summary>
    /// <param name="momenta">Of the final particles sorted by name, shape [final].</param>
    /// <param name="reversed">Whether helicities of the couplings are reversed, for events of the conjugate process.</param>
    /// <param name="waves">Receives the amplitudes, shape [wave, helicity].</param>
    public void Compute(ReadOnlySpan<FourMomentum> momenta, bool reversed, Span<Complex> waves)
    {
        ComputeMasses(momenta);
        FourMomentum top = _sums[^1];
        HelicityFrame axes = _structure.TurnsToMomentum && top.Momentum.Length >= 1e-5 ? new HelicityFrame(top.Momentum.Unit, Vector3.AlongX) : HelicityFrame.Coordinates;
        foreach (TopologyAngles angles in _angles) angles.Compute(_sums, axes);
        _rotations.Clear();
        for (int t = 0; t < _angles.Length; t++)
        {
            for (int f = 0; f < _structure.Tree.Finals.Count; f++) _alignments[t][f] = Alignment(t, f, axes);
        }

        int width = _structure.Helicities;
        foreach (ChainWaves chain in _structure.Chains)
        {
            Span<Complex> target = waves.Slice(chain.FirstWave * width, chain.Waves * width);
            Complex[] tree = Tree(chain, 0, reversed);
            int top0 = chain.Chain.Decays[0].Core.Spins.Count;
            for (int a = 0; a < top0; a++)
            {
                for (int k = 0; k < chain.Waves; k++)
                {
                    for (int h = 0; h < chain.Order.Length; h++) target[(k * width) + (a * chain.Order.Length) + chain.Order[h]] = tree[(((a * chain.Waves) + k) * chain.Order.Length) + h];
                }
            }
        }
    }

    // The amplitude of the decay and all below it, shape [helicity of the core, wave, helicities of final particles in the order of the tree].
    private Complex[] Tree(ChainWaves chain, int decay, bool reversed)
    {
        DecayWaves waves = chain.Decays[decay];
        (Complex[] values, int waves, int width) first = Daughter(chain, waves.FirstDecay, waves.FirstFinal, reversed), second = Daughter(chain, waves.SecondDecay, waves.SecondFinal, reversed);
        IReadOnlyList<HalfInteger> spins0 = waves.Decay.Core.Spins, spins1 = waves.Decay.First.Spins, spins2 = waves.Decay.Second.Spins;
        int k1 = first.waves, k2 = second.waves, w1 = first.width, w2 = second.width, total = waves.Count * k1 * k2;
        var result = new Complex[spins0.Count * total * w1 * w2];
        Complex[] rotation = Rotation(chain.Topology, waves.FirstGroup, waves.Decay.Core.Quantum.Spin);
        int size = waves.Decay.Core.Quantum.Spin.Doubled + 1, j = waves.Decay.Core.Quantum.Spin.Doubled;
        for (int i = 0; i < waves.Count; i++)
        {
            double barrier = Barrier(waves, i);
            for (int b = 0; b < spins1.Count; b++)
            {
                for (int c = 0; c < spins2.Count; c++)
                {
                    double coupling = reversed ? waves.Coupling(i, spins1.Count - 1 - b, spins2.Count - 1 - c) : waves.Coupling(i, b, c);
                    if (coupling == 0) continue;
                    int difference = (spins1[b] - spins2[c]).Doubled;
                    if (Math.Abs(difference) > j) continue;
                    for (int a = 0; a < spins0.Count; a++)
                    {
                        Complex factor = rotation[(((spins0[a].Doubled + j) / 2) * size) + ((difference + j) / 2)] * (coupling * barrier);
                        for (int m = 0; m < k1; m++)
                        {
                            for (int n = 0; n < k2; n++)
                            {
                                int at = ((a * total) + (((i * k1) + m) * k2) + n) * w1 * w2;
                                for (int x = 0; x < w1; x++)
                                {
                                    Complex left = factor * first.values[(((b * k1) + m) * w1) + x];
                                    if (left == Complex.Zero) continue;
                                    for (int y = 0; y < w2; y++) result[at + (x * w2) + y] += left * second.values[(((c * k2) + n) * w2) + y];
                                }
                            }
                        }
                    }
                }
            }
        }

        return result;
    }

    private (Complex[] Values, int Waves, int Width) Daughter(ChainWaves chain, int decay, int final, bool reversed)
    {
        if (decay < 0)
        {
            int spins = _structure.FinalParticles[final].Spins.Count;
            return (_alignments[chain.Topology][final], 1, spins);
        }

        Complex[] below = Tree(chain, decay, reversed);
        DecayWaves waves = chain.Decays[decay];
        return (below, waves.TreeWaves, below.Length / (waves.Decay.Core.Spins.Count * waves.TreeWaves));
    }

    private double Barrier(DecayWaves waves, int wave)
    {
        int l = waves.BarrierMomentum(wave);
        if (l <= 0) return 1;
        double m0 = Masses[waves.CoreGroup], q2 = TwoBodyMomentum.Squared(m0, Masses[waves.FirstGroup], Masses[waves.SecondGroup]);
        double barrier = 1;
        if (waves.Decay.HasMomentumPower) barrier = l % 2 == 0 ? Math.Pow(q2, l / 2) : Math.Pow(q2, l / 2) * Math.Sqrt(q2);
        if (waves.DividesByPolynomial(wave)) barrier /= Math.Sqrt(Evaluate(waves.Polynomial(wave), q2 * waves.Radius * waves.Radius));
        if (waves.Decay.DividesByMass) barrier /= Math.Pow(m0, l);
        return barrier;
    }

    private static double Evaluate(double[] coefficients, double z)
    {
        double sum = 0;
        foreach (double coefficient in coefficients) sum = (sum * z) + coefficient;
        return sum;
    }

    // conj D^J_{m1 m2}(α, β, 0), shape [m1, m2] over all projections.
    private Complex[] Rotation(int topology, int group, HalfInteger spin)
    {
        if (_rotations.TryGetValue((topology, group, spin.Doubled), out Complex[]? rotation)) return rotation;
        rotation = WignerTable.Conjugate(spin, _angles[topology].Alpha[group], _angles[topology].Beta[group], 0);
        _rotations.Add((topology, group, spin.Doubled), rotation);
        return rotation;
    }

    // Shape [helicity in the chain, common helicity] over the particle's spins.
    private Complex[] Alignment(int topology, int final, HelicityFrame axes)
    {
        Particle particle = _structure.FinalParticles[final];
        int count = particle.Spins.Count, group = 1 << final, reference = _structure.ReferenceTopology[final];
        var matrix = new Complex[count * count];
        HalfInteger spin = particle.Quantum.Spin;
        if (spin.Doubled == 0 || (!_structure.Alignment.ToCoordinates && reference == topology))
        {
            for (int i = 0; i < count; i++) matrix[(i * count) + i] = 1;
            return matrix;
        }

        (double alpha, double beta, double gamma) = _structure.Alignment.WithBoosts ? Boosted(topology, reference, group) : Turned(topology, reference, group, axes);
        Complex[] full = WignerTable.Conjugate(spin, alpha, beta, gamma);
        int size = spin.Doubled + 1;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++) matrix[(i * count) + j] = full[(((particle.Spins[i].Doubled + spin.Doubled) / 2) * size) + ((particle.Spins[j].Doubled + spin.Doubled) / 2)];
        }

        return matrix;
    }

    private (double Alpha, double Beta, double Gamma) Boosted(int topology, int reference, int group)
    {
        SpinRotation rotation = _angles[topology].Rotation(group), boost = _angles[topology].BoostOf(group);
        SpinRotation referenceRotation, referenceBoost;
        if (_structure.Alignment.ToCoordinates)
        {
            FourMomentum momentum = _sums[group].InRestFrameOf(_sums[^1]);
            (double a, double b, _) = HelicityFrame.Coordinates.Decay(momentum.Momentum);
            SpinRotation own = SpinRotation.AboutY(b) * SpinRotation.AboutZ(a);
            referenceRotation = own.Inverse * SpinRotation.BoostAlongZ(Math.Asinh(momentum.Momentum.Length / momentum.Mass)) * own;
            referenceBoost = SpinRotation.Identity;
        }
        else
        {
            referenceRotation = _angles[reference].Rotation(group);
            referenceBoost = _angles[reference].BoostOf(group);
        }

        return (referenceBoost * referenceRotation * rotation.Inverse * boost.Inverse).EulerAngles();
    }

    private (double Alpha, double Beta, double Gamma) Turned(int topology, int reference, int group, HelicityFrame axes)
    {
        HelicityFrame from = _angles[topology].Frame(group), to = _structure.Alignment.ToCoordinates ? axes : _angles[reference].Frame(group);
        (double alpha, double beta, _) = from.Decay(to.Z);
        Vector3 z = to.Z.Unit, y = to.Z.Normal(to.X), x = y.Cross(z).Unit, line = from.Z.Normal(to.Z);
        return (alpha, beta, -Math.Atan2(line.Dot(-x), line.Dot(y)));
    }
}
