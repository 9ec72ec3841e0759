using System.Globalization;
using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Learning.Estimators;

/// <summary>What is known of a ratio beforehand: how it depends on the parameters. Its networks see the observables alone.</summary>
/// <remarks>
/// The parameters enter by their own values, so that they are never scaled. Reference: [MadMiner2020] for morphing, [Chen2021] for the quadratic form.
/// </remarks>
public sealed record RatioModel
{
    /// <summary>The dependence.</summary>
    public required RatioForm Form { get; init; }

    /// <summary>For morphing, the power of each parameter in each component, row-major. Shape [component, parameter].</summary>
    public IReadOnlyList<int> Powers { get; init; } = [];

    /// <summary>For morphing, the morphing matrix, row-major. Shape [component, benchmark].</summary>
    public IReadOnlyList<double> Matrix { get; init; } = [];

    /// <summary>The quadratic ratio of one parameter.</summary>
    public static RatioModel Quadratic { get; } = new() { Form = RatioForm.Quadratic };

    /// <summary>The ratio of a morphing basis.</summary>
    /// <param name="basis">The basis.</param>
    public static RatioModel Of(MorphingBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return new RatioModel { Form = RatioForm.Morphing, Powers = basis.Components.Powers.ToArray(), Matrix = basis.Matrix.ToArray() };
    }

    /// <summary>The number of networks, for a number of parameters: one for each benchmark, or two.</summary>
    /// <param name="parameters">The number of parameters.</param>
    internal int Networks(int parameters) => Form == RatioForm.Quadratic ? 2 : Matrix.Count / (Powers.Count / parameters);

    /// <summary>What does not fit an estimator, one sentence each; empty if nothing.</summary>
    /// <param name="definition">The estimator.</param>
    internal IEnumerable<string> Problems(EstimatorDefinition definition)
    {
        if (definition.Kind != EstimatorKind.ParameterizedRatio)
            yield return $"Only a parameterized ratio can have a {Form.ToString().ToLowerInvariant()} model, but the estimator is of kind {definition.Kind}.";
        if (Form == RatioForm.Quadratic)
        {
            if (definition.Parameters != 1) yield return string.Create(CultureInfo.InvariantCulture, $"The quadratic model is one of a single parameter, but there are {definition.Parameters}. Take the morphing model.");
            yield break;
        }

        string? problem = null;
        try
        {
            MorphingBasis.OfMatrix(new MorphingComponents([.. Powers], definition.Parameters), [.. Matrix]);
        }
        catch (ArgumentException e)
        {
            problem = $"The morphing model does not fit an estimator of {definition.Parameters} parameters: {e.Message}";
        }

        if (problem is not null) yield return problem;
    }
}
