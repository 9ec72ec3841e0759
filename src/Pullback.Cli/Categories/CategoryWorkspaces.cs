using Pullback.Cli.Output;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Categories.Losses;

namespace Pullback.Cli.Categories;

/// <summary>Writes the likelihood of hard categories as pyhf workspaces.</summary>
internal static class CategoryWorkspaces
{
    /// <summary>One workspace for each signal, where the objective is profiled.</summary>
    public static void Write(CategoryRun run, CategoryEvaluation evaluation, OutputFolder folder)
    {
        if (run.Settings.Objective is not ProfiledObjective objective) return;
        foreach (string signal in run.Data.Signals)
        {
            TemplateModel model = objective.Model(run.Data, signal, evaluation.Hard.Categories);
            double[] templates = objective.Templates(run.Data, signal, evaluation.Hard, [.. evaluation.HardFactors], run.Reweighted);
            string name = run.Data.Signals.Count == 1 ? "workspace.json" : $"workspace-{signal}.json";
            File.WriteAllText(folder.Stage(name), PyhfWorkspaceWriter.Write(model, templates).Json);
        }
    }
}
