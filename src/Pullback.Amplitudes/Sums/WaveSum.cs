namespace Pullback.Amplitudes.Sums;

/// <summary>Sums over the events of a sample, with derivatives by couplings and shapes in closed form.</summary>
/// <remarks>
/// With <c>A_λ = Σ_k c_k φ_k B_kλ</c> and <c>f = Σ_λ |A_λ|²</c>: <c>∂f/∂Re c_k = 2 Re Σ_λ A*_λ φ_k B_kλ</c>, <c>∂f/∂Im c_k = −2 Im</c> of the same, <c>∂f/∂s = 2 Re Σ_λ A*_λ ∂A_λ/∂s</c>.
/// Numbers are ordered as real and imaginary part of each coupling, charge by charge, then the numbers of the shapes. Blocks are cut by the number of events alone, and partial sums
/// added in their order, so that results have the same bits for any number of threads.
/// </remarks>
internal static class WaveSum
{
    // Partial sums are kept for at most so many parts of a sample.
    private const int Parts = 64;

    /// <summary>How many numbers a sum is differentiated by.</summary>
    public static int Dimension(BasisLayout layout) => (2 * layout.Graph.Couplings.Count * layout.Model.Structure.Waves) + layout.Graph.Shapes.Sum(s => s.Dimension);

    /// <summary>Takes a sum.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="point">Where.</param>
    /// <param name="term">What is added up.</param>
    /// <param name="order">0 for the value, 1 with the gradient, 2 with the Hessian.</param>
    /// <param name="threads">How many threads work.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SumResult Of(WaveSample sample, SumPoint point, ITileTerm term, int order, int threads, CancellationToken cancellation)
    {
        int dimension = Dimension(sample.Layout);
        int parts = Math.Min(Parts, sample.Blocks);
        var results = new SumResult[parts];
        Spread.Run(parts, threads, () => sample.Workers.Rent(sample), (loan, part) =>
        {
            var result = new SumResult(dimension, order);
            int from = (int)((long)sample.Blocks * part / parts), to = (int)((long)sample.Blocks * (part + 1) / parts);
            for (int block = from; block < to; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                loan.Worker.Add(sample, block, point, term, order, result);
            }

            results[part] = result;
        }, cancellation);
        var total = new SumResult(dimension, order);
        foreach (SumResult result in results) total.Add(result);
        return total;
    }
}
