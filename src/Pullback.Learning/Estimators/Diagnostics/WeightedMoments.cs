using Pullback.Learning.Estimators.Limits;
using Pullback.Numerics.Summation;

namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>The weighted mean of rows and the covariance of that mean, <c>m = Σ w v/Σ w</c> and <c>C = Σ w² (v − m)(v − m)ᵀ/(Σ w)²</c>.</summary>
/// <param name="Mean">Shape [column].</param>
/// <param name="Covariance">Of the mean, not of a row; shape [column, column].</param>
/// <param name="Effective">The effective number of rows, <c>(Σ w)²/Σ w²</c>.</param>
public sealed record WeightedMoments(double[] Mean, double[,] Covariance, double Effective)
{
    /// <summary>Computes mean and covariance.</summary>
    /// <param name="rows">Shape [event, column].</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="weights">Shape [event]; empty weighs all alike.</param>
    /// <exception cref="ArgumentException">There is no row, lengths do not fit, a number is not finite, or the weights do not add up to a positive number.</exception>
    public static WeightedMoments Of(ReadOnlySpan<double> rows, int columns, ReadOnlySpan<double> weights = default)
    {
        int count = EventTable.Rows(rows, columns, "values");
        if (count == 0) throw new ArgumentException("There are no events; give at least one.", nameof(rows));
        double[] shares = FisherInformation.Shares(weights, count);
        var sums = new CompensatedSum[columns];
        var squares = new CompensatedSum();
        for (int e = 0; e < count; e++)
        {
            squares.Add(shares[e] * shares[e]);
            for (int k = 0; k < columns; k++) sums[k].Add(shares[e] * rows[(e * columns) + k]);
        }

        double[] mean = [.. sums.Select(sum => sum.Value)];
        var products = new CompensatedSum[columns * columns];
        for (int e = 0; e < count; e++)
        {
            for (int i = 0; i < columns; i++)
            {
                double left = shares[e] * (rows[(e * columns) + i] - mean[i]);
                for (int j = 0; j <= i; j++) products[(i * columns) + j].Add(left * shares[e] * (rows[(e * columns) + j] - mean[j]));
            }
        }

        double[,] covariance = new double[columns, columns];
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j <= i; j++) covariance[i, j] = covariance[j, i] = products[(i * columns) + j].Value;
        }

        return new WeightedMoments(mean, covariance, 1 / squares.Value);
    }
}
