namespace Pullback.HistFactory.Operations;

/// <summary>What happens to names that two workspaces share when they are combined.</summary>
public enum WorkspaceJoin
{
    /// <summary>No channel, observation or measurement may have the name of one in the other workspace.</summary>
    None,

    /// <summary>What is identical in both is taken once; measurements are merged; everything else that shares a name is an error.</summary>
    Outer,

    /// <summary>What shares a name is taken from the left workspace.</summary>
    LeftOuter,

    /// <summary>What shares a name is taken from the right workspace.</summary>
    RightOuter,
}
