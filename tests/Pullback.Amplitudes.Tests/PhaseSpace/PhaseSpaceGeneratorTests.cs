using Pullback.Amplitudes.Kinematics;
using Pullback.Amplitudes.PhaseSpace;

namespace Pullback.Amplitudes.Tests.PhaseSpace;

public sealed class PhaseSpaceGeneratorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4.6, 0.14, 0.14)]
    [InlineData(4.6, 2.0, 0.14, 1.87)]
    [InlineData(1.0, 0.0, 0.0, 0.0, 0.3)]
    [InlineData(3.0, 0.1, 0.5, 0.2, 0.14, 0.7, 0.05)]
    public void Masses_and_momenta_are_conserved(double mother, params double[] masses)
    {
        FourMomentum[] events = new PhaseSpaceGenerator(mother, masses).Generate(500, 3, cancellation: Token);
        for (int e = 0; e < 500; e++)
        {
            FourMomentum total = default;
            for (int i = 0; i < masses.Length; i++)
            {
                FourMomentum p = events[(e * masses.Length) + i];
                Assert.Equal(masses[i] * masses[i], p.SquaredMass, 1e-12 * mother * mother);
                total += p;
            }

            Assert.Equal(mother, total.E, 1e-12 * mother);
            Assert.Equal(0, total.Momentum.Length, 1e-12 * mother);
        }
    }

    [Fact]
    public void Three_bodies_fill_the_Dalitz_plot_evenly()
    {
        double[] masses = [0.3, 0.14, 0.5];
        const double Mother = 2.0;
        const int Count = 200_000, Bins = 20;
        FourMomentum[] events = new PhaseSpaceGenerator(Mother, masses).Generate(Count, 5, cancellation: Token);
        double low = masses[0] + masses[1], high = Mother - masses[2], lowSquared = low * low, width = ((high * high) - lowSquared) / Bins;
        double[] counts = new double[Bins], expected = new double[Bins];
        double sum = 0, squares = 0;
        for (int e = 0; e < Count; e++)
        {
            double squared = (events[3 * e] + events[(3 * e) + 1]).SquaredMass;
            counts[Math.Clamp((int)((squared - lowSquared) / width), 0, Bins - 1)]++;

            // At fixed m₁₂, m₂₃² is even within its limits: the helicity cosine is even.
            FourMomentum pair = events[3 * e] + events[(3 * e) + 1];
            double cosine = events[3 * e].InRestFrameOf(pair).Momentum.Unit.Dot(pair.Momentum.Unit);
            sum += cosine;
            squares += cosine * cosine;
        }

        // The height of the plot at m₁₂² is proportional to q(m₁₂) p(m₁₂)/m₁₂.
        for (int b = 0; b < Bins; b++) expected[b] = Integral(m2 => Momentum(Math.Sqrt(m2), masses[0], masses[1]) * Momentum(Mother, Math.Sqrt(m2), masses[2]) / Math.Sqrt(m2), lowSquared + (b * width), lowSquared + ((b + 1) * width));
        Chi(counts, expected);
        Assert.Equal(0, sum / Count, 5 / Math.Sqrt(3 * Count));
        Assert.Equal(1.0 / 3, squares / Count, 5 * 0.3 / Math.Sqrt(Count));
    }

    [Fact]
    public void Four_bodies_have_the_masses_of_nested_phase_space()
    {
        double[] masses = [0.14, 0.5, 0.3, 0.2];
        const double Mother = 2.2;
        const int Count = 100_000, Bins = 16;
        FourMomentum[] events = new PhaseSpaceGenerator(Mother, masses).Generate(Count, 9, cancellation: Token);
        double low = masses[1] + masses[2], high = Mother - masses[0] - masses[3], width = (high - low) / Bins;
        double[] counts = new double[Bins], expected = new double[Bins];
        for (int e = 0; e < Count; e++) counts[Math.Clamp((int)(((events[(4 * e) + 1] + events[(4 * e) + 2]).Mass - low) / width), 0, Bins - 1)]++;

        // The pair of daughters 1 and 2, which the generator never combines: q(m) m R₃(M; m, m₀, m₃)/m …
        for (int b = 0; b < Bins; b++) expected[b] = Integral(m => Momentum(m, masses[1], masses[2]) * ThreeBody(Mother, m, masses[0], masses[3]), low + (b * width), low + ((b + 1) * width));
        Chi(counts, expected);
    }

    [Fact]
    public void Neither_threads_nor_the_number_of_events_change_an_event()
    {
        var generator = new PhaseSpaceGenerator(3, [0.1, 0.5, 0.2]);
        FourMomentum[] reference = generator.Generate(10_000, 4, threads: 1, Token);
        Assert.Equal(reference, generator.Generate(10_000, 4, threads: 3, Token));
        Assert.Equal(reference[..(3 * 4096)], generator.Generate(4096, 4, cancellation: Token));
        Assert.NotEqual(reference, generator.Generate(10_000, 5, cancellation: Token));
        Assert.Empty(generator.Generate(0, 1, cancellation: Token));
    }

    [Fact]
    public void Impossible_decays_are_refused()
    {
        Assert.Contains("cannot decay", Assert.Throws<ArgumentException>(() => new PhaseSpaceGenerator(1, [0.5, 0.5])).Message, StringComparison.Ordinal);
        Assert.Contains("Daughter 1 has the mass NaN", Assert.Throws<ArgumentException>(() => new PhaseSpaceGenerator(1, [0.1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Contains("at least two", Assert.Throws<ArgumentException>(() => new PhaseSpaceGenerator(1, [0.1])).Message, StringComparison.Ordinal);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new PhaseSpaceGenerator(3, [0.1, 0.5]).Generate(100, 1, cancellation: source.Token));
    }

    private static double Momentum(double mother, double first, double second) => Math.Sqrt(Math.Max(0, TwoBodyMomentum.Squared(mother, first, second)));

    // Three-body phase space up to a factor: ∫ q(M₁₂) p(M₁₂)/M dM₁₂.
    private static double ThreeBody(double mother, double first, double second, double third) =>
        Integral(m => Momentum(m, first, second) * Momentum(mother, m, third), first + second, mother - third);

    private static double Integral(Func<double, double> f, double low, double high)
    {
        const int Steps = 200;
        double step = (high - low) / Steps, sum = 0;
        for (int i = 0; i < Steps; i++) sum += f(low + ((i + 0.5) * step));
        return sum * step;
    }

    private static void Chi(double[] counts, double[] expected)
    {
        double scale = counts.Sum() / expected.Sum();
        double chi = counts.Zip(expected, (n, x) => Math.Pow(n - (scale * x), 2) / (scale * x)).Sum();
        Assert.InRange(chi, 0, counts.Length + (5 * Math.Sqrt(2 * counts.Length)));
    }
}
