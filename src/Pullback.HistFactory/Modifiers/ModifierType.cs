using Pullback.HistFactory.Models;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary>A type of the schema: what parameters it needs and how it changes a sample. One class in one file each; <see cref="KnownModifiers"/> lists them.</summary>
public abstract class ModifierType
{
    /// <summary>The type as the schema spells it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether one name may stand on several samples.</summary>
    public virtual bool IsShareable => true;

    /// <summary>The parameters that a modifier of this type needs.</summary>
    /// <param name="bins">The number of bins it covers.</param>
    /// <param name="options">The options of the model.</param>
    internal abstract ParameterRequirement Requirement(int bins, ModelOptions options);

    /// <summary>What is wrong with the data of a modifier.</summary>
    /// <param name="data">The data.</param>
    /// <param name="bins">The number of bins of its sample.</param>
    /// <returns>A sentence for each problem, to stand after the place.</returns>
    internal virtual IEnumerable<string> ProblemsOf(ModifierData data, int bins) => [];

    /// <summary>Adds the effect on a sample to the sample's plan.</summary>
    /// <param name="cell">The sample.</param>
    /// <param name="modifier">The modifier.</param>
    internal abstract void Compile(CellBuilder cell, Modifier modifier);

    /// <summary>Adds what the numbers of a sample say about the widths of the constraints, once the parameters have their places.</summary>
    /// <param name="widths">The widths of the model.</param>
    /// <param name="first">The parameter of the first bin.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="nominal">The input of the first bin's nominal count.</param>
    /// <param name="uncertainty">The input of the first bin's uncertainty.</param>
    internal virtual void AddWidths(WidthTable widths, int first, int bins, int nominal, int uncertainty) =>
        throw new NotSupportedException($"The constraint of a {Name} does not follow from its numbers.");
}
