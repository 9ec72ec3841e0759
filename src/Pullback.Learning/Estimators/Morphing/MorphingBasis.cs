using static Pullback.Learning.Estimators.Morphing.MorphingComponents;

namespace Pullback.Learning.Estimators.Morphing;

/// <summary>Parameter points from which every other point follows: <c>dσ(x|θ) = Σ_b w_b(θ) dσ(x|θ_b)</c> with <c>w(θ) = Mᵀ c(θ)</c>.</summary>
/// <remarks>
/// <para>With <c>A_bk = c_k(θ_b)</c> the morphing matrix is <c>M = A⁺</c>: the inverse for as many points as components, and for more points the
/// pseudo-inverse, which gives the weights of least <c>Σ w²</c> among all that reproduce every component.</para>
/// <para>Alternatives: several bases, each of them enough, may be averaged by <see cref="Average"/>.</para>
/// <para>Reference: [MadMiner2020].</para>
/// </remarks>
public sealed class MorphingBasis
{
    private readonly double[] _matrix;
    private readonly double[] _points;

    private MorphingBasis(MorphingComponents components, double[] points, double[] matrix, double conditionNumber)
    {
        Components = components;
        _points = points;
        _matrix = matrix;
        ConditionNumber = conditionNumber;
        Count = matrix.Length / components.Count;
    }

    /// <summary>The monomials of the parameters.</summary>
    public MorphingComponents Components { get; }

    /// <summary>The number of points.</summary>
    public int Count { get; }

    /// <summary>The points, row-major; empty if only the matrix is known. Shape [point, parameter].</summary>
    public ReadOnlyMemory<double> Points => _points;

    /// <summary>The morphing matrix M, row-major. Shape [component, point].</summary>
    public ReadOnlyMemory<double> Matrix => _matrix;

    /// <summary>The ratio of the largest and smallest singular value of <c>A_bk = c_k(θ_b)</c>; of several bases the largest such ratio.</summary>
    /// <remarks>About this factor times 1e-16 is the relative accuracy of the weights; it depends on the units of the parameters.</remarks>
    public double ConditionNumber { get; }

    /// <summary>Finds the morphing matrix of points.</summary>
    /// <param name="components">The monomials of the parameters.</param>
    /// <param name="points">Row-major, at least as many as components. Shape [point, parameter].</param>
    /// <exception cref="ArgumentException">There are too few points, a number is not finite, or the points do not determine all components.</exception>
    public static MorphingBasis Of(MorphingComponents components, ReadOnlySpan<double> points)
    {
        ArgumentNullException.ThrowIfNull(components);
        int parameters = components.ParameterCount;
        if (points.Length % parameters != 0)
            throw new ArgumentException(Invariant($"The points have {points.Length} numbers, which is no multiple of the {parameters} parameters."), nameof(points));
        int count = points.Length / parameters;
        if (count < components.Count)
        {
            throw new ArgumentException(Invariant(
                $"The basis has {count} points, but {components.Count} components need at least as many; add {components.Count - count} points."), nameof(points));
        }

        return Determined(components, points) ?? throw new ArgumentException(
            Invariant($"The {count} points of the basis do not determine all {components.Count} components: some combination of components is zero at every point. Move a point, or add one."),
            nameof(points));
    }

    /// <summary>Takes a morphing matrix that was found before.</summary>
    /// <param name="components">The monomials of the parameters.</param>
    /// <param name="matrix">Row-major, finite. Shape [component, point].</param>
    /// <exception cref="ArgumentException">The matrix does not have a row for each component, or has a number that is not finite.</exception>
    public static MorphingBasis OfMatrix(MorphingComponents components, ReadOnlySpan<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(components);
        if (matrix.IsEmpty || matrix.Length % components.Count != 0)
            throw new ArgumentException(Invariant($"The morphing matrix has {matrix.Length} numbers, but must have a row for each of {components.Count} components."), nameof(matrix));
        int count = matrix.Length / components.Count;
        for (int i = 0; i < matrix.Length; i++)
        {
            if (!double.IsFinite(matrix[i]))
                throw new ArgumentException(Invariant($"Entry [{i / count}, {i % count}] of the morphing matrix is {matrix[i]}, but must be a finite number."), nameof(matrix));
        }

        return new MorphingBasis(components, [], matrix.ToArray(), LeftInverse.ConditionNumber(matrix, components.Count, count));
    }

    /// <summary>Joins bases, each of which has the share 1/n of the weight.</summary>
    /// <param name="bases">Bases of the same components.</param>
    /// <exception cref="ArgumentException">There is no basis, or one has other components.</exception>
    public static MorphingBasis Average(params IReadOnlyList<MorphingBasis> bases)
    {
        ArgumentNullException.ThrowIfNull(bases);
        if (bases.Count == 0) throw new ArgumentException("There is no basis to average.", nameof(bases));
        MorphingComponents components = bases[0].Components;
        for (int i = 1; i < bases.Count; i++)
        {
            if (bases[i].Components.ParameterCount != components.ParameterCount || !bases[i].Components.Powers.Span.SequenceEqual(components.Powers.Span))
                throw new ArgumentException(Invariant($"Basis {i} has other components than basis 0; only bases of the same components can be averaged."), nameof(bases));
        }

        int total = bases.Sum(b => b.Count);
        double[] matrix = new double[components.Count * total];
        int first = 0;
        foreach (MorphingBasis basis in bases)
        {
            for (int k = 0; k < components.Count; k++)
            {
                for (int b = 0; b < basis.Count; b++) matrix[(k * total) + first + b] = basis._matrix[(k * basis.Count) + b] / bases.Count;
            }

            first += basis.Count;
        }

        double[] points = bases.All(b => b._points.Length > 0) ? [.. bases.SelectMany(b => b._points)] : [];
        return new MorphingBasis(components, points, matrix, bases.Max(b => b.ConditionNumber));
    }

    /// <summary>The weight of every point of the basis: <c>w_b(θ) = Σ_k M_kb c_k(θ)</c>.</summary>
    /// <param name="theta">Shape [parameter].</param>
    /// <returns>Shape [point].</returns>
    /// <exception cref="ArgumentException">The point has another number of parameters, or one that is not finite.</exception>
    public double[] Weights(ReadOnlySpan<double> theta)
    {
        double[] weights = new double[Count];
        Multiply(Components.Values(theta), weights);
        return weights;
    }

    /// <summary>The slope of every weight: <c>∂w_b/∂θ_p = Σ_k M_kb ∂c_k/∂θ_p</c>.</summary>
    /// <param name="theta">Shape [parameter].</param>
    /// <returns>Row-major, shape [parameter, point].</returns>
    /// <exception cref="ArgumentException">The point has another number of parameters, or one that is not finite.</exception>
    public double[] WeightGradients(ReadOnlySpan<double> theta)
    {
        double[] slopes = Components.Gradients(theta);
        double[] gradients = new double[Components.ParameterCount * Count];
        for (int p = 0; p < Components.ParameterCount; p++)
            Multiply(slopes.AsSpan(p * Components.Count, Components.Count), gradients.AsSpan(p * Count, Count));
        return gradients;
    }

    /// <summary>The sum of the squared weights, by which the uncertainty of a morphed cross section grows.</summary>
    /// <param name="theta">Shape [parameter].</param>
    /// <exception cref="ArgumentException">The point has another number of parameters, or one that is not finite.</exception>
    public double SquaredWeight(ReadOnlySpan<double> theta)
    {
        double sum = 0.0;
        foreach (double weight in Weights(theta)) sum += weight * weight;
        return sum;
    }

    /// <summary>The basis of enough points, or null if they do not determine all components.</summary>
    internal static MorphingBasis? Determined(MorphingComponents components, ReadOnlySpan<double> points)
    {
        int count = points.Length / components.ParameterCount;
        double[] design = new double[count * components.Count];
        for (int b = 0; b < count; b++) components.Values(points.Slice(b * components.ParameterCount, components.ParameterCount)).CopyTo(design, b * components.Count);
        return LeftInverse.TryFind(design, count, components.Count, out double[] inverse, out double condition)
            ? new MorphingBasis(components, points.ToArray(), inverse, condition)
            : null;
    }

    private void Multiply(ReadOnlySpan<double> components, Span<double> result)
    {
        result.Clear();
        for (int k = 0; k < components.Length; k++)
        {
            ReadOnlySpan<double> row = _matrix.AsSpan(k * Count, Count);
            for (int b = 0; b < row.Length; b++) result[b] += components[k] * row[b];
        }
    }
}
