using System.Globalization;
using Pullback.Amplitudes.Kinematics;
using Pullback.Numerics.Random;

namespace Pullback.Amplitudes.PhaseSpace;

/// <summary>Generates the decay of a particle at rest into several, evenly in phase space.</summary>
/// <remarks>
/// <para>The invariant masses of the first 2, 3, … particles are drawn in order within what the masses leave; an event has the weight <c>Π q</c> of the momenta in
/// every splitting and is kept with the probability that this is of its largest possible value. Directions are isotropic. Reference: [James1968].</para>
/// <para>Events come in blocks with random numbers of their own: results depend on the seed alone, and an event is the same whatever the number of events.</para>
/// </remarks>
public sealed class PhaseSpaceGenerator
{
    private const int Block = 4096;
    private const double LeastEfficiency = 1e-6;
    private readonly double[] _masses;
    private readonly double _free;
    private readonly double _largest;

    /// <summary>Describes a decay.</summary>
    /// <param name="mother">The mass of the mother, GeV.</param>
    /// <param name="masses">The masses of the daughters, GeV; at least two.</param>
    /// <exception cref="ArgumentException">A mass is negative or not finite, there are fewer than two daughters, or they are too heavy.</exception>
    public PhaseSpaceGenerator(double mother, IReadOnlyList<double> masses)
    {
        ArgumentNullException.ThrowIfNull(masses);
        if (masses.Count < 2) throw new ArgumentException($"The decay has {masses.Count} daughters, but needs at least two.", nameof(masses));
        for (int i = 0; i < masses.Count; i++)
        {
            if (!(masses[i] >= 0) || !double.IsFinite(masses[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Daughter {i} has the mass {masses[i]}, but it must be finite and not negative."), nameof(masses));
        }

        double sum = masses.Sum();
        if (!(mother > sum) || !double.IsFinite(mother))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A mother of mass {mother} GeV cannot decay into daughters of {sum} GeV in all."), nameof(mother));
        Mother = mother;
        _masses = [.. masses];
        _free = mother - sum;
        _largest = Largest();
    }

    /// <summary>The mass of the mother, GeV.</summary>
    public double Mother { get; }

    /// <summary>The masses of the daughters, GeV.</summary>
    public IReadOnlyList<double> Masses => _masses;

    /// <summary>Generates events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="threads">Threads; 0 takes all cores. Never changes a result.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>Shape [event, daughter], in the rest frame of the mother.</returns>
    /// <exception cref="ArithmeticException">Hardly any draw is kept: the daughters are too many for this method.</exception>
    public FourMomentum[] Generate(int count, ulong seed, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        int daughters = _masses.Length;
        var events = new FourMomentum[checked(count * daughters)];
        int blocks = (count + Block - 1) / Block;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, blocks, options, b => Fill(events.AsSpan(b * Block * daughters, Math.Min(Block, count - (b * Block)) * daughters), new RandomStream(seed, "phase space", (ulong)b)));
        }
        catch (AggregateException failures)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        return events;
    }

    private static double Momentum(double mother, double first, double second) => Math.Sqrt(Math.Max(0, TwoBodyMomentum.Squared(mother, first, second)));

    private void Fill(Span<FourMomentum> events, RandomStream random)
    {
        int daughters = _masses.Length;
        Span<double> invariant = stackalloc double[daughters], momenta = stackalloc double[daughters];
        long tries = 0;
        for (int first = 0; first < events.Length;)
        {
            tries++;
            if (!Draw(random, invariant, momenta))
            {
                if (tries * LeastEfficiency > (first / daughters) + 1)
                    throw new ArithmeticException($"Fewer than one draw in a million is kept for {daughters} daughters. Generate fewer daughters and decay those further.");
                continue;
            }

            Decay(random, invariant, momenta, events.Slice(first, daughters));
            first += daughters;
        }
    }

    // The mass of the first i + 1 particles, and the momentum of particle i against those before it; whether the draw is kept.
    private bool Draw(RandomStream random, Span<double> invariant, Span<double> momenta)
    {
        int daughters = _masses.Length;
        Span<double> shares = stackalloc double[daughters];
        shares[daughters - 1] = 1;
        for (int i = 1; i < daughters - 1; i++) shares[i] = random.Uniform();
        if (daughters > 3) shares[1..^1].Sort();
        double sum = _masses[0], weight = 1;
        invariant[0] = _masses[0];
        for (int i = 1; i < daughters; i++)
        {
            sum += _masses[i];
            invariant[i] = i == daughters - 1 ? Mother : sum + (shares[i] * _free);
            momenta[i] = Momentum(invariant[i], invariant[i - 1], _masses[i]);
            weight *= momenta[i];
        }

        return daughters == 2 || random.Uniform() * _largest < weight;
    }

    private void Decay(RandomStream random, ReadOnlySpan<double> invariant, ReadOnlySpan<double> momenta, Span<FourMomentum> particles)
    {
        particles[0] = new FourMomentum(_masses[0], 0, 0, 0);
        for (int i = 1; i < _masses.Length; i++)
        {
            double q = momenta[i], cosine = random.Uniform(-1, 1), sine = Math.Sqrt((1 - cosine) * (1 + cosine));
            (double y, double x) = Math.SinCos(random.Uniform(0, 2 * Math.PI));
            (double px, double py, double pz) = (q * sine * x, q * sine * y, q * cosine);
            particles[i] = new FourMomentum(double.Hypot(q, _masses[i]), -px, -py, -pz);

            // In the frame of the system before, this one moves backwards.
            var before = new FourMomentum(double.Hypot(q, invariant[i - 1]), -px, -py, -pz);
            if (i == 1) particles[0] = new FourMomentum(before.E, px, py, pz);
            else
            {
                for (int k = 0; k < i; k++) particles[k] = particles[k].InRestFrameOf(before);
            }
        }
    }

    // Every momentum at its largest: with all free energy in its splitting.
    private double Largest()
    {
        double above = _free + _masses[0], below = 0, product = 1;
        for (int i = 1; i < _masses.Length; i++)
        {
            below += _masses[i - 1];
            above += _masses[i];
            product *= Momentum(above, below, _masses[i]);
        }

        return product;
    }
}
