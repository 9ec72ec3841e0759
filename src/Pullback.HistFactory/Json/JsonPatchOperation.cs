namespace Pullback.HistFactory.Json;

/// <summary>What an operation of a JSON patch does.</summary>
public enum JsonPatchAction
{
    /// <summary>Adds a member or an element, or replaces a member.</summary>
    Add,

    /// <summary>Replaces what exists.</summary>
    Replace,

    /// <summary>Checks that a value equals another; numbers by value.</summary>
    Test,

    /// <summary>Removes what exists.</summary>
    Remove,

    /// <summary>Removes what exists and adds it elsewhere.</summary>
    Move,

    /// <summary>Adds what exists a second time elsewhere.</summary>
    Copy,
}

/// <summary>One operation of a JSON patch.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Path">Where.</param>
public sealed record JsonPatchOperation(JsonPatchAction Action, JsonPointer Path)
{
    /// <summary>The value that add, replace and test need.</summary>
    public JsonTree? Value { get; init; }

    /// <summary>Where move and copy take the value.</summary>
    public JsonPointer? From { get; init; }

    /// <summary>The action as the patch spells it.</summary>
    internal string Name => Action switch
    {
        JsonPatchAction.Add => "add",
        JsonPatchAction.Replace => "replace",
        JsonPatchAction.Test => "test",
        JsonPatchAction.Remove => "remove",
        JsonPatchAction.Move => "move",
        _ => "copy",
    };
}
