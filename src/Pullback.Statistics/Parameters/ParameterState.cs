namespace Pullback.Statistics.Parameters;

/// <summary>How a fit may move a parameter.</summary>
public enum ParameterState
{
    /// <summary>Moves within its bounds and has no constraint term of its own.</summary>
    Free,

    /// <summary>Moves within its bounds and is held near its auxiliary measurement by a constraint term.</summary>
    Constrained,

    /// <summary>Keeps its initial value in every fit.</summary>
    Fixed,
}
