using Pullback.Plotting.Rendering;

namespace Pullback.Plotting.Tests.Rendering;

public sealed class TypefacesTests
{
    [Fact]
    public void The_embedded_font_has_the_letters_of_the_field()
    {
        const string Letters = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩℓ√∞±×−→≤≥≈∝∂∫⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺₀₁₂₃₄₅₆₇₈₉ₙ…–\u0304\u0303";
        Assert.All(Letters, letter => Assert.NotEqual(0, Typefaces.Regular.GetGlyph(letter)));
        Assert.All("Pullback ΑΩμ", letter => Assert.NotEqual(0, Typefaces.Bold.GetGlyph(letter)));
    }

    [Fact]
    public void Fonts_of_the_machine_are_not_asked()
    {
        Assert.Equal("DejaVu Sans", Typefaces.Regular.FamilyName);
        Assert.True(Typefaces.Bold.IsBold);
    }
}
