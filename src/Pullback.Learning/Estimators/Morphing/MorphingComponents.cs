using System.Globalization;

namespace Pullback.Learning.Estimators.Morphing;

/// <summary>The monomials that a squared matrix element is made of: <c>c_k(θ) = Π_p θ_p^n_kp</c>.</summary>
/// <remarks>
/// <para>Every event's differential cross section is <c>dσ(x|θ) = Σ_k c_k(θ) f_k(x)</c>; morphing finds the unknown <c>f_k</c> from as many parameter
/// points as there are components.</para>
/// <para>Edges: <c>0⁰ = 1</c>. Reference: [MadMiner2020].</para>
/// </remarks>
public sealed class MorphingComponents
{
    private readonly int[] _powers;

    /// <summary>Takes a table of powers.</summary>
    /// <param name="powers">Row-major, none negative, no row twice. Shape [component, parameter].</param>
    /// <param name="parameters">The number of parameters.</param>
    /// <exception cref="ArgumentException">The table is empty, no multiple of the parameters long, or has a negative power or a row twice.</exception>
    public MorphingComponents(ReadOnlySpan<int> powers, int parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters);
        if (powers.IsEmpty || powers.Length % parameters != 0)
        {
            throw new ArgumentException(Invariant(
                $"The table of powers has {powers.Length} numbers, but must have one row of {parameters} for each component, and at least one row."), nameof(powers));
        }

        _powers = powers.ToArray();
        ParameterCount = parameters;
        Count = powers.Length / parameters;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int k = 0; k < Count; k++)
        {
            ReadOnlySpan<int> row = Row(k);
            for (int p = 0; p < parameters; p++)
            {
                if (row[p] < 0) throw new ArgumentException(Invariant($"Component {k} has power {row[p]} of parameter {p}, but powers must not be negative."), nameof(powers));
            }

            string text = string.Join(',', row.ToArray());
            if (!seen.TryAdd(text, k)) throw new ArgumentException(Invariant($"Components {seen[text]} and {k} are the same, ({text}); remove one of them."), nameof(powers));
        }
    }

    /// <summary>The number of components.</summary>
    public int Count { get; }

    /// <summary>The number of parameters, or of couplings.</summary>
    public int ParameterCount { get; }

    /// <summary>The powers, row-major. Shape [component, parameter].</summary>
    public ReadOnlyMemory<int> Powers => _powers;

    /// <summary>All monomials up to a power in each parameter and in all of them together; the last parameter's power runs fastest.</summary>
    /// <param name="maximalPowers">The largest power of each parameter in the squared matrix element: 2 for one vertex, 4 for two. Shape [parameter].</param>
    /// <param name="maximalOverallPower">The largest sum of a component's powers, or null for no limit.</param>
    /// <exception cref="ArgumentException">There is no parameter, or a power is negative.</exception>
    public static MorphingComponents UpTo(IReadOnlyList<int> maximalPowers, int? maximalOverallPower = null)
    {
        ArgumentNullException.ThrowIfNull(maximalPowers);
        if (maximalPowers.Count == 0) throw new ArgumentException("There is no parameter, but morphing needs at least one.", nameof(maximalPowers));
        for (int p = 0; p < maximalPowers.Count; p++)
        {
            if (maximalPowers[p] < 0)
                throw new ArgumentException(Invariant($"The largest power of parameter {p} is {maximalPowers[p]}, but must not be negative."), nameof(maximalPowers));
        }

        if (maximalOverallPower < 0)
            throw new ArgumentException(Invariant($"The largest overall power is {maximalOverallPower}, but must not be negative."), nameof(maximalOverallPower));
        var rows = new List<int>();
        int[] row = new int[maximalPowers.Count];
        void Descend(int parameter, int left)
        {
            if (parameter == row.Length)
            {
                rows.AddRange(row);
                return;
            }

            for (int power = 0; power <= Math.Min(maximalPowers[parameter], left); power++)
            {
                row[parameter] = power;
                Descend(parameter + 1, left - power);
            }
        }

        Descend(0, maximalOverallPower ?? int.MaxValue);
        return new MorphingComponents(rows.ToArray(), row.Length);
    }

    /// <summary>The monomials of <c>(Σ g_production + Σ g_same)² (Σ g_decay + Σ g_same)²</c>; a vertex without couplings counts as 1.</summary>
    /// <remarks>The columns are the couplings of the decay, of the production and of both, in this order; the rows fall in lexicographic order.</remarks>
    /// <param name="couplings">How many couplings each vertex has.</param>
    /// <param name="maximalNewPhysicsPower">The largest power of every coupling but the first of its group, or null for no limit.</param>
    /// <exception cref="ArgumentException">There is no coupling, a number is negative, or the limit leaves no component.</exception>
    public static MorphingComponents OfCouplings(CouplingCounts couplings, int? maximalNewPhysicsPower = null)
    {
        ArgumentNullException.ThrowIfNull(couplings);
        couplings.Check();
        (int decay, int production, int same) = (couplings.Decay, couplings.Production, couplings.Same);
        int[] ofSame = [.. Enumerable.Range(decay + production, same)];
        int[][] pairsOfDecay = Pairs([.. Enumerable.Range(0, decay), .. ofSame]);
        int[][] pairsOfProduction = Pairs([.. Enumerable.Range(decay, production), .. ofSame]);
        int[] firsts = [0, decay, decay + production];
        var rows = new List<int[]>();
        foreach (int[] first in pairsOfDecay)
        {
            foreach (int[] second in pairsOfProduction)
            {
                int[] row = new int[couplings.Total];
                foreach (int coupling in first.Concat(second)) row[coupling]++;
                bool allowed = maximalNewPhysicsPower is not { } limit || !row.Where((power, g) => !firsts.Contains(g) && power > limit).Any();
                if (allowed && !rows.Any(r => r.AsSpan().SequenceEqual(row))) rows.Add(row);
            }
        }

        if (rows.Count == 0)
            throw new ArgumentException(Invariant($"No component has powers of at most {maximalNewPhysicsPower} of its new couplings; raise the limit."), nameof(maximalNewPhysicsPower));
        rows.Sort((a, b) => b.AsSpan().SequenceCompareTo(a));
        return new MorphingComponents(rows.SelectMany(r => r).ToArray(), couplings.Total);
    }

    /// <summary>The powers of one component. Shape [parameter].</summary>
    /// <param name="component">The number of the component.</param>
    public ReadOnlySpan<int> Row(int component) => _powers.AsSpan(component * ParameterCount, ParameterCount);

    /// <summary>The value of every component at a point: <c>c_k(θ)</c>.</summary>
    /// <param name="theta">Shape [parameter].</param>
    /// <returns>Shape [component].</returns>
    /// <exception cref="ArgumentException">The point has another number of parameters.</exception>
    public double[] Values(ReadOnlySpan<double> theta)
    {
        CheckPoint(theta);
        double[] values = new double[Count];
        for (int k = 0; k < Count; k++) values[k] = Product(theta, k, -1);
        return values;
    }

    /// <summary>The slope of every component along every parameter: <c>∂c_k/∂θ_p</c>.</summary>
    /// <param name="theta">Shape [parameter].</param>
    /// <returns>Row-major, shape [parameter, component].</returns>
    /// <exception cref="ArgumentException">The point has another number of parameters.</exception>
    public double[] Gradients(ReadOnlySpan<double> theta)
    {
        CheckPoint(theta);
        double[] slopes = new double[ParameterCount * Count];
        for (int p = 0; p < ParameterCount; p++)
        {
            for (int k = 0; k < Count; k++) slopes[(p * Count) + k] = Product(theta, k, p);
        }

        return slopes;
    }

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    internal void CheckPoint(ReadOnlySpan<double> theta)
    {
        if (theta.Length != ParameterCount)
            throw new ArgumentException(Invariant($"The point has {theta.Length} parameters, but the components are made of {ParameterCount}."), nameof(theta));
        for (int p = 0; p < theta.Length; p++)
        {
            if (!double.IsFinite(theta[p])) throw new ArgumentException(Invariant($"Parameter {p} of the point is {theta[p]}, but must be a finite number."), nameof(theta));
        }
    }

    /// <summary>One component, or its derivative along <paramref name="along"/> if that is a parameter.</summary>
    private double Product(ReadOnlySpan<double> theta, int component, int along)
    {
        double product = 1.0;
        ReadOnlySpan<int> powers = Row(component);
        for (int p = 0; p < powers.Length; p++)
        {
            int power = powers[p];
            if (p == along)
            {
                product *= power;
                power--;
            }

            for (int i = 0; i < power; i++) product *= theta[p];
        }

        return product;
    }

    /// <summary>The ways to take two couplings of a vertex, in any order; one empty way if it has none.</summary>
    private static int[][] Pairs(int[] couplings) =>
        couplings.Length == 0
            ? [[]]
            : [.. couplings.SelectMany((g, i) => couplings.Skip(i).Select(h => new[] { g, h }))];
}
