using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Categories;

/// <summary>The order in which categories are shown.</summary>
internal static class CategoryOrder
{
    private const double SmallestBackground = 1e-9;

    /// <summary>Mixtures of one score from left to right, of several scores by falling significance; bins of a grid as they are.</summary>
    public static int[] Of(CategoryModel model, ReadOnlySpan<double> parameters, double[] signal, double[] background)
    {
        int[] categories = [.. Enumerable.Range(0, model.Categories)];
        if (model is not GaussianMixtureModel mixture) return categories;
        if (model.Dimensions == 1)
        {
            IReadOnlyList<MixtureComponent> components = mixture.Components(parameters);
            return [.. categories.OrderBy(k => components[k].Mean[0])];
        }

        return [.. categories.OrderByDescending(k => SquaredSignificance(signal[k], Math.Max(background[k], SmallestBackground)))];
    }

    private static double SquaredSignificance(double s, double b) => 2.0 * (((s + b) * SpecialMath.Log1P(s / b)) - s);
}
