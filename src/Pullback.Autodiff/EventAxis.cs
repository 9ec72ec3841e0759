namespace Pullback.Autodiff;

/// <summary>The identity of an axis of events: the leading axis of no fixed length along which event values run.</summary>
/// <remarks>A node has at most one event axis. Values of two axes meet only after each has been summed over its events.</remarks>
/// <param name="name">The name used in messages and in <see cref="CompiledProgram.Explain"/>.</param>
public sealed class EventAxis(string name)
{
    /// <summary>The name used in messages.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
