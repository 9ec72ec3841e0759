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

    /// <summary>Adds the effect on a sample to the plan of the model.</summary>
    /// <param name="cell">The sample in its channel.</param>
    /// <param name="modifier">The modifier.</param>
    /// <param name="block">Its parameters.</param>
    internal abstract void Compile(CellBuilder cell, Modifier modifier, ParameterBlock block);
}
