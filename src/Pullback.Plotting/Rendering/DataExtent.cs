namespace Pullback.Plotting.Rendering;

/// <summary>Range of the data of a panel, on both axes.</summary>
internal sealed class DataExtent
{
    public ValueRange X { get; } = new();

    public ValueRange Y { get; } = new();

    /// <summary>Whether the horizontal data end at bin edges, so that the frame does too.</summary>
    public bool BinsHorizontal { get; set; }

    /// <summary>Whether the vertical data end at bin edges.</summary>
    public bool BinsVertical { get; set; }

    /// <summary>Whether counts are shown, whose axis begins at zero.</summary>
    public bool FromZero { get; set; }
}
