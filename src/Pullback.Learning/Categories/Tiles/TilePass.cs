using Pullback.Numerics.Simd;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>The passes of a model over tiles of events, compiled for its kernel and a width of vectors.</summary>
internal abstract unsafe class TilePass
{
    /// <summary>The number of sums that the gradient is made of.</summary>
    public abstract int Sums { get; }

    /// <summary>Memory for one thread.</summary>
    /// <param name="columns">The largest number of columns of a chunk.</param>
    public abstract TileMemory NewMemory(int columns);

    /// <summary>The sums of a chunk: S and Q of its columns.</summary>
    /// <param name="constants">What the model made of its parameters.</param>
    /// <param name="chunk">The events.</param>
    /// <param name="memory">The memory of the thread.</param>
    /// <param name="result">Receives the sums. Shape [column, category, S or Q].</param>
    public abstract void Forward(double* constants, TileChunk chunk, TileMemory memory, double* result);

    /// <summary>The sums of a chunk that the gradient is made of.</summary>
    /// <param name="constants">What the model made of its parameters.</param>
    /// <param name="chunk">The events.</param>
    /// <param name="sums">The cotangent of S of the chunk's columns. Shape [column, category].</param>
    /// <param name="squares">The cotangent of Q of the chunk's columns. Shape [column, category].</param>
    /// <param name="memory">The memory of the thread.</param>
    /// <param name="result">Receives the sums. Shape [sum].</param>
    public abstract void Backward(double* constants, TileChunk chunk, double* sums, double* squares, TileMemory memory, double* result);

    /// <summary>The probabilities of a tile, left in the memory: shares and scale.</summary>
    /// <param name="constants">What the model made of its parameters.</param>
    /// <param name="scores">Shape [score, tile event].</param>
    /// <param name="events">The number of events, whole lanes.</param>
    /// <param name="memory">The memory of the thread.</param>
    public abstract void Shares(double* constants, double* scores, int events, TileMemory memory);

    /// <summary>The category of the largest of the shares in the memory, as a number; of equal ones the first.</summary>
    /// <param name="events">The number of events, whole lanes.</param>
    /// <param name="memory">The memory of the thread.</param>
    /// <param name="categories">Receives the categories. Shape [tile event].</param>
    public abstract void Largest(int events, TileMemory memory, double* categories);

    /// <summary>Passes with the widest vectors of this processor, or with a given number of lanes.</summary>
    public static TilePass Of<TKernel>(TKernel kernel, int? lanes = null)
        where TKernel : struct, ITileKernel => (lanes ?? Widest()) switch
        {
            8 => new TilePass<TKernel, Simd512<double>>(kernel),
            4 => new TilePass<TKernel, Simd256<double>>(kernel),
            2 => new TilePass<TKernel, Simd128<double>>(kernel),
            _ => new TilePass<TKernel, SimdScalar<double>>(kernel),
        };

    private static int Widest() =>
        Simd512<double>.IsSupported ? 8 : Simd256<double>.IsSupported ? 4 : Simd128<double>.IsSupported ? 2 : 1;
}
