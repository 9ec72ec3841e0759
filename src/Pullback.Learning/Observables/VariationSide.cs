namespace Pullback.Learning.Observables;

/// <summary>Which template of a process a set of weights makes.</summary>
public enum VariationSide
{
    /// <summary>The nominal one.</summary>
    Nominal,

    /// <summary>At plus one standard deviation of a variation.</summary>
    Up,

    /// <summary>At minus one standard deviation of a variation.</summary>
    Down,
}
