using System.Globalization;
using System.Text.Json.Serialization;
using Pullback.Autodiff;

namespace Pullback.Learning.Categories.Losses;

/// <summary>What training improves: one result for each signal, combined, and penalties.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AsimovObjective), "asimov")]
[JsonDerivedType(typeof(ProfiledObjective), "profiled")]
public abstract record CategoryObjective
{
    /// <summary>The name of the result, for tables and plots.</summary>
    [JsonIgnore]
    public abstract string Title { get; }

    /// <summary>Whether a larger result is better.</summary>
    [JsonIgnore]
    public abstract bool Maximize { get; }

    /// <summary>How the results of several signals are combined.</summary>
    /// <value>Default the geometric mean.</value>
    public SignalCombination Combination { get; init; } = SignalCombination.GeometricMean;

    /// <summary>The weight of each signal in the combination, by name.</summary>
    /// <value>Default none: every signal counts 1.</value>
    public IReadOnlyDictionary<string, double> SignalWeights { get; init; } = new Dictionary<string, double>();

    /// <summary>What is added for categories that an analysis could not use.</summary>
    /// <value>Default nothing.</value>
    public CategoryPenalties Penalties { get; init; } = new();

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    /// <param name="data">The events it is meant for.</param>
    public virtual IEnumerable<string> Problems(CategoryData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (string problem in Penalties.Problems()) yield return problem;
        if (!Enum.IsDefined(Combination)) yield return $"The combination {Combination} does not exist.";
        if (Combination == SignalCombination.GeometricMean && !Positive)
            yield return $"The {Title} of a signal may be negative, so there is no geometric mean; combine the signals by another way, such as the weighted mean.";
        foreach ((string signal, double weight) in SignalWeights)
        {
            if (!data.Signals.Contains(signal, StringComparer.Ordinal)) yield return $"There is a weight for '{signal}', which is not a signal; the signals are: {string.Join(", ", data.Signals)}.";
            if (!(weight >= 0) || !double.IsFinite(weight)) yield return string.Create(CultureInfo.InvariantCulture, $"The weight of signal '{signal}' is {weight:R}, but must be finite and at least 0.");
        }

        if (data.Signals.Count > 0 && data.Signals.All(s => Weight(s) == 0)) yield return "The weights of all signals are 0; at least one must count.";
    }

    /// <summary>Whether every result is above 0.</summary>
    private protected virtual bool Positive => true;

    /// <summary>The result of one signal.</summary>
    /// <param name="signal">The signal; the others count as background.</param>
    /// <param name="yields">The expected counts.</param>
    /// <returns>A scalar.</returns>
    internal abstract Expr Result(string signal, CategoryCounts yields);

    /// <summary>The weight of a signal in the combination.</summary>
    internal double Weight(string signal) => SignalWeights.GetValueOrDefault(signal, 1.0);

    /// <summary>The results of all signals in one number.</summary>
    /// <param name="signals">Their names.</param>
    /// <param name="results">Scalars.</param>
    internal Expr Combine(IReadOnlyList<string> signals, IReadOnlyList<Expr> results)
    {
        if (results.Count == 1) return results[0];
        double[] weights = [.. signals.Select(Weight)];
        double total = weights.Sum();
        Expr Mean(Func<Expr, Expr> of)
        {
            Expr sum = weights[0] * of(results[0]);
            for (int i = 1; i < results.Count; i++) sum += weights[i] * of(results[i]);
            return sum / total;
        }

        switch (Combination)
        {
            case SignalCombination.GeometricMean:
                return Op.Exp(Mean(result => Op.Log(Op.Max(result, 1e-150))));
            case SignalCombination.WeightedMean:
                return Mean(result => result);
            case SignalCombination.Quadrature:
                return Op.Sqrt(Op.Max(Mean(Op.Square), 1e-300));
            default:
                Expr[] counted = [.. results.Where((_, i) => weights[i] > 0)];
                Expr worst = counted[0];
                foreach (Expr result in counted.Skip(1)) worst = Maximize ? Op.Min(worst, result) : Op.Max(worst, result);
                return worst;
        }
    }
}
