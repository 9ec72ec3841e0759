namespace Pullback.Data.Processes;

/// <summary>A physics process: a role, weighted events, and their systematic variations.</summary>
public sealed class Process : IDisposable
{
    /// <summary>Creates a process of samples. It owns their tables.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">Signal or background.</param>
    /// <param name="nominal">The events.</param>
    /// <param name="variations">The variations, of different names.</param>
    /// <exception cref="EventDataException">The name is empty, or two variations have one name.</exception>
    public Process(string name, ProcessRole role, EventSample nominal, params IReadOnlyList<ProcessVariation> variations)
    {
        ArgumentNullException.ThrowIfNull(nominal);
        ArgumentNullException.ThrowIfNull(variations);
        if (string.IsNullOrWhiteSpace(name)) throw new EventDataException("process", "its name is empty", "a name");
        ProcessSet.RequireDifferent($"process '{name}'", "variations", variations.Select(variation => variation.Name));
        Name = name;
        Role = role;
        Nominal = nominal;
        Variations = variations;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Signal or background.</summary>
    public ProcessRole Role { get; }

    /// <summary>The events.</summary>
    public EventSample Nominal { get; }

    /// <summary>The variations.</summary>
    public IReadOnlyList<ProcessVariation> Variations { get; }

    /// <summary>Releases the tables of all samples.</summary>
    public void Dispose()
    {
        Nominal.Events.Dispose();
        foreach (var variation in Variations)
        {
            variation.Up.Events.Dispose();
            variation.Down.Events.Dispose();
        }
    }
}
