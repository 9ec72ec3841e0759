namespace Pullback.HistFactory.Templates;

/// <summary>A named run of bins within the flat vector of all templates.</summary>
/// <param name="Name"><c>signal</c>, <c>background:NAME</c>, <c>variation:NAME:PROCESS:up</c>, <c>variation:NAME:PROCESS:down</c> or <c>uncertainty</c>.</param>
/// <param name="Offset">The index of its first bin.</param>
/// <param name="Length">The number of bins.</param>
public readonly record struct TemplateSlice(string Name, int Offset, int Length)
{
    /// <summary>The part of a vector over all templates that this slice names.</summary>
    /// <param name="templates">Shape [template entry].</param>
    /// <returns>Shape [bin].</returns>
    public Span<double> Of(Span<double> templates) => templates.Slice(Offset, Length);

    /// <inheritdoc cref="Of(Span{double})"/>
    public ReadOnlySpan<double> Of(ReadOnlySpan<double> templates) => templates.Slice(Offset, Length);
}
