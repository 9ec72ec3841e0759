using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pullback.Numerics.Random;

/// <summary>A stream of random numbers fixed by (seed, purpose, index): element i is the same whoever computes it, in whatever order.</summary>
/// <remarks>
/// <para>Counter-based: the element at <see cref="Position"/> is a pure function of the key, the position and the distribution asked for. Every draw
/// moves the position on by one, a fill by the length of its span; setting the position reaches any part of the stream at once, so workers
/// that fill disjoint ranges produce together the numbers that one worker would have produced.</para>
/// <para>Streams that differ in seed, purpose or index are independent, and so are the numbers that different distributions give at one
/// position. Period: 2⁶⁴ positions. Not for cryptography. An instance is not thread-safe: give each worker its own, they cost 48 bytes.</para>
/// <para>Reference: [Salmon2011].</para>
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of random numbers is what the field calls it; it is no System.IO.Stream.")]
public sealed class RandomStream
{
    private readonly ulong _purposeKey;

    /// <summary>Opens the stream of a key at position 0.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">What the numbers are for, such as <c>"toys"</c> or <c>"initial weights"</c>; compared by ordinal characters.</param>
    /// <param name="index">Number of the stream within the purpose: toy, epoch, ensemble member.</param>
    /// <exception cref="ArgumentException">The purpose is empty.</exception>
    public RandomStream(ulong seed, string purpose, ulong index = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        Seed = seed;
        Purpose = purpose;
        Index = index;
        _purposeKey = HashOf(purpose);
    }

    /// <summary>What different distributions put into the last counter word, so that they never share a block.</summary>
    private enum Kind : ulong
    {
        Uniform,
        Normal,
        Exponential,
        Gamma,
        Poisson,
        Below,
        Permutation,
    }

    /// <summary>The user's seed.</summary>
    public ulong Seed { get; }

    /// <summary>What the numbers are for.</summary>
    public string Purpose { get; }

    /// <summary>Number of the stream within the purpose.</summary>
    public ulong Index { get; }

    /// <summary>Number of the next element. Store it in a checkpoint, set it to continue there.</summary>
    /// <value>Default: 0.</value>
    public ulong Position { get; set; }

    /// <summary>Uniform number in [0, 1): a multiple of 2⁻⁵³.</summary>
    public double Uniform() => UnitInterval.HalfOpen(Word(Kind.Uniform, Position++));

    /// <summary>Uniform number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, or <paramref name="high"/> is below <paramref name="low"/>.</exception>
    public double Uniform(double low, double high)
    {
        CheckFinite(low, nameof(low));
        CheckFinite(high, nameof(high));
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        return low + ((high - low) * Uniform());
    }

    /// <summary>Normal number of mean 0 and standard deviation 1.</summary>
    public double Normal()
    {
        Span<double> one = stackalloc double[1];
        FillNormal(one);
        return one[0];
    }

    /// <summary>Normal number.</summary>
    /// <param name="mean">Mean.</param>
    /// <param name="standardDeviation">Standard deviation, zero or positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite, or the standard deviation is negative.</exception>
    public double Normal(double mean, double standardDeviation)
    {
        CheckFinite(mean, nameof(mean));
        CheckFinite(standardDeviation, nameof(standardDeviation));
        ArgumentOutOfRangeException.ThrowIfNegative(standardDeviation);
        return mean + (standardDeviation * Normal());
    }

    /// <summary>Exponential number of mean 1; always positive.</summary>
    public double Exponential() => -Math.Log(UnitInterval.Open(Word(Kind.Exponential, Position++)));

    /// <summary>Gamma number of unit scale, mean and variance both <paramref name="shape"/>.</summary>
    /// <remarks>Edges: a shape below about 0.001 can underflow to 0, as the distribution itself does.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not finite and positive.</exception>
    public double Gamma(double shape)
    {
        CheckFinite(shape, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        WordSource words = Element(Kind.Gamma, Position++);
        return GammaSampler.Sample(ref words, shape);
    }

    /// <summary>Poisson number of real mean, as an integer-valued double.</summary>
    /// <remarks>Edges: mean 0 gives 0.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The mean is negative, NaN or above 1e15.</exception>
    public double Poisson(double mean)
    {
        if (!(mean >= 0.0 && mean <= PoissonSampler.LargestMean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A Poisson mean must lie in [0, 1e15].");
        WordSource words = Element(Kind.Poisson, Position++);
        return PoissonSampler.Sample(ref words, mean);
    }

    /// <summary>Integer in [0, <paramref name="count"/>), every one equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public long Below(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        WordSource words = Element(Kind.Below, Position++);
        return (long)words.NextBelow((ulong)count);
    }

    /// <summary>A random order of 0 … <paramref name="count"/> − 1, every one equally likely. One position of the stream.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int[] order = new int[count];
        FillPermutation(order);
        return order;
    }

    /// <summary>Fills the span with a random order of 0 … length − 1. The order that <see cref="Permutation"/> returns at this position.</summary>
    public void FillPermutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = i;
        Shuffle(destination);
    }

    /// <summary>Brings the elements of a span into random order (Fisher and Yates). One position of the stream.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    public void Shuffle<T>(Span<T> items)
    {
        WordSource words = Element(Kind.Permutation, Position++);
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = (int)words.NextBelow((ulong)i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    /// <summary>Fills the span with what successive calls of <see cref="Uniform()"/> would return.</summary>
    public void FillUniform(Span<double> destination)
    {
        ulong position = Position;
        int i = 0;
        while (i < destination.Length)
        {
            PhiloxBlock block = Block(Kind.Uniform, position / PhiloxBlock.Words);
            int first = (int)(position % PhiloxBlock.Words);
            int count = Math.Min(PhiloxBlock.Words - first, destination.Length - i);
            for (int j = 0; j < count; j++) destination[i + j] = UnitInterval.HalfOpen(block[first + j]);
            i += count;
            position += (ulong)count;
        }

        Position = position;
    }

    /// <summary>Fills the span with what successive calls of <see cref="Normal()"/> would return.</summary>
    public void FillNormal(Span<double> destination)
    {
        ulong position = Position;
        for (int i = 0; i < destination.Length;)
        {
            PhiloxBlock block = Block(Kind.Normal, position / PhiloxBlock.Words);
            int word = (int)(position % PhiloxBlock.Words);
            while (word < PhiloxBlock.Words && i < destination.Length)
            {
                int pair = word & ~1;
                (double first, double second) = BoxMuller.Pair(block[pair], block[pair + 1]);
                if (word == pair)
                {
                    destination[i++] = first;
                    word++;
                    if (i == destination.Length) break;
                }

                destination[i++] = second;
                word++;
            }

            position = (position / PhiloxBlock.Words * PhiloxBlock.Words) + (ulong)word;
        }

        Position = position;
    }

    /// <summary>Fills the span with what successive calls of <see cref="Exponential"/> would return.</summary>
    public void FillExponential(Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = Exponential();
    }

    /// <summary>Fills the span with what successive calls of <see cref="Gamma"/> would return.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not finite and positive.</exception>
    public void FillGamma(double shape, Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = Gamma(shape);
    }

    /// <summary>Fills the span with one Poisson number for each mean, as successive calls of <see cref="Poisson"/> would return them.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mean is negative, NaN or above 1e15.</exception>
    public void FillPoisson(ReadOnlySpan<double> means, Span<double> destination)
    {
        if (means.Length != destination.Length)
            throw new ArgumentException($"{means.Length} means, but room for {destination.Length} numbers: the two spans must agree in length.", nameof(destination));
        for (int i = 0; i < destination.Length; i++) destination[i] = Poisson(means[i]);
    }

    private static void CheckFinite(double value, string name)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(name, value, "The argument must be a finite number.");
    }

    /// <summary>FNV-1a over the UTF-8 bytes, finished by the SplitMix64 mixer.</summary>
    private static ulong HashOf(string purpose)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(purpose)) hash = (hash ^ value) * 0x100000001B3;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }

    private PhiloxBlock Block(Kind kind, ulong block) => Philox.Block(new PhiloxBlock(block, 0, Index, (ulong)kind), Seed, _purposeKey);

    private ulong Word(Kind kind, ulong position) => Block(kind, position / PhiloxBlock.Words)[(int)(position % PhiloxBlock.Words)];

    private WordSource Element(Kind kind, ulong element) => new(Seed, _purposeKey, element, Index, (ulong)kind);
}
