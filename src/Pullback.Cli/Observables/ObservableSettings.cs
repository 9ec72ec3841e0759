using Pullback.Cli.Configuration;
using Pullback.Data.Tables;

namespace Pullback.Cli.Observables;

/// <summary>A whole configuration of <c>observable train</c>.</summary>
/// <param name="Data">The events.</param>
/// <param name="Features">What the network sees of each event.</param>
/// <param name="Standardize">Whether features are shifted and scaled to mean 0 and standard deviation 1.</param>
/// <param name="Summary">How network outputs become bins.</param>
/// <param name="Network">The network.</param>
/// <param name="Model">The likelihood of the bins.</param>
/// <param name="Objective">What training makes small.</param>
/// <param name="Training">How the training runs.</param>
internal sealed record ObservableSettings(
    DataSettings Data, IReadOnlyList<ColumnSelection> Features, bool Standardize, SummarySettings Summary, NetworkSettings Network, ModelSettings Model,
    ObjectiveSettings Objective, TrainingSettings Training)
{
    /// <summary>Reads and checks a configuration.</summary>
    /// <exception cref="Errors.InputException">Every problem of the file, in its order.</exception>
    public static ObservableSettings Read(ConfigurationFile file)
    {
        ConfigurationSection root = file.Root;
        DataSettings data = DataSection.Read(root.RequiredSection("data", "where the events come from"), file.Folder);
        var settings = new ObservableSettings(
            data,
            FeatureSection.Read(root, data),
            root.Flag("standardize", data is ProcessData),
            SummarySection.Read(root.Section("summary")),
            NetworkSection.Read(root.Section("network")),
            ModelSection.Read(root.Section("model")),
            ObjectiveSection.Read(root),
            TrainingSection.Read(root.Section("training")));
        root.Finish();
        root.Errors.ThrowIfAny();
        return settings;
    }
}
