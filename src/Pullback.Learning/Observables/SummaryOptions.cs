using System.Globalization;
using System.Text.Json.Serialization;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Observables;

/// <summary>How network outputs become expected counts in bins.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SoftmaxSummaryOptions), "softmax")]
[JsonDerivedType(typeof(KernelSummaryOptions), "kde")]
public abstract record SummaryOptions
{
    /// <summary>The number of bins.</summary>
    [JsonIgnore]
    public abstract int BinCount { get; }

    /// <summary>The number of network outputs.</summary>
    [JsonIgnore]
    public abstract int Outputs { get; }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public abstract IEnumerable<string> Problems();

    /// <summary>Adds the summary's own trainable parameters and makes the summary.</summary>
    /// <param name="weights">The list of trainable parameters.</param>
    public abstract Summary Trace(WeightList weights);

    private protected static string? Positive(string name, double value) =>
        value > 0 && double.IsFinite(value) ? null : string.Create(CultureInfo.InvariantCulture, $"{name} is {value:R}, but must be finite and above 0.");
}
