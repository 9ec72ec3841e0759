namespace Pullback.HistFactory.InferenceObjectives;

/// <summary>Which way a result improves.</summary>
public enum ObjectiveDirection
{
    /// <summary>Smaller is better.</summary>
    Minimize,

    /// <summary>Larger is better.</summary>
    Maximize,
}
