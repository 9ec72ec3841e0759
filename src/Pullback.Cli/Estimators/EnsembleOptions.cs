using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Learning.Estimators;

namespace Pullback.Cli.Estimators;

/// <summary>The options of verbs that join what the members of an ensemble say, and what they print of it.</summary>
internal sealed class EnsembleOptions
{
    // A matrix of this order is a document of about 80 MB.
    private const int LargestOrder = 2000;
    private readonly Option<string?> _memberWeights = new("--member-weights") { HelpName = "FILE", Description = "A weight for each member of an ensemble, an npy file; without it all weigh alike." };
    private readonly Option<bool> _covariance = new("--covariance") { Description = $"Give the covariance between the members of an ensemble too, of at most {LargestOrder} numbers." };

    /// <summary>The option of the weights alone.</summary>
    public Option Weights => _memberWeights;

    /// <summary>The option of the covariance.</summary>
    public Option Covariance => _covariance;

    /// <summary>The weights of the members, empty for equal ones.</summary>
    /// <param name="context">The call.</param>
    /// <param name="model">The ensemble.</param>
    public double[] MemberWeights(VerbContext context, EstimatorEnsemble model)
    {
        string? shown = context.Get(_memberWeights);
        double[] weights = EstimatorInput.Rows(context, shown, 1, "weights");
        if (shown is not null && weights.Length != model.Members.Count)
            throw new InputException($"{shown}: there are {weights.Length} weights, but the model has {model.Members.Count} members. Give one for each member.");
        return weights;
    }

    /// <summary>Adds the mean of the members; of several also their standard deviation as <c>NAME_spread</c>, and on request <c>NAME_covariance</c>.</summary>
    /// <param name="context">The call.</param>
    /// <param name="fields">The document.</param>
    /// <param name="name">The key.</param>
    /// <param name="predictions">Shape [member, value].</param>
    /// <param name="memberWeights">Shape [member]; empty for equal ones.</param>
    /// <param name="shape">The dimensions of the values.</param>
    /// <returns>The mean.</returns>
    public double[] Add(VerbContext context, JsonFields fields, string name, IReadOnlyList<double[]> predictions, double[] memberWeights, params int[] shape)
    {
        double[] mean = EstimatorInput.Guard(() => EstimatorEnsemble.Mean(predictions, memberWeights));
        if (Array.Exists(mean, v => !double.IsFinite(v))) throw new ComputationException($"{name} is not finite for some event: the estimator overflows there. Look for events far outside of the training sample.");
        fields.AddNode(name, NestedLists.Of(mean, shape));
        int weighted = memberWeights.Length == 0 ? predictions.Count : memberWeights.Count(w => w != 0);
        if (weighted > 1) fields.AddNode(name + "_spread", NestedLists.Of(EstimatorInput.Guard(() => EstimatorEnsemble.Spread(predictions, memberWeights)), shape));
        if (!context.Get(_covariance)) return mean;
        if (weighted < 2) throw new InputException("--covariance: only one estimator counts, but a covariance is one between the members of an ensemble. Leave the option out.");
        if (mean.Length > LargestOrder) throw new InputException($"--covariance: {name} has {mean.Length} numbers, but the covariance of at most {LargestOrder} is given. Ask for fewer events or points, or leave the option out: {name}_spread has the diagonal.");
        double[,] covariance = EstimatorInput.Guard(() => EstimatorEnsemble.Covariance(predictions, memberWeights));
        fields.AddNode(name + "_covariance", NestedLists.Of([.. covariance.Cast<double>()], [.. shape, .. shape]));
        return mean;
    }
}
