using System.CommandLine;

namespace Pullback.Cli.CommandLine;

/// <summary>One thing <c>pullback</c> does. A verb is one class in one file; <see cref="VerbCatalogue"/> finds it.</summary>
internal abstract class Verb
{
    /// <summary>The subject the verb belongs to.</summary>
    public abstract Noun Noun { get; }

    /// <summary>As typed: <c>train</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in a sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>A command that works as it stands from the repository's folder, without the leading <c>pullback</c>.</summary>
    public abstract string Example { get; }

    /// <summary>More help, shown below the options: the configuration's schema, the files written. Already laid out in lines.</summary>
    public virtual string Details => "";

    /// <summary>Arguments in their order.</summary>
    public virtual IReadOnlyList<Argument> Arguments => [];

    /// <summary>Options of this verb alone.</summary>
    public virtual IReadOnlyList<Option> Options => [];

    /// <summary>Does the work, prints the human form to <see cref="VerbContext.Out"/> and returns the document.</summary>
    /// <exception cref="Errors.InputException">The input is wrong.</exception>
    /// <exception cref="Errors.ComputationException">The computation failed without a result.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public abstract VerbResult Run(VerbContext context);
}
