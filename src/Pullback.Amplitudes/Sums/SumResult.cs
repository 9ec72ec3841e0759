namespace Pullback.Amplitudes.Sums;

/// <summary>A sum over events with derivatives by couplings and shapes.</summary>
internal sealed class SumResult(int dimension, int order)
{
    public int Dimension => dimension;

    public double[] Totals { get; } = new double[3];

    /// <summary>Shape [number].</summary>
    public double[] Gradient { get; } = order >= 1 ? new double[dimension] : [];

    /// <summary>Mixed derivatives with the normalisation, shape [number].</summary>
    public double[] Cross { get; } = order >= 2 ? new double[dimension] : [];

    /// <summary>Shape [number, number].</summary>
    public double[] Hessian { get; } = order >= 2 ? new double[dimension * dimension] : [];

    public void Add(SumResult other)
    {
        Sum(Totals, other.Totals);
        Sum(Gradient, other.Gradient);
        Sum(Cross, other.Cross);
        Sum(Hessian, other.Hessian);

        static void Sum(double[] target, double[] source)
        {
            for (int i = 0; i < target.Length; i++) target[i] += source[i];
        }
    }
}
