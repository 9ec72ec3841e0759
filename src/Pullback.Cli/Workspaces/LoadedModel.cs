using Pullback.HistFactory;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.Cli.Workspaces;

/// <summary>A workspace as the command line chose it: compiled, with its data and with what is held or bounded.</summary>
/// <param name="File">The file as the user typed it.</param>
/// <param name="Tree">The workspace after all patches.</param>
/// <param name="Workspace">What it says.</param>
/// <param name="Measurement">The chosen measurement.</param>
/// <param name="Model">The likelihood.</param>
/// <param name="Data">The observed data.</param>
/// <param name="Settings">Bounds and held values.</param>
internal sealed record LoadedModel(
    string File, JsonTree Tree, Workspace Workspace, Measurement Measurement, HistFactoryModel Model, HistFactoryData Data, ParameterSettings Settings)
{
    /// <summary>A fresh engine with the bounds and held values of the command line. One thread may use it.</summary>
    public ModelInference Inference()
    {
        var inference = new ModelInference(Model);
        Settings.ApplyTo(inference);
        return inference;
    }

    /// <summary>What headings of tables and reports say.</summary>
    public string Title => $"{File}, measurement '{Measurement.Name}'";
}
