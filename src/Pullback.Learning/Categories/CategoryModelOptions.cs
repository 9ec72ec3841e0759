using System.Text.Json.Serialization;

namespace Pullback.Learning.Categories;

/// <summary>What a model of event categories is, apart from the values of its parameters.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(GaussianMixtureOptions), "mixture")]
[JsonDerivedType(typeof(SigmoidOptions), "sigmoid")]
public abstract record CategoryModelOptions
{
    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public abstract IEnumerable<string> Problems();

    /// <summary>Makes the model.</summary>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every problem found.</exception>
    public abstract CategoryModel Create();
}
