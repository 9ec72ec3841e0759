using Pullback.Numerics.LinearAlgebra;

namespace Pullback.Learning.Estimators;

/// <summary>How the score of all parameters becomes that of the parameters of interest.</summary>
/// <param name="Profile">Subtracts what nuisance parameters could mimic: <c>t_poi − I_mixᵀ I_nn⁻¹ t_nuisance</c>; shape [parameter of interest, parameter].</param>
/// <param name="Project">Selects the parameters of interest; shape [parameter of interest, parameter].</param>
public sealed record NuisanceMatrices(double[,] Profile, double[,] Project)
{
    /// <summary>The matrices of a Fisher information.</summary>
    /// <param name="information">Shape [parameter, parameter], symmetric.</param>
    /// <param name="ofInterest">The parameters of interest in the order of the result; the others are nuisance parameters.</param>
    /// <exception cref="ArgumentException">An index is outside or repeated, or the matrix is not square.</exception>
    /// <exception cref="NotPositiveDefiniteException">The information of the nuisance parameters is singular.</exception>
    public static NuisanceMatrices Of(double[,] information, IReadOnlyList<int> ofInterest)
    {
        ArgumentNullException.ThrowIfNull(information);
        ArgumentNullException.ThrowIfNull(ofInterest);
        int parameters = information.GetLength(0);
        if (information.GetLength(1) != parameters) throw new ArgumentException($"The information has {parameters} rows and {information.GetLength(1)} columns; it must be square.", nameof(information));
        if (ofInterest.Count == 0 || ofInterest.Distinct().Count() != ofInterest.Count || ofInterest.Any(i => i < 0 || i >= parameters))
            throw new ArgumentException($"The parameters of interest are [{string.Join(", ", ofInterest)}], but must be different indices from 0 to {parameters - 1}.", nameof(ofInterest));
        int[] nuisance = [.. Enumerable.Range(0, parameters).Except(ofInterest)];
        double[,] project = new double[ofInterest.Count, parameters];
        for (int k = 0; k < ofInterest.Count; k++) project[k, ofInterest[k]] = 1;
        double[,] profile = (double[,])project.Clone();
        if (nuisance.Length == 0) return new NuisanceMatrices(profile, project);
        double[] block = [.. nuisance.SelectMany(i => nuisance.Select(j => information[i, j]))];
        Cholesky.Factor(block, nuisance.Length);
        double[] solution = new double[nuisance.Length];
        for (int k = 0; k < ofInterest.Count; k++)
        {
            for (int n = 0; n < nuisance.Length; n++) solution[n] = information[nuisance[n], ofInterest[k]];
            Cholesky.Solve(block, nuisance.Length, solution);
            for (int n = 0; n < nuisance.Length; n++) profile[k, nuisance[n]] = -solution[n];
        }

        return new NuisanceMatrices(profile, project);
    }
}
