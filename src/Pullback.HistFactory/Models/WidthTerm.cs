using Pullback.HistFactory.Modifiers;

namespace Pullback.HistFactory.Models;

/// <summary>A modifier of a compiled sample whose constraint follows from its numbers.</summary>
/// <param name="Type">What knows how.</param>
/// <param name="Slot">The modifier.</param>
/// <param name="Uncertainty">The input of the first bin's uncertainty.</param>
internal readonly record struct WidthTerm(ModifierType Type, int Slot, int Uncertainty);
