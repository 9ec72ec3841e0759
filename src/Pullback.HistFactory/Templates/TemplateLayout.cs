namespace Pullback.HistFactory.Templates;

/// <summary>Where each template of a model lies in the flat vector <c>y</c> of all templates.</summary>
/// <remarks>
/// Order: the signal, the backgrounds, then for each variation and each process it shifts the up and the down template, and last the absolute uncertainty of the
/// background where the model has one.
/// </remarks>
public sealed class TemplateLayout
{
    private readonly TemplateSlice[] _slices;

    internal TemplateLayout(TemplateModelOptions options)
    {
        List<TemplateSlice> slices = [];
        int offset = 0;
        void Add(string name)
        {
            slices.Add(new(name, offset, options.Bins));
            offset += options.Bins;
        }

        Add(TemplateModelOptions.Signal);
        foreach (string background in options.Backgrounds) Add($"background:{background}");
        foreach (TemplateVariation variation in options.Variations)
        {
            foreach (string process in variation.Processes)
            {
                Add($"variation:{variation.Name}:{process}:up");
                Add($"variation:{variation.Name}:{process}:down");
            }
        }

        if (options.Uncertainty.Mode != GammaMode.None) Add("uncertainty");
        _slices = [.. slices];
        Length = offset;
    }

    /// <summary>The number of entries of <c>y</c>.</summary>
    public int Length { get; }

    /// <summary>All slices in order.</summary>
    public IReadOnlyList<TemplateSlice> Slices => _slices;

    /// <summary>The template of the signal.</summary>
    public TemplateSlice Signal => _slices[0];

    /// <summary>The slice of that name.</summary>
    /// <param name="name">A name as in <see cref="TemplateSlice.Name"/>.</param>
    /// <exception cref="ArgumentException">The model has no such slice; the message lists those that exist.</exception>
    public TemplateSlice this[string name]
    {
        get
        {
            foreach (TemplateSlice slice in _slices)
            {
                if (string.Equals(slice.Name, name, StringComparison.Ordinal)) return slice;
            }

            throw new ArgumentException($"The model has no template '{name}'. Its templates are: {string.Join(", ", _slices.Select(s => s.Name))}.", nameof(name));
        }
    }

    /// <summary>The template of a background.</summary>
    /// <param name="process">The name of the background.</param>
    /// <exception cref="ArgumentException">The model has no such background.</exception>
    public TemplateSlice Background(string process) => this[$"background:{process}"];

    /// <summary>The up and down templates of a variation of one process.</summary>
    /// <param name="variation">The name of the variation.</param>
    /// <param name="process">The name of the process: <c>signal</c> or a background.</param>
    /// <exception cref="ArgumentException">The variation does not shift that process.</exception>
    public (TemplateSlice Up, TemplateSlice Down) Variation(string variation, string process) =>
        (this[$"variation:{variation}:{process}:up"], this[$"variation:{variation}:{process}:down"]);

    /// <summary>The absolute uncertainty of the background.</summary>
    /// <exception cref="ArgumentException">The model has none.</exception>
    public TemplateSlice Uncertainty => this["uncertainty"];

    /// <summary>Names an entry of <c>y</c> for a message.</summary>
    /// <param name="entry">An index into <c>y</c>.</param>
    /// <returns>The slice and the bin within it.</returns>
    internal (string Slice, int Bin) Describe(int entry)
    {
        foreach (TemplateSlice slice in _slices)
        {
            if (entry < slice.Offset + slice.Length) return (slice.Name, entry - slice.Offset);
        }

        throw new ArgumentOutOfRangeException(nameof(entry), entry, $"The templates have {Length} entries.");
    }
}
