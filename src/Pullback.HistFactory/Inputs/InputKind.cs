namespace Pullback.HistFactory.Inputs;

/// <summary>What a number of a model describes.</summary>
public enum InputKind
{
    /// <summary>Nominal counts of a sample.</summary>
    Nominal,

    /// <summary>A template or factor at +1 standard deviation.</summary>
    High,

    /// <summary>A template or factor at −1 standard deviation.</summary>
    Low,

    /// <summary>Absolute uncertainties of counts.</summary>
    Uncertainty,
}
