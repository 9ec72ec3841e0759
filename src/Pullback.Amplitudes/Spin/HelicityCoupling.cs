namespace Pullback.Amplitudes.Spin;

/// <summary>What a partial wave gives to the amplitude of the daughters' helicities.</summary>
public static class HelicityCoupling
{
    /// <summary>The factor <c>√((2l + 1)/(2J_a + 1)) ⟨J_b λ_b; J_c −λ_c | s δ⟩ ⟨l 0; s δ | J_a δ⟩</c>, with <c>δ = λ_b − λ_c</c>.</summary>
    /// <param name="wave">l and s.</param>
    /// <param name="mother">J_a.</param>
    /// <param name="first">J_b.</param>
    /// <param name="firstHelicity">λ_b.</param>
    /// <param name="second">J_c.</param>
    /// <param name="secondHelicity">λ_c.</param>
    /// <remarks>Reference: [JacobWick1959], [Chung1971] 4.2.</remarks>
    public static double Of(PartialWave wave, HalfInteger mother, HalfInteger first, HalfInteger firstHelicity, HalfInteger second, HalfInteger secondHelicity)
    {
        HalfInteger difference = firstHelicity - secondHelicity;
        return Math.Sqrt(((2 * wave.OrbitalMomentum) + 1.0) / (mother.Doubled + 1))
            * ClebschGordan.Of(first, firstHelicity, second, -secondHelicity, wave.TotalSpin, difference)
            * ClebschGordan.Of(wave.OrbitalMomentum, 0, wave.TotalSpin, difference, mother, difference);
    }
}
