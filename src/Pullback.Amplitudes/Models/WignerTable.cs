using System.Collections.Concurrent;
using System.Numerics;
using Pullback.Amplitudes.Spin;

namespace Pullback.Amplitudes.Models;

/// <summary>All elements of a conjugate D matrix at once, their coefficients found once for each spin.</summary>
internal static class WignerTable
{
    private static readonly ConcurrentDictionary<int, double[][]> _coefficients = new();

    /// <summary><c>conj D^j_{m₁m₂}(α, β, γ)</c>, shape [m₁, m₂] from −j.</summary>
    public static Complex[] Conjugate(HalfInteger j, double alpha, double beta, double gamma)
    {
        int size = j.Doubled + 1;
        double[][] coefficients = _coefficients.GetOrAdd(j.Doubled, Make);
        var matrix = new Complex[size * size];
        Span<double> sines = stackalloc double[size], cosines = stackalloc double[size];
        (double sine, double cosine) = Math.SinCos(beta / 2);
        sines[0] = cosines[0] = 1;
        for (int n = 1; n < size; n++) (sines[n], cosines[n]) = (sines[n - 1] * sine, cosines[n - 1] * cosine);
        for (int a = 0; a < size; a++)
        {
            for (int b = 0; b < size; b++)
            {
                double[] weights = coefficients[(a * size) + b];
                double sum = 0;
                for (int n = 0; n < size; n++) sum += weights[n] * sines[n] * cosines[size - 1 - n];
                matrix[(a * size) + b] = Complex.FromPolarCoordinates(sum, ((a - (j.Doubled / 2.0)) * alpha) + ((b - (j.Doubled / 2.0)) * gamma));
            }
        }

        return matrix;
    }

    private static double[][] Make(int doubled)
    {
        IReadOnlyList<HalfInteger> projections = HalfInteger.Projections(new HalfInteger(doubled));
        return [.. projections.SelectMany(a => projections.Select(b => WignerD.Coefficients(new HalfInteger(doubled), a, b)))];
    }
}
