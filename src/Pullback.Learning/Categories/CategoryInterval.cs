namespace Pullback.Learning.Categories;

/// <summary>An interval of one score that belongs to one category. A category may own several intervals, or none.</summary>
/// <param name="Lower">The lower end; −∞ for the first interval.</param>
/// <param name="Upper">The upper end; +∞ for the last interval.</param>
/// <param name="Category">The category.</param>
public readonly record struct CategoryInterval(double Lower, double Upper, int Category);
