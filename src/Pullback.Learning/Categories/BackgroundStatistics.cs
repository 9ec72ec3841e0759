namespace Pullback.Learning.Categories;

/// <summary>The background in each category by hard assignment, and an order to show the categories in.</summary>
/// <param name="Yields">B. Shape [category].</param>
/// <param name="Squares">The sum of squared weights B2. Shape [category].</param>
/// <param name="RelativeUncertainties"><c>√B2 / B</c>; infinite where there is no background. Shape [category].</param>
/// <param name="Order">The categories as they are shown: of one score from left to right, of several by falling significance; bins of a grid in their own order.</param>
public sealed record BackgroundStatistics(
    IReadOnlyList<double> Yields, IReadOnlyList<double> Squares, IReadOnlyList<double> RelativeUncertainties, IReadOnlyList<int> Order)
{
    /// <summary>The statistics of hard yields.</summary>
    /// <param name="yields">Model and events.</param>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0. Does not matter for mixtures; divides the steepness of sigmoids.</param>
    public static BackgroundStatistics Of(CategoryYields yields, ReadOnlySpan<double> parameters, double temperature = 1.0)
    {
        ArgumentNullException.ThrowIfNull(yields);
        YieldTable hard = yields.Hard(parameters, temperature);
        double[] background = hard.Nominal([.. yields.Data.Backgrounds]);
        double[] squares = hard.NominalSquares([.. yields.Data.Backgrounds]);
        double[] relative = [.. background.Zip(squares, (b, b2) => b2 > 0 || b != 0 ? Math.Sqrt(b2) / b : double.PositiveInfinity)];
        return new BackgroundStatistics(background, squares, relative, CategoryOrder.Of(yields.Model, parameters, hard.Nominal([.. yields.Data.Signals]), background));
    }
}
