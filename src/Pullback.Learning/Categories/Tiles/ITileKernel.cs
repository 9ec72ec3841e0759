using Pullback.Numerics.Simd;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>What a model does with one tile of events. A struct, so that the passes over tiles are compiled for it.</summary>
internal unsafe interface ITileKernel
{
    /// <summary>The number of categories.</summary>
    int Categories { get; }

    /// <summary>The number of sums over events that the gradient is made of.</summary>
    int Sums { get; }

    /// <summary>Numbers of memory that the kernel needs for a tile.</summary>
    int Scratch { get; }

    /// <summary>The soft assignment: <c>γ_k = shares_k · scale</c>.</summary>
    /// <param name="constants">What the model made of its parameters.</param>
    /// <param name="scores">Shape [score, tile event].</param>
    /// <param name="events">The number of events, whole lanes.</param>
    /// <param name="shares">Receives the shares. Shape [category, tile event].</param>
    /// <param name="scale">Receives the scale. Shape [tile event].</param>
    /// <param name="scratch">Memory of the kernel, kept until <see cref="Pull"/>.</param>
    void Shares<TV>(double* constants, double* scores, int events, double* shares, double* scale, double* scratch)
        where TV : unmanaged, ISimd<TV, double>;

    /// <summary>Adds what the events of a tile give to the sums of the gradient.</summary>
    /// <param name="constants">What the model made of its parameters.</param>
    /// <param name="scores">Shape [score, tile event].</param>
    /// <param name="events">The number of events, whole lanes.</param>
    /// <param name="shares">The shares. Shape [category, tile event].</param>
    /// <param name="scale">The scale. Shape [tile event].</param>
    /// <param name="upstream">The derivative by each probability. Shape [category, tile event].</param>
    /// <param name="scratch">Memory of the kernel as <see cref="Shares"/> left it.</param>
    /// <param name="lanes">The sums. Shape [sum, lane].</param>
    void Pull<TV>(double* constants, double* scores, int events, double* shares, double* scale, double* upstream, double* scratch, double* lanes)
        where TV : unmanaged, ISimd<TV, double>;
}
