
namespace Pullback.Amplitudes.Lineshapes;

/// <summary>The dependence of an amplitude on the mass of a resonance. A lineshape is one class; every public one of the loaded assemblies with an empty constructor is found by its name.</summary>
public abstract class Lineshape
{
    /// <summary>The names by which <c>model:</c> chooses it.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>A remark for users of the original program, if it does something that they should know; null otherwise.</summary>
    public virtual string? Quirk => null;

    /// <summary>Creates its parameters; the mass and the width where not overridden.</summary>
    /// <param name="parameters">Takes them.</param>
    public virtual void Declare(ShapeParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.AddMass();
        parameters.AddWidth();
    }

    /// <summary>The amplitude R(m).</summary>
    /// <param name="shape">Masses and parameters as values of a graph.</param>
    public abstract ComplexExpr Amplitude(ShapeContext shape);

    /// <summary>The same as <c>1/(a − s − i b h)</c> with s and h of the event alone, where it has this form; null otherwise. It makes floating shapes fast.</summary>
    /// <param name="shape">Masses and parameters as values of a graph.</param>
    public virtual RationalShape? Rational(ShapeContext shape) => null;
}
