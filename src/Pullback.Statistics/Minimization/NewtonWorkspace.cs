using Pullback.Numerics.LinearAlgebra;

namespace Pullback.Statistics.Minimization;

/// <summary>The buffers of one <see cref="BoundedNewton"/> descent, reused from fit to fit; afterwards the factorized Hessian of its last point.</summary>
/// <remarks>An instance serves one thread at a time.</remarks>
public sealed class NewtonWorkspace
{
    private readonly int[] _free;
    private readonly double[] _scale;
    private readonly double[] _factor;
    private readonly double[] _right;

    /// <summary>Reserves the buffers.</summary>
    /// <param name="dimension">The number of variables, at least 0.</param>
    public NewtonWorkspace(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        Dimension = dimension;
        _free = new int[dimension];
        _scale = new double[dimension];
        _factor = new double[dimension * dimension];
        _right = new double[dimension];
        Gradient = new double[dimension];
        Hessian = new double[dimension * dimension];
        TrialGradient = new double[dimension];
        TrialHessian = new double[dimension * dimension];
        Trial = new double[dimension];
        Step = new double[dimension];
    }

    /// <summary>The number of variables.</summary>
    public int Dimension { get; }

    /// <summary>The variables that are neither held, nor inert, nor kept at a bound, in increasing order.</summary>
    public ReadOnlySpan<int> FreeVariables => _free.AsSpan(0, FreeCount);

    internal int FreeCount { get; private set; }

    /// <summary>The gradient at the last point, held variables included. Shape [variable].</summary>
    public double[] Gradient { get; private set; }

    internal double[] Hessian { get; private set; }

    internal double[] TrialGradient { get; private set; }

    internal double[] TrialHessian { get; private set; }

    internal double[] Trial { get; }

    internal double[] Step { get; }

    /// <summary>Factorizes the Hessian of a function at a point that is known to be stationary, for all variables that are neither held nor inert; bounds do not apply.</summary>
    /// <typeparam name="TFunction">The function; a struct is called without indirection.</typeparam>
    /// <param name="function">The function with its first two derivatives.</param>
    /// <param name="point">The point. Shape [variable].</param>
    /// <param name="held">Variables to leave out. Shape [variable].</param>
    /// <returns>Whether the value is finite and the Hessian positive definite.</returns>
    public bool TryFactorAt<TFunction>(TFunction function, ReadOnlySpan<double> point, ReadOnlySpan<bool> held)
        where TFunction : IHasHessian
    {
        double value = function.ValueGradientAndHessian(point, Gradient, Hessian);

        // The gradient vanishes but for rounding, which must not count as pressure against a bound.
        Gradient.AsSpan().Clear();
        ChooseFree(point, point, point, held);
        return double.IsFinite(value) && Factorize(0.0);
    }

    /// <summary>Solves <c>H_FF z_F = r_F</c> with the Hessian of the free variables F at the last point; the other components of z are zero.</summary>
    /// <param name="right">The right-hand side r, shape [variable].</param>
    /// <param name="solution">Receives z, shape [variable]; may be <paramref name="right"/>.</param>
    public void SolveFree(ReadOnlySpan<double> right, Span<double> solution)
    {
        int n = FreeCount;
        for (int i = 0; i < n; i++) _right[i] = right[_free[i]] * _scale[i];
        Cholesky.Solve(_factor.AsSpan(0, n * n), n, _right.AsSpan(0, n));
        solution[..Dimension].Clear();
        for (int i = 0; i < n; i++) solution[_free[i]] = _right[i] * _scale[i];
    }

    /// <summary>The covariance <c>H_FF^-1</c> at the last point, zero for variables that are not free.</summary>
    /// <param name="covariance">Receives the matrix, shape [variable, variable] in row-major order.</param>
    public void Covariance(Span<double> covariance)
    {
        int p = Dimension;
        covariance[..(p * p)].Clear();
        foreach (int column in FreeVariables)
        {
            Step.AsSpan().Clear();
            Step[column] = 1.0;
            SolveFree(Step, Trial);
            for (int row = 0; row < p; row++) covariance[row * p + column] = Trial[row];
        }

        // The two triangles differ by rounding only; make them equal.
        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j < i; j++)
                covariance[i * p + j] = covariance[j * p + i] = 0.5 * (covariance[i * p + j] + covariance[j * p + i]);
        }
    }

    /// <summary>The logarithm of <c>det H_FF</c> at the last point.</summary>
    public double LogDeterminant()
    {
        double sum = 0.0;
        foreach (double scale in _scale.AsSpan(0, FreeCount)) sum += Math.Log(scale);
        return Cholesky.LogDeterminant(_factor.AsSpan(0, FreeCount * FreeCount), FreeCount) - 2.0 * sum;
    }

    /// <summary>Collects the free variables at a point: not held, not inert (gradient and curvature zero), not at a bound that the gradient pushes against.</summary>
    internal void ChooseFree(ReadOnlySpan<double> x, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, ReadOnlySpan<bool> held)
    {
        int count = 0;
        for (int i = 0; i < Dimension; i++)
        {
            double g = Gradient[i];
            double h = Hessian[i * Dimension + i];
            if (held[i] || (g == 0.0 && h == 0.0)) continue;
            if ((x[i] <= lower[i] && g > 0.0) || (x[i] >= upper[i] && g < 0.0)) continue;
            _scale[count] = h > 0.0 ? 1.0 / Math.Sqrt(h) : h < 0.0 ? 1.0 / Math.Sqrt(-h) : 1.0;
            _free[count++] = i;
        }

        FreeCount = count;
    }

    /// <summary>The largest gradient in units of <c>sqrt(H_ii)</c>; variables whose distance to their minimum is below the spacing of doubles do not count.</summary>
    internal double ScaledGradient(ReadOnlySpan<double> gradient, ReadOnlySpan<double> x)
    {
        double largest = 0.0;
        for (int i = 0; i < FreeCount; i++)
        {
            double scaled = Math.Abs(gradient[_free[i]]) * _scale[i];
            if (scaled > largest && scaled * _scale[i] > Spacing * Math.Abs(x[_free[i]])) largest = scaled;
        }

        return largest;
    }

    /// <summary>Factorizes the scaled Hessian of the free variables plus <paramref name="damping"/> times the unit matrix.</summary>
    /// <returns>Whether it is positive definite.</returns>
    internal bool Factorize(double damping)
    {
        int n = FreeCount;
        Span<double> factor = _factor.AsSpan(0, n * n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) factor[i * n + j] = Hessian[_free[i] * Dimension + _free[j]] * _scale[i] * _scale[j];
            factor[i * (n + 1)] = Hessian[_free[i] * (Dimension + 1)] * _scale[i] * _scale[i] + damping;
        }

        if (!Cholesky.TryFactor(factor, n)) return false;
        for (int i = 0; i < n; i++)
        {
            if (factor[i * (n + 1)] < SmallestPivotRoot) return false;
        }

        return true;
    }

    /// <summary>Factorizes another matrix in place of the Hessian, for the next step only.</summary>
    /// <returns>Whether it is positive definite.</returns>
    internal bool FactorizeModel(ReadOnlySpan<double> model)
    {
        int n = FreeCount;
        for (int i = 0; i < n; i++)
        {
            double diagonal = model[_free[i] * (Dimension + 1)];
            if (!(diagonal > 0.0)) return false;
            _scale[i] = 1.0 / Math.Sqrt(diagonal);
        }

        Span<double> factor = _factor.AsSpan(0, n * n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++) factor[i * n + j] = model[_free[i] * Dimension + _free[j]] * _scale[i] * _scale[j];
        }

        return Cholesky.TryFactor(factor, n);
    }

    /// <summary>Writes the descent direction <c>-(H_FF + damping)^-1 g_F</c> into <see cref="Step"/>.</summary>
    internal void SolveStep()
    {
        SolveFree(Gradient, Step);
        for (int i = 0; i < Dimension; i++) Step[i] = -Step[i];
    }

    internal void AcceptTrial(Span<double> x)
    {
        Trial.AsSpan().CopyTo(x);
        (Gradient, TrialGradient) = (TrialGradient, Gradient);
        (Hessian, TrialHessian) = (TrialHessian, Hessian);
    }

    /// <summary>Four times the relative spacing of doubles.</summary>
    private const double Spacing = 8.881784197001252e-16;

    /// <summary>A pivot of a matrix with unit diagonal below the square of this is lost in rounding.</summary>
    private const double SmallestPivotRoot = 1e-7;
}
