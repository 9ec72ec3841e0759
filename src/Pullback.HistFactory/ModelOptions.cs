using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Modifiers;

namespace Pullback.HistFactory;

/// <summary>What a workspace leaves open about its model.</summary>
public sealed record ModelOptions
{
    /// <summary>The options used when none are given: those of pyhf.</summary>
    public static ModelOptions Default { get; } = new();

    /// <summary>How <c>histosys</c> templates are interpolated.</summary>
    /// <value>Default <see cref="InterpolationCode.Code4p"/>. Code 0 has a kink at 0 on which a minimum can sit; code 2 jumps at ±1.</value>
    public InterpolationCode HistoSys { get; init; } = InterpolationCode.Code4p;

    /// <summary>How <c>normsys</c> factors are interpolated.</summary>
    /// <value>Default <see cref="InterpolationCode.Code4"/>. Code 1 has a kink at 0.</value>
    public InterpolationCode NormSys { get; init; } = InterpolationCode.Code4;

    /// <summary>The constraint of <c>staterror</c> parameters.</summary>
    /// <value>Default <see cref="ConstraintKind.Normal"/>, as in pyhf; ROOT also offers Poisson.</value>
    public ConstraintKind StatErrorConstraint { get; init; } = ConstraintKind.Normal;

    /// <summary>A <c>staterror</c> parameter whose relative uncertainty is below this is fixed at 1.</summary>
    /// <value>Default 0: none is. ROOT's default is 0.05.</value>
    public double StatErrorThreshold { get; init; }

    /// <summary>The parameter of interest instead of the measurement's; empty for none.</summary>
    /// <value>Default null: that of the measurement.</value>
    public string? Poi { get; init; }

    /// <summary>Modifiers of the user's own, added to those of the workspace.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<CustomModifier> CustomModifiers { get; init; } = [];
}
