namespace Pullback.HistFactory.Modifiers;

/// <summary>The auxiliary measurement of a parameter.</summary>
public enum ConstraintKind
{
    /// <summary>None: the parameter moves freely.</summary>
    None,

    /// <summary><c>N(a | theta, sigma)</c>.</summary>
    Normal,

    /// <summary><c>Pois(a | gamma tau)</c> for a real count a.</summary>
    Poisson,
}
