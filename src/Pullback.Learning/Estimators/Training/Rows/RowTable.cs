using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>The rows of a data set, checked, scaled and packed for training.</summary>
internal sealed class RowTable<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Block = 4096;

    private RowTable(RowStore<T> store, string fingerprint)
    {
        Store = store;
        Fingerprint = fingerprint;
    }

    /// <summary>The packed rows.</summary>
    public RowStore<T> Store { get; }

    /// <summary>The SHA-256 of the packed rows, in hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>Packs rows.</summary>
    /// <param name="layout">What a row consists of.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="scales">The scaling of the data.</param>
    /// <param name="features">The observables that the estimator sees; null for all.</param>
    /// <param name="options">How to train.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static RowTable<T> Pack(RowLayout layout, RowSelection selection, RowScales scales, IReadOnlyList<int>? features, EstimatorTrainingOptions options, CancellationToken cancellation)
    {
        RowStore<T> store = NewStore(layout, selection, options);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            double[]? shuffled = options.ShuffleLabels ? ShuffledTargets(layout, selection, options.Training.Seed) : null;
            double[] source = new double[Block * layout.Groups.Max(group => group.Columns.Width)];
            var packed = new T[Block * layout.Width];
            int targets = 0;
            foreach (RowGroup group in layout.Groups) targets += IsTarget(group.Role) ? group.Width : 0;
            for (long first = 0; first < selection.Count; first += Block)
            {
                cancellation.ThrowIfCancellationRequested();
                int rows = (int)Math.Min(Block, selection.Count - first);
                int target = 0;
                foreach (RowGroup group in layout.Groups)
                {
                    int width = group.Columns.Width;
                    Span<double> values = source.AsSpan(0, rows * width);
                    if (shuffled is not null && IsTarget(group.Role))
                    {
                        for (int i = 0; i < rows; i++) shuffled.AsSpan(checked((int)(((first + i) * targets) + target)), width).CopyTo(values[(i * width)..]);
                        target += width;
                    }
                    else
                    {
                        selection.Read(group.Columns, first, values);
                    }

                    (IReadOnlyList<double>? shift, IReadOnlyList<double>? scale) = scales.Of(group.Role);
                    for (int k = 0; k < group.Width; k++)
                    {
                        int column = group.Role == RowRole.Observables ? features?[k] ?? k : k;
                        double s = shift?[column] ?? 0;
                        double f = scale?[column] ?? 1;
                        for (int i = 0; i < rows; i++) packed[(i * layout.Width) + group.Offset + k] = T.CreateSaturating((values[(i * width) + column] - s) / f);
                    }
                }

                ReadOnlySpan<T> done = packed.AsSpan(0, rows * layout.Width);
                hash.AppendData(MemoryMarshal.AsBytes(done));
                store.Append(done);
            }

            return new RowTable<T>(store, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    private static unsafe RowStore<T> NewStore(RowLayout layout, RowSelection selection, EstimatorTrainingOptions options)
    {
        if (selection.Count > int.MaxValue)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {selection.Count} events, but at most {int.MaxValue} can be learned from. Limit the sample."), nameof(selection));
        Int128 numbers = (Int128)selection.Count * layout.Width;
        return numbers * sizeof(T) <= options.MemoryBytes && numbers <= Array.MaxLength
            ? new MemoryRows<T>(layout.Width, selection.Count)
            : new FileRows<T>(layout.Width, options.ScratchFolder);
    }

    private static bool IsTarget(RowRole role) => role is RowRole.Labels or RowRole.Ratio or RowRole.Score or RowRole.DenominatorScore;

    // The targets of all rows, dealt to other rows together; shape [row, target]. They are held in memory.
    private static double[] ShuffledTargets(RowLayout layout, RowSelection selection, ulong seed)
    {
        RowGroup[] groups = [.. layout.Groups.Where(group => IsTarget(group.Role))];
        int width = groups.Sum(group => group.Width);
        int count = checked((int)selection.Count);
        int[] place = new RandomStream(seed, "shuffled labels").Permutation(count);
        double[] targets = new double[checked(count * width)];
        double[] source = new double[Block * Math.Max(1, width)];
        int offset = 0;
        foreach (RowGroup group in groups)
        {
            for (int first = 0; first < count; first += Block)
            {
                int rows = Math.Min(Block, count - first);
                Span<double> values = source.AsSpan(0, rows * group.Width);
                selection.Read(group.Columns, first, values);
                for (int i = 0; i < rows; i++) values.Slice(i * group.Width, group.Width).CopyTo(targets.AsSpan((place[first + i] * width) + offset));
            }

            offset += group.Width;
        }

        return targets;
    }
}
