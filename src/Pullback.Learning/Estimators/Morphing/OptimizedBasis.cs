namespace Pullback.Learning.Estimators.Morphing;

/// <summary>The best of the random bases that were tried.</summary>
/// <param name="Basis">The basis; its fixed points come first.</param>
/// <param name="MeanSquaredWeight">The mean of <c>Σ_b w_b(θ)²</c> over the test points, which the search made small.</param>
/// <param name="Trial">The number of the trial that found it.</param>
/// <param name="SingularTrials">Trials whose points did not determine all components.</param>
public sealed record OptimizedBasis(MorphingBasis Basis, double MeanSquaredWeight, int Trial, int SingularTrials);
