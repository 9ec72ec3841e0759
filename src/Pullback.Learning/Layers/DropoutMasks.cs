using System.Globalization;
using System.Numerics;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Layers;

/// <summary>The factors of dropout: 0 for a dropped hidden output, else <c>1/(1 − p)</c>, drawn for every event and update.</summary>
/// <param name="widths">The width of each hidden layer.</param>
/// <param name="capacity">The largest number of events of a batch.</param>
/// <param name="seed">The user's seed.</param>
/// <param name="name">Distinguishes the streams of several sets of events.</param>
internal sealed class DropoutMasks<T>(IReadOnlyList<int> widths, int capacity, ulong seed, string name)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _masks = [.. widths.Select(width => new T[capacity * width])];

    /// <summary>Draws the factors of a batch.</summary>
    /// <param name="count">The number of events.</param>
    /// <param name="update">The number of the update, which keys the draw.</param>
    /// <param name="dropout">The share to drop.</param>
    /// <returns>For each layer, shape [event, width]; valid until the next draw.</returns>
    public ReadOnlyMemory<T>[] Draw(int count, long update, double dropout)
    {
        var masks = new ReadOnlyMemory<T>[_masks.Length];
        T kept = T.CreateChecked(1.0 / (1.0 - dropout));
        Span<double> uniform = stackalloc double[256];
        for (int layer = 0; layer < masks.Length; layer++)
        {
            Span<T> mask = _masks[layer].AsSpan(0, count * widths[layer]);
            var stream = new RandomStream(seed, string.Create(CultureInfo.InvariantCulture, $"dropout {layer} {name}"), (ulong)update);
            for (int first = 0; first < mask.Length; first += uniform.Length)
            {
                Span<T> part = mask.Slice(first, Math.Min(uniform.Length, mask.Length - first));
                stream.FillUniform(uniform[..part.Length]);
                for (int i = 0; i < part.Length; i++) part[i] = uniform[i] < dropout ? T.Zero : kept;
            }

            masks[layer] = _masks[layer].AsMemory(0, mask.Length);
        }

        return masks;
    }
}
