using Pullback.Numerics.Random;
using Pullback.Numerics.Summation;
using static Pullback.Learning.Estimators.Morphing.MorphingComponents;

namespace Pullback.Learning.Estimators.Morphing;

/// <summary>Searches a basis of small weights: the least mean of <c>Σ_b w_b(θ)²</c> over random points θ, among random bases.</summary>
public static class MorphingOptimizer
{
    /// <summary>Tries random bases and keeps the best.</summary>
    /// <remarks>
    /// Points are uniform in the ranges. Every trial has its own stream of random numbers, all trials are judged at the same test points, and of equal
    /// trials the first wins: the result depends on the seed only.
    /// </remarks>
    /// <param name="components">The monomials of the parameters.</param>
    /// <param name="ranges">Smallest and largest value of each parameter. Shape [parameter].</param>
    /// <param name="fixedPoints">Points that every basis must have, row-major. Shape [point, parameter].</param>
    /// <param name="options">How to search; null for the defaults.</param>
    /// <exception cref="ArgumentException">A range or an option is not valid, or there are more fixed points than the bases have room for.</exception>
    /// <exception cref="InvalidOperationException">No trial determined all components.</exception>
    public static OptimizedBasis Optimize(
        MorphingComponents components, IReadOnlyList<(double Low, double High)> ranges, ReadOnlySpan<double> fixedPoints = default, MorphingOptimizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(components);
        ArgumentNullException.ThrowIfNull(ranges);
        options ??= new MorphingOptimizationOptions();
        options.Check();
        CheckRanges(components, ranges);
        int parameters = components.ParameterCount;
        int total = checked(options.Bases * components.Count);
        if (fixedPoints.Length % parameters != 0 || fixedPoints.Length / parameters > total)
        {
            throw new ArgumentException(Invariant(
                $"The fixed points have {fixedPoints.Length} numbers, but must be at most {total} points of {parameters} parameters each."), nameof(fixedPoints));
        }

        double[] start = fixedPoints.ToArray();
        double[][] tests = Draw(new RandomStream(options.Seed, "morphing test points"), ranges, options.TestPoints);
        var bases = new MorphingBasis?[options.Trials];
        double[] objectives = new double[options.Trials];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount };
        Parallel.For(0, options.Trials, parallel, trial =>
        {
            double[][] drawn = Draw(new RandomStream(options.Seed, "morphing bases", (ulong)trial), ranges, total - (start.Length / parameters));
            bases[trial] = Propose(components, [.. start, .. drawn.SelectMany(p => p)]);
            objectives[trial] = bases[trial] is { } basis ? MeanSquaredWeight(basis, tests) : double.PositiveInfinity;
        });
        int best = 0;
        for (int trial = 1; trial < options.Trials; trial++)
        {
            if (objectives[trial] < objectives[best]) best = trial;
        }

        if (bases[best] is not { } found)
        {
            throw new InvalidOperationException(Invariant(
                $"None of the {options.Trials} random bases determines all {components.Count} components; check the fixed points, the ranges and the powers."));
        }

        return new OptimizedBasis(found, objectives[best], best, bases.Count(b => b is null));
    }

    private static void CheckRanges(MorphingComponents components, IReadOnlyList<(double Low, double High)> ranges)
    {
        if (ranges.Count != components.ParameterCount)
            throw new ArgumentException(Invariant($"There are {ranges.Count} ranges, but {components.ParameterCount} parameters."), nameof(ranges));
        for (int p = 0; p < ranges.Count; p++)
        {
            (double low, double high) = ranges[p];
            if (!(double.IsFinite(low) && double.IsFinite(high) && low <= high))
                throw new ArgumentException(Invariant($"The range of parameter {p} is [{low}, {high}], but must be finite and its first number the smaller."), nameof(ranges));
        }
    }

    private static double[][] Draw(RandomStream random, IReadOnlyList<(double Low, double High)> ranges, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => ranges.Select(range => random.Uniform(range.Low, range.High)).ToArray())];

    private static MorphingBasis? Propose(MorphingComponents components, double[] points)
    {
        var parts = new List<MorphingBasis>();
        foreach (double[] part in points.Chunk(components.Count * components.ParameterCount))
        {
            if (MorphingBasis.Determined(components, part) is not { } basis) return null;
            parts.Add(basis);
        }

        return MorphingBasis.Average(parts);
    }

    private static double MeanSquaredWeight(MorphingBasis basis, double[][] tests)
    {
        var sum = default(CompensatedSum);
        foreach (double[] test in tests) sum.Add(basis.SquaredWeight(test));
        return sum.Value / tests.Length;
    }
}
