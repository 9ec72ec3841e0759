namespace Pullback.Learning.Categories.Training;

/// <summary>What the hard categories are at some point of a training.</summary>
/// <param name="Loss">The loss with every event in one category.</param>
/// <param name="Results">The result of every signal with every event in one category.</param>
/// <param name="Bias">(hard − soft)/hard of the total counts. Shape [category].</param>
/// <param name="WithoutBackground">The number of categories with signal events but no background events, whose significance means nothing.</param>
/// <param name="Parameters">The parameters. Shape [parameter].</param>
public sealed record CategoryLook(double Loss, IReadOnlyList<double> Results, IReadOnlyList<double> Bias, int WithoutBackground, IReadOnlyList<double> Parameters);
