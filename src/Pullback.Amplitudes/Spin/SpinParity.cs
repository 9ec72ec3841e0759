namespace Pullback.Amplitudes.Spin;

/// <summary>The spin of a particle and what is known of its parities.</summary>
/// <param name="Spin">J.</param>
/// <param name="Parity">P, 1 or −1; null if it has none or it is unknown.</param>
/// <param name="ChargeParity">C, 1 or −1; null if it has none or it is unknown.</param>
public readonly record struct SpinParity(HalfInteger Spin, int? Parity = null, int? ChargeParity = null)
{
    /// <summary>The particle as <c>1/2+</c>.</summary>
    public override string ToString() => Spin + (Parity switch { > 0 => "+", < 0 => "-", _ => "?" });
}
