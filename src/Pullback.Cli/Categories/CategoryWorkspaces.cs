using Pullback.Cli.Output;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Categories.Losses;

namespace Pullback.Cli.Categories;

/// <summary>Writes the likelihood of hard categories as pyhf workspaces.</summary>
internal static class CategoryWorkspaces
{
    /// <summary>One workspace for each signal; an objective that is not profiled takes the likelihood with per-bin uncertainties and all variations.</summary>
    public static void Write(CategoryRun run, CategoryEvaluation evaluation, OutputFolder folder)
    {
        ProfiledObjective objective = run.Settings.Objective as ProfiledObjective ?? new ProfiledObjective();
        if (objective.Problems(run.Data).Any()) return;
        foreach (string signal in run.Data.Signals)
        {
            TemplateModel model = objective.Model(run.Data, signal, evaluation.Hard.Categories);
            double[] templates = objective.Templates(run.Data, signal, evaluation.Hard, [.. evaluation.HardFactors], run.Reweighted);
            string name = run.Data.Signals.Count == 1 ? "workspace.json" : $"workspace-{signal}.json";
            File.WriteAllText(folder.Stage(name), PyhfWorkspaceWriter.Write(model, templates).Json);
        }
    }
}
