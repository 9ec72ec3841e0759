using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Cli.Verbs;
using Pullback.Statistics.Minimization;

namespace Pullback.Cli.Workspaces;

/// <summary>A verb that computes something with the model of a workspace.</summary>
/// <remarks>A fit that does not converge ends in a document with <c>"converged": false</c> and advice, and in <see cref="ExitCode.ComputationFailed"/>.</remarks>
internal abstract class InferenceVerb : Verb
{
    /// <inheritdoc/>
    public sealed override Noun Noun => WorkspaceNoun.Noun;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Argument> Arguments => [Chosen.Workspace];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Option> Options => [.. OwnOptions, .. Chosen.All];

    /// <summary>What chooses the model.</summary>
    protected ModelArguments Chosen { get; } = new();

    /// <summary>Options of this verb besides those that choose the model.</summary>
    protected virtual IReadOnlyList<Option> OwnOptions => [];

    /// <summary>What the verb does without a parameter of interest.</summary>
    protected virtual PoiNeed Need(VerbContext context) => PoiNeed.Required;

    /// <inheritdoc/>
    public sealed override VerbResult Run(VerbContext context)
    {
        LoadedModel model = Chosen.Load(context, Need(context));
        OutputFolder? folder = context.OpenFolder();
        try
        {
            VerbResult result = WorkspaceErrors.Guard(model.File, () => Run(context, model, folder));
            context.Progress.Clear();
            if (folder is not null) context.Out.WriteLine($"written to {Path.GetRelativePath(context.Host.WorkingDirectory, folder.FullPath)}");
            return result with { Document = result.Document.Add("files", folder?.Staged ?? []) };
        }
        catch (FitFailedException problem)
        {
            context.Progress.Clear();
            ErrorPresenter.WriteParagraph(context.Host, $"{model.File}: {problem.Message}");
            JsonFields document = new JsonFields()
                .Add("converged", false)
                .Add("outcome", FitFields.Name(problem.Outcome))
                .Add("problem", problem.Message)
                .Add("advice", problem.Outcome.Advice())
                .Add("files", folder?.Staged ?? []);
            return new VerbResult(document, folder, ExitCode.ComputationFailed);
        }
    }

    /// <summary>Computes, prints and returns the document, to which the list of files is added.</summary>
    protected abstract VerbResult Run(VerbContext context, LoadedModel model, OutputFolder? folder);
}
