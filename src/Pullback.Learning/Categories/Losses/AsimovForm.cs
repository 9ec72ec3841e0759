namespace Pullback.Learning.Categories.Losses;

/// <summary>Which formula stands for the expected significance of a category.</summary>
public enum AsimovForm
{
    /// <summary>That of gato-hep: <c>S/√B</c> where <c>S/B &lt; 0.1</c>, which makes it jump by 1.6 % there.</summary>
    Package,

    /// <summary><c>√(2[(S + B) ln(1 + S/B) − S])</c> for every S, to full precision.</summary>
    Smooth,

    /// <summary>The same with a background that is known to its uncertainty only.</summary>
    WithUncertainty,
}
