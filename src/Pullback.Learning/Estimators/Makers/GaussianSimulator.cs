using Pullback.Numerics.LinearAlgebra;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators.Makers;

/// <summary>A simulator whose exact likelihood is known: <c>z ~ N(θ, diag(τ²))</c> is not observed, <c>x ~ N(C z, σ² 1)</c> is.</summary>
/// <remarks>
/// The density of x is normal with mean <c>C θ</c> and covariance <c>V = C diag(τ²) Cᵀ + σ² 1</c>. The joint ratio and joint score, which know z, are those
/// of <c>z ~ N(θ, diag(τ²))</c>.
/// </remarks>
public sealed class GaussianSimulator
{
    private readonly double[] _couplings;
    private readonly double[] _latentDeviations;
    private readonly double _noise;
    private readonly double[] _factor;

    /// <summary>Creates a simulator.</summary>
    /// <param name="couplings">The matrix C; shape [observable, parameter].</param>
    /// <param name="latentDeviations">The deviations τ of the latent variables; shape [parameter].</param>
    /// <param name="noise">The deviation σ of the observables around what the latent variables give.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or a deviation is not positive.</exception>
    public GaussianSimulator(IReadOnlyList<double> couplings, IReadOnlyList<double> latentDeviations, double noise)
    {
        ArgumentNullException.ThrowIfNull(couplings);
        ArgumentNullException.ThrowIfNull(latentDeviations);
        Parameters = latentDeviations.Count;
        if (Parameters == 0 || couplings.Count == 0 || couplings.Count % Parameters != 0)
            throw new ArgumentException($"{couplings.Count} couplings are no matrix with one column for each of {Parameters} parameters.", nameof(couplings));
        if (!(noise > 0) || latentDeviations.Any(d => !(d > 0))) throw new ArgumentException("All deviations must be positive.", nameof(noise));
        Observables = couplings.Count / Parameters;
        _couplings = [.. couplings];
        _latentDeviations = [.. latentDeviations];
        _noise = noise;
        _factor = new double[Observables * Observables];
        for (int i = 0; i < Observables; i++)
        {
            for (int j = 0; j < Observables; j++)
            {
                double sum = i == j ? noise * noise : 0;
                for (int p = 0; p < Parameters; p++) sum += C(i, p) * C(j, p) * latentDeviations[p] * latentDeviations[p];
                _factor[(i * Observables) + j] = sum;
            }
        }

        Cholesky.Factor(_factor, Observables);
    }

    /// <summary>The toy of MadMiner's tutorial: one parameter, <c>z ~ N(θ, 2²)</c>, <c>x ~ N(z, 1)</c>. Reference: [MadMiner2020].</summary>
    public static GaussianSimulator Toy { get; } = new([1], [2], 1);

    /// <summary>Two parameters and three observables, each of which sees both parameters but the first.</summary>
    public static GaussianSimulator TwoParameters { get; } = new([1, 0, 0.5, 1, -0.5, 0.8], [0.8, 0.6], 0.5);

    /// <summary>The number of observables.</summary>
    public int Observables { get; }

    /// <summary>The number of parameters.</summary>
    public int Parameters { get; }

    /// <summary>Draws an event.</summary>
    /// <param name="theta">Shape [parameter].</param>
    /// <param name="stream">Random numbers.</param>
    /// <param name="z">Receives the latent variables; shape [parameter].</param>
    /// <param name="x">Receives the observables; shape [observable].</param>
    public void Draw(ReadOnlySpan<double> theta, RandomStream stream, Span<double> z, Span<double> x)
    {
        ArgumentNullException.ThrowIfNull(stream);
        for (int p = 0; p < Parameters; p++) z[p] = theta[p] + (_latentDeviations[p] * stream.Normal());
        for (int i = 0; i < Observables; i++)
        {
            x[i] = _noise * stream.Normal();
            for (int p = 0; p < Parameters; p++) x[i] += C(i, p) * z[p];
        }
    }

    /// <summary>The exact log density, <c>ln p(x|θ)</c>.</summary>
    /// <param name="x">Shape [observable].</param>
    /// <param name="theta">Shape [parameter].</param>
    public double LogDensity(ReadOnlySpan<double> x, ReadOnlySpan<double> theta)
    {
        double[] difference = Difference(x, theta);
        double[] solved = [.. difference];
        Cholesky.Solve(_factor, Observables, solved);
        double sum = (Observables * Math.Log(2 * Math.PI)) + Cholesky.LogDeterminant(_factor, Observables);
        for (int i = 0; i < Observables; i++) sum += difference[i] * solved[i];
        return -0.5 * sum;
    }

    /// <summary>The exact score, <c>∇θ ln p(x|θ) = Cᵀ V⁻¹ (x − C θ)</c>.</summary>
    /// <param name="x">Shape [observable].</param>
    /// <param name="theta">Shape [parameter].</param>
    /// <returns>Shape [parameter].</returns>
    public double[] Score(ReadOnlySpan<double> x, ReadOnlySpan<double> theta)
    {
        double[] solved = Difference(x, theta);
        Cholesky.Solve(_factor, Observables, solved);
        double[] score = new double[Parameters];
        for (int i = 0; i < Observables; i++)
        {
            for (int p = 0; p < Parameters; p++) score[p] += C(i, p) * solved[i];
        }

        return score;
    }

    /// <summary>The exact Fisher information of one event, <c>Cᵀ V⁻¹ C</c>, the same at all parameter points.</summary>
    /// <returns>Shape [parameter, parameter].</returns>
    public double[,] FisherInformation()
    {
        double[,] information = new double[Parameters, Parameters];
        for (int q = 0; q < Parameters; q++)
        {
            double[] column = [.. Enumerable.Range(0, Observables).Select(i => C(i, q))];
            Cholesky.Solve(_factor, Observables, column);
            for (int p = 0; p < Parameters; p++)
            {
                for (int i = 0; i < Observables; i++) information[p, q] += C(i, p) * column[i];
            }
        }

        return information;
    }

    /// <summary>The exact joint log ratio, <c>ln p(z|θ₀) − ln p(z|θ₁)</c>.</summary>
    /// <param name="z">Shape [parameter].</param>
    /// <param name="numerator">θ₀.</param>
    /// <param name="denominator">θ₁.</param>
    public double JointLogRatio(ReadOnlySpan<double> z, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator)
    {
        double sum = 0;
        for (int p = 0; p < Parameters; p++)
            sum += (numerator[p] - denominator[p]) * (z[p] - (0.5 * (numerator[p] + denominator[p]))) / (_latentDeviations[p] * _latentDeviations[p]);
        return sum;
    }

    /// <summary>The exact joint score, <c>(z − θ)/τ²</c>.</summary>
    /// <param name="z">Shape [parameter].</param>
    /// <param name="theta">Shape [parameter].</param>
    /// <param name="score">Receives the score; shape [parameter].</param>
    public void JointScore(ReadOnlySpan<double> z, ReadOnlySpan<double> theta, Span<double> score)
    {
        for (int p = 0; p < Parameters; p++) score[p] = (z[p] - theta[p]) / (_latentDeviations[p] * _latentDeviations[p]);
    }

    private double C(int observable, int parameter) => _couplings[(observable * Parameters) + parameter];

    private double[] Difference(ReadOnlySpan<double> x, ReadOnlySpan<double> theta)
    {
        double[] difference = x.ToArray();
        for (int i = 0; i < Observables; i++)
        {
            for (int p = 0; p < Parameters; p++) difference[i] -= C(i, p) * theta[p];
        }

        return difference;
    }
}
