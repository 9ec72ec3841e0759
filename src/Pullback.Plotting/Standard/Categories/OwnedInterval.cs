namespace Pullback.Plotting.Standard.Categories;

/// <summary>A part of a score's axis whose events a category receives.</summary>
/// <param name="Category">Index of the category; one may own several intervals or none.</param>
/// <param name="From">Lower end; minus infinity is allowed.</param>
/// <param name="To">Upper end, not below the lower one; infinity is allowed.</param>
public sealed record OwnedInterval(int Category, double From, double To);
