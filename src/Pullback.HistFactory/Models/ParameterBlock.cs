using Pullback.HistFactory.Modifiers;

namespace Pullback.HistFactory.Models;

/// <summary>The parameters that one name stands for, with their auxiliary measurement.</summary>
public sealed class ParameterBlock
{
    private readonly Dictionary<int, int> _firstInChannel = [];

    internal ParameterBlock(string name, ParameterRequirement requirement, string origin)
    {
        Name = name;
        Requirement = requirement;
        Origin = origin;
        Initials = [.. Enumerable.Repeat(requirement.Initial, requirement.Count)];
        Lower = [.. Enumerable.Repeat(requirement.Lower, requirement.Count)];
        Upper = [.. Enumerable.Repeat(requirement.Upper, requirement.Count)];
        Centers = [.. Enumerable.Repeat(requirement.Center, requirement.Count)];
        Widths = [.. Enumerable.Repeat(requirement.Width, requirement.Count)];
    }

    /// <summary>The name in the file.</summary>
    public string Name { get; }

    /// <summary>The number of parameters.</summary>
    public int Count => Requirement.Count;

    /// <summary>Whether the parameters are named <c>name[i]</c>.</summary>
    public bool IsVector => Requirement.IsVector;

    /// <summary>The auxiliary measurement.</summary>
    public ConstraintKind Constraint => Requirement.Constraint;

    /// <summary>The position of the first parameter in the model.</summary>
    public int First { get; internal set; }

    /// <summary>Where the name was first met, for messages.</summary>
    internal string Origin { get; }

    internal ParameterRequirement Requirement { get; }

    /// <summary>The type of the modifier that was last seen to share the name, while parameters are collected.</summary>
    internal ModifierType? LastType { get; set; }

    internal double[] Initials { get; set; }

    internal double[] Lower { get; set; }

    internal double[] Upper { get; set; }

    /// <summary>Auxiliary data; NaN where they follow from the templates.</summary>
    internal double[] Centers { get; set; }

    /// <summary>Widths or rate factors; NaN where they follow from the templates.</summary>
    internal double[] Widths { get; set; }

    /// <summary>What the configuration says; null leaves it to the templates.</summary>
    internal bool? Fixed { get; set; }

    /// <summary>The name of one parameter.</summary>
    internal string ComponentName(int component) =>
        IsVector ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name}[{component}]") : Name;

    /// <summary>The position of the first parameter of a channel: another for each channel where a name covers several, bin after bin.</summary>
    internal int FirstIn(int channel) => First + _firstInChannel.GetValueOrDefault(channel);

    internal void CoverChannel(int channel, int component) => _firstInChannel[channel] = component;
}
