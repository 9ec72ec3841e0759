using System.CommandLine;
using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Learning.Estimators;
using Pullback.Numerics.LinearAlgebra;

namespace Pullback.Cli.Estimators;

/// <summary>The options that tell nuisance parameters from those of interest.</summary>
internal sealed class NuisanceOptions
{
    private readonly Option<string?> _information = new("--information") { HelpName = "FILE", Description = "The Fisher information of all parameters, an npy file [parameter, parameter], to set the treatment of nuisance parameters from." };
    private readonly Option<string?> _interest = new("--interest") { HelpName = "K,L,…", Description = "With --information, the numbers of the parameters of interest, in the order of the result; the others are nuisance parameters." };

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_information, _interest];

    /// <summary>The model with its nuisance parameters set, or as it is without the options.</summary>
    /// <param name="context">The call.</param>
    /// <param name="model">The model.</param>
    public EstimatorEnsemble Apply(VerbContext context, EstimatorEnsemble model)
    {
        string? shown = context.Get(_information), interest = context.Get(_interest);
        if (shown is null && interest is null) return model;
        if (shown is null || interest is null) throw new InputException($"{(shown is null ? "--interest" : "--information")} is given without {(shown is null ? "--information" : "--interest")}; give both.");
        EstimatorDefinition definition = model.Members[0].Definition;
        if (definition.Kind != EstimatorKind.Score) throw new InputException($"--information: an estimator of kind {definition.Kind} is asked at any value of its nuisance parameters; their treatment is set for scores only.");
        int order = definition.Parameters;
        double[] values = EstimatorInput.Rows(context, shown, order, "parameters");
        if (values.Length != order * order) throw new InputException($"{shown}: there are {values.Length / order} rows, but the information has a row and a column for each of {order} parameters.");
        double[,] matrix = new double[order, order];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Math.Abs(matrix[i, j] - matrix[j, i]) > 1e-6 * Math.Sqrt(Math.Abs(matrix[i, i] * matrix[j, j])))
                    throw new InputException(FormattableString.Invariant($"{shown}: entry [{i}, {j}] is {matrix[i, j]:R} and [{j}, {i}] is {matrix[j, i]:R}, but a Fisher information is symmetric."));
            }
        }

        int[] kept = [.. interest.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int k)
            ? k
            : throw new InputException($"--interest {interest}: '{part}' is no number of a parameter. Give numbers from 0 to {order - 1}, joined by commas."))];
        try
        {
            NuisanceMatrices matrices = EstimatorInput.Guard(() => NuisanceMatrices.Of(matrix, kept));
            return new EstimatorEnsemble([.. model.Members.Select(m => m.WithNuisance(matrices))]);
        }
        catch (NotPositiveDefiniteException problem)
        {
            throw new InputException($"{shown}: the information of the nuisance parameters is not positive definite, so that they cannot be profiled: {problem.Message}", problem);
        }
    }
}
