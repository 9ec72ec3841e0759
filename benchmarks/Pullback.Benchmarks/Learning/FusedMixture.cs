using System.Runtime.CompilerServices;
using Pullback.Learning.Categories;
using Pullback.Numerics.Simd;

namespace Pullback.Benchmarks.Learning;

/// <summary>The yields of a one-score mixture and their gradient as one loop over events, written by hand for exactly this: the bound to compare with.</summary>
/// <remarks>512-bit vectors, no padding, no tiles, sums kept in the lanes of one accumulator each.</remarks>
internal sealed unsafe class FusedMixture(double[][] scores, double[][] weights, int categories)
{
    private readonly double[] _sums = new double[scores.Length * categories];
    private readonly double[] _squares = new double[scores.Length * categories];
    private readonly double[] _moments = new double[3 * categories];

    /// <summary>Forward and backward over the events of a sample, the sets dealt out to threads.</summary>
    public static Action Run(CategorySample sample, int threads)
    {
        int each = CategorySample.Sets / threads;
        double[][] scores = [.. sample.Data.Sets.Select(s => s.Features.ToArray())];
        double[][] weights = [.. sample.Data.Columns.Select(c => c.Weights.ToArray())];
        FusedMixture[] parts =
        [
            .. Enumerable.Range(0, threads).Select(t => new FusedMixture(scores[(t * each)..((t + 1) * each)], weights[(t * each)..((t + 1) * each)], CategorySample.Categories)),
        ];
        void Pass(Action<FusedMixture> pass)
        {
            if (threads == 1) pass(parts[0]);
            else Parallel.For(0, threads, thread => pass(parts[thread]));
        }

        return () =>
        {
            Pass(part => part.Forward(sample.Model, sample.Parameters, CategorySample.Temperature));
            Pass(part => part.Backward(sample.Model, sample.Parameters, CategorySample.Temperature, part._sums, part._squares));
        };
    }

    public void Forward(GaussianMixtureModel model, double[] parameters, double temperature)
    {
        fixed (double* constants = Constants(model, parameters, temperature))
        {
            for (int set = 0; set < scores.Length; set++)
            {
                fixed (double* x = scores[set], w = weights[set], s = &_sums[set * categories], q = &_squares[set * categories])
                    Forward(x, w, scores[set].Length / 8 * 8, constants, s, q);
            }
        }
    }

    public void Backward(GaussianMixtureModel model, double[] parameters, double temperature, double[] sums, double[] squares)
    {
        Array.Clear(_moments);
        fixed (double* constants = Constants(model, parameters, temperature), moments = _moments)
        {
            for (int set = 0; set < scores.Length; set++)
            {
                fixed (double* x = scores[set], w = weights[set], s = &sums[set * categories], q = &squares[set * categories])
                    Backward(x, w, scores[set].Length / 8 * 8, constants, s, q, moments);
            }
        }
    }

    // For each category: log norm, mean, 1/(σ √(2T)).
    private static double[] Constants(GaussianMixtureModel model, double[] parameters, double temperature) =>
    [
        .. model.Components(parameters).SelectMany(c => new[]
        {
            (c.LogWeight - Math.Log(c.Cholesky[0]) - (0.5 * Math.Log(Math.Tau))) / temperature, c.Mean[0], 1.0 / (c.Cholesky[0] * Math.Sqrt(2.0 * temperature)),
        }),
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<double> Z(Simd512<double> x, double* constants, int k) =>
        (x - Simd512<double>.Create(constants[(3 * k) + 1])) * Simd512<double>.Create(constants[(3 * k) + 2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(Simd512<double> lanes) => System.Runtime.Intrinsics.Vector512.Sum(lanes.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd512<double> Logits(Simd512<double> x, double* constants, Simd512<double>* logits)
    {
        Simd512<double> largest = Simd512<double>.Constant(double.NegativeInfinity);
        for (int k = 0; k < categories; k++)
        {
            Simd512<double> z = Z(x, constants, k);
            Simd512<double> logit = Simd512<double>.FusedMultiplyAdd(-z, z, Simd512<double>.Create(constants[3 * k]));
            logits[k] = logit;
            largest = Simd512<double>.Select(Simd512<double>.GreaterThan(logit, largest), logit, largest);
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(double* x, double* w, int events, double* constants, double* sums, double* squares)
    {
        Simd512<double>* e = stackalloc Simd512<double>[categories];
        Simd512<double>* s = stackalloc Simd512<double>[categories];
        Simd512<double>* q = stackalloc Simd512<double>[categories];
        for (int i = 0; i < events; i += 8)
        {
            Simd512<double> largest = Logits(Simd512<double>.Load(x + i), constants, e);
            Simd512<double> total = default;
            for (int k = 0; k < categories; k++)
            {
                Simd512<double> share = VectorMath.ExpWithoutOverflow<Simd512<double>, double>(e[k] - largest);
                e[k] = share;
                total += share;
            }

            Simd512<double> weight = Simd512<double>.Load(w + i);
            Simd512<double> scaled = weight / total;
            Simd512<double> squared = weight * scaled;
            for (int k = 0; k < categories; k++)
            {
                s[k] = Simd512<double>.FusedMultiplyAdd(scaled, e[k], s[k]);
                q[k] = Simd512<double>.FusedMultiplyAdd(squared, e[k], q[k]);
            }
        }

        for (int k = 0; k < categories; k++) (sums[k], squares[k]) = (Sum(s[k]), Sum(q[k]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Backward(double* x, double* w, int events, double* constants, double* sums, double* squares, double* moments)
    {
        Simd512<double>* e = stackalloc Simd512<double>[categories];
        Simd512<double>* upstream = stackalloc Simd512<double>[categories];
        Simd512<double>* m = stackalloc Simd512<double>[3 * categories];
        for (int i = 0; i < events; i += 8)
        {
            Simd512<double> score = Simd512<double>.Load(x + i);
            Simd512<double> weight = Simd512<double>.Load(w + i);
            Simd512<double> largest = Logits(score, constants, e);
            Simd512<double> total = default;
            Simd512<double> mean = default;
            for (int k = 0; k < categories; k++)
            {
                Simd512<double> share = VectorMath.ExpWithoutOverflow<Simd512<double>, double>(e[k] - largest);
                Simd512<double> g = weight * Simd512<double>.FusedMultiplyAdd(weight, Simd512<double>.Create(squares[k]), Simd512<double>.Create(sums[k]));
                e[k] = share;
                upstream[k] = g;
                total += share;
                mean = Simd512<double>.FusedMultiplyAdd(share, g, mean);
            }

            Simd512<double> inverse = Simd512<double>.Constant(1.0) / total;
            mean *= inverse;
            for (int k = 0; k < categories; k++)
            {
                Simd512<double> delta = e[k] * inverse * (upstream[k] - mean);
                Simd512<double> z = Z(score, constants, k);
                Simd512<double> moment = delta * z;
                m[3 * k] += delta;
                m[(3 * k) + 1] += moment;
                m[(3 * k) + 2] = Simd512<double>.FusedMultiplyAdd(moment, z, m[(3 * k) + 2]);
            }
        }

        for (int k = 0; k < 3 * categories; k++) moments[k] += Sum(m[k]);
    }
}
