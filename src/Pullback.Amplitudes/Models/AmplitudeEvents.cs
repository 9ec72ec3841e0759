using Pullback.Amplitudes.Kinematics;

namespace Pullback.Amplitudes.Models;

/// <summary>Events of a sample.</summary>
public sealed class AmplitudeEvents
{
    /// <summary>Events.</summary>
    /// <param name="momenta">In GeV, shape [event, final particle by name].</param>
    /// <param name="finals">How many final particles there are.</param>
    /// <param name="charges">+1 or −1, shape [event]; null for +1 everywhere.</param>
    public AmplitudeEvents(FourMomentum[] momenta, int finals, double[]? charges = null)
    {
        ArgumentNullException.ThrowIfNull(momenta);
        ArgumentOutOfRangeException.ThrowIfLessThan(finals, 2);
        if (momenta.Length % finals != 0) throw new ArgumentException($"There are {momenta.Length} momenta, which is no multiple of {finals} final particles.", nameof(momenta));
        Momenta = momenta;
        Finals = finals;
        Charges = charges;
        if (charges is not null && charges.Length != Count) throw new ArgumentException($"There are {charges.Length} charges, but {Count} events.", nameof(charges));
    }

    /// <summary>In GeV, shape [event, final particle by name].</summary>
    public FourMomentum[] Momenta { get; }

    /// <summary>How many final particles an event has.</summary>
    public int Finals { get; }

    /// <summary>+1 or −1, shape [event]; null for +1 everywhere.</summary>
    public double[]? Charges { get; }

    /// <summary>How many events there are.</summary>
    public int Count => Momenta.Length / Finals;

    /// <summary>The momenta of an event.</summary>
    /// <param name="index">Its number from 0.</param>
    public ReadOnlySpan<FourMomentum> this[int index] => Momenta.AsSpan(index * Finals, Finals);
}
