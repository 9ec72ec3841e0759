namespace Pullback.HistFactory.Models;

/// <summary>Where the parameters of a sample stand in the local vectors of its channel.</summary>
internal sealed class SampleIndex
{
    /// <summary>Shape [template term].</summary>
    public required int[] Templates { get; init; }

    /// <summary>Shape [scale term].</summary>
    public required int[] Scales { get; init; }

    /// <summary>The position in local vectors, <see cref="ChannelIndex.Gamma"/>, or an extra's role. Shape [bin, factor term].</summary>
    public required int[] FactorRoles { get; init; }

    /// <summary>Whether the bin's gamma multiplies this sample. Shape [bin].</summary>
    public required bool[] HasGamma { get; init; }

    /// <summary>Shape [custom term][parameter].</summary>
    public required int[][] Customs { get; init; }
}
