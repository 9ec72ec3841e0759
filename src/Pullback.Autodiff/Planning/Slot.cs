using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>Where a value lives while a program runs.</summary>
internal sealed class Slot(int index, Node node)
{
    /// <summary>Position in the address table.</summary>
    public int Index { get; } = index;

    /// <summary>The value.</summary>
    public Node Node { get; } = node;

    public bool IsEvent => Node.IsEvent;

    public int ElementSize => Node.Element == ElementType.Float64 ? 8 : 4;

    /// <summary>Number of elements, for an event value those of one event.</summary>
    public int Length { get; } = node.Shape.Length;

    /// <summary>Byte offset: of a uniform slot in the uniform memory, of an event slot in the tile memory for each row of pitch.</summary>
    public long Offset { get; set; }

    /// <summary>The slot this one is a view of, or -1.</summary>
    public int Base { get; set; } = -1;

    /// <summary>The first element of <see cref="Base"/> that this view shows.</summary>
    public int BaseRow { get; set; }

    /// <summary>The views of this slot.</summary>
    public List<int> Views { get; } = [];
}
