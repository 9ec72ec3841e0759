using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Modifiers;

namespace Pullback.HistFactory.Models;

/// <summary>The structure of a model by positions: what the likelihood loops over. Immutable and shared by all threads.</summary>
internal sealed class CompiledModel
{
    public required ModelOptions Options { get; init; }

    public required IReadOnlyList<ParameterBlock> Blocks { get; init; }

    public required ChannelPlan[] Channels { get; init; }

    public required InputLayout Layout { get; init; }

    public required double[] Inputs { get; init; }

    /// <summary>Rules for the widths that follow from the templates.</summary>
    public required WidthRule[] WidthRules { get; init; }

    public required int ParameterCount { get; init; }

    public required int BinCount { get; init; }

    /// <summary>The constraint of each parameter. Shape [parameter].</summary>
    public required ConstraintKind[] Constraints { get; init; }

    /// <summary>Configured auxiliary data; NaN where they are the rate factor. Shape [parameter].</summary>
    public required double[] Centers { get; init; }

    /// <summary>Configured widths and rate factors; NaN where a rule gives them. Shape [parameter].</summary>
    public required double[] Widths { get; init; }

    /// <summary>Whether the configuration fixes each parameter; null leaves it to the templates. Shape [parameter].</summary>
    public required bool?[] Fixed { get; init; }

    /// <summary>The parameter that can be profiled in closed form in each bin, or −1. Shape [bin].</summary>
    public required int[] Gammas { get; init; }

    /// <summary>The bin in which each parameter is profiled, or −1. Shape [parameter].</summary>
    public required int[] BinOfGamma { get; init; }

    /// <summary>Parameters that are not profiled, in order.</summary>
    public required int[] Core { get; init; }

    /// <summary>The position of each parameter in <see cref="Core"/>, or −1. Shape [parameter].</summary>
    public required int[] CoreOf { get; init; }

    /// <summary>The local vectors of each channel. Shape [channel].</summary>
    public required ChannelIndex[] Indices { get; init; }

    /// <summary>Parameters that drive a template somewhere.</summary>
    public required int[] TemplateParameters { get; init; }

    /// <summary>Parameters with an auxiliary measurement, in order: the layout of auxiliary data.</summary>
    public required int[] Constrained { get; init; }
}
