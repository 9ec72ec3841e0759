namespace Pullback.Autodiff.Execution;

/// <summary>The factors of a small dense matrix, <c>P A = L U</c> with partial pivoting, in memory that is used again.</summary>
internal sealed class LuFactors(int order)
{
    private readonly double[] _factors = new double[order * order];
    private readonly int[] _pivots = new int[order];

    /// <summary>Whether the permutation is odd.</summary>
    public bool Odd { get; private set; }

    /// <summary>Factors a matrix, or its transpose; returns the first column without a pivot, or −1.</summary>
    public int Factor(ReadOnlySpan<double> matrix, bool transposed)
    {
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                _factors[(i * order) + j] = transposed ? matrix[(j * order) + i] : matrix[(i * order) + j];
            }
        }

        Odd = false;
        for (int k = 0; k < order; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < order; i++)
            {
                if (Math.Abs(_factors[(i * order) + k]) > Math.Abs(_factors[(pivot * order) + k]))
                {
                    pivot = i;
                }
            }

            _pivots[k] = pivot;
            if (_factors[(pivot * order) + k] == 0)
            {
                return k;
            }

            if (pivot != k)
            {
                Odd = !Odd;
                for (int j = 0; j < order; j++)
                {
                    (_factors[(k * order) + j], _factors[(pivot * order) + j]) = (_factors[(pivot * order) + j], _factors[(k * order) + j]);
                }
            }

            for (int i = k + 1; i < order; i++)
            {
                double factor = _factors[(i * order) + k] /= _factors[(k * order) + k];
                for (int j = k + 1; j < order; j++)
                {
                    _factors[(i * order) + j] -= factor * _factors[(k * order) + j];
                }
            }
        }

        return -1;
    }

    /// <summary>Replaces the columns of <paramref name="values"/> [order, columns] by the solutions.</summary>
    public void Solve(Span<double> values, int columns)
    {
        for (int c = 0; c < columns; c++)
        {
            for (int k = 0; k < order; k++)
            {
                int pivot = _pivots[k];
                (values[(k * columns) + c], values[(pivot * columns) + c]) = (values[(pivot * columns) + c], values[(k * columns) + c]);
            }

            for (int i = 0; i < order; i++)
            {
                double sum = values[(i * columns) + c];
                for (int j = 0; j < i; j++)
                {
                    sum -= _factors[(i * order) + j] * values[(j * columns) + c];
                }

                values[(i * columns) + c] = sum;
            }

            for (int i = order - 1; i >= 0; i--)
            {
                double sum = values[(i * columns) + c];
                for (int j = i + 1; j < order; j++)
                {
                    sum -= _factors[(i * order) + j] * values[(j * columns) + c];
                }

                values[(i * columns) + c] = sum / _factors[(i * order) + i];
            }
        }
    }

    /// <summary>The logarithm of the absolute value of the determinant.</summary>
    public double LogAbsDeterminant()
    {
        double sum = 0;
        for (int i = 0; i < order; i++)
        {
            sum += Math.Log(Math.Abs(_factors[(i * order) + i]));
        }

        return sum;
    }
}
