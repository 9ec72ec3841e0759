using Pullback.Learning.Estimators.Limits;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Estimators.Limits;

/// <summary>The exact ratio of x ~ N(θ, Σ) to x ~ N(0, Σ) in two dimensions: <c>ln r = θᵀ P x − ½ θᵀ P θ</c> with <c>P = Σ⁻¹</c>.</summary>
internal sealed class GaussianLogRatio(double[] x, double p00, double p01, double p11) : ILogRatio
{
    public int Parameters => 2;

    public int Events => x.Length / 2;

    /// <summary>The precision matrix.</summary>
    public double[,] Precision => new[,] { { p00, p01 }, { p01, p11 } };

    /// <summary>Events of a point, for precision P = [[2, 0.6], [0.6, 1]].</summary>
    public static GaussianLogRatio Sample(int events, double theta0, double theta1, ulong seed)
    {
        var stream = new RandomStream(seed, "gaussian events");
        const double Determinant = 2 - (0.6 * 0.6);
        double s00 = 1 / Determinant, s01 = -0.6 / Determinant, s11 = 2 / Determinant;
        double l00 = Math.Sqrt(s00), l10 = s01 / l00, l11 = Math.Sqrt(s11 - (l10 * l10));
        double[] x = new double[2 * events];
        for (int e = 0; e < events; e++)
        {
            double a = stream.Normal(), b = stream.Normal();
            x[2 * e] = theta0 + (l00 * a);
            x[(2 * e) + 1] = theta1 + (l10 * a) + (l11 * b);
        }

        return new GaussianLogRatio(x, 2, 0.6, 1);
    }

    public double[] X => x;

    public void Evaluate(ReadOnlySpan<double> points, ReadOnlySpan<int> events, Span<double> values, Span<double> scores)
    {
        for (int p = 0; p < points.Length / 2; p++)
        {
            double a = points[2 * p], b = points[(2 * p) + 1];
            for (int e = 0; e < events.Length; e++)
            {
                double u = x[2 * events[e]], v = x[(2 * events[e]) + 1];
                int row = (p * events.Length) + e;
                double t0 = (p00 * (u - a)) + (p01 * (v - b)), t1 = (p01 * (u - a)) + (p11 * (v - b));
                values[row] = (a * ((p00 * (u - (0.5 * a))) + (p01 * (v - (0.5 * b))))) + (b * ((p01 * (u - (0.5 * a))) + (p11 * (v - (0.5 * b)))));
                if (scores.IsEmpty) continue;
                scores[2 * row] = t0;
                scores[(2 * row) + 1] = t1;
            }
        }
    }
}
