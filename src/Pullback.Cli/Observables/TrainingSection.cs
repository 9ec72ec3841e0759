using Pullback.Cli.Configuration;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>training</c>.</summary>
internal static class TrainingSection
{
    private static readonly string[] Optimizers = ["adam", "amsgrad", "sgd", "rmsprop"];
    private static readonly string[] Schedules = ["constant", "exponential", "geometric", "step", "cosine", "one-cycle"];

    /// <summary>Reads the section; problems are noted.</summary>
    /// <param name="training">The section.</param>
    /// <param name="defaults">What holds where the section says nothing; null for those of observables.</param>
    public static TrainingSettings Read(ConfigurationSection training, TrainingDefaults? defaults = null)
    {
        defaults ??= new TrainingDefaults();
        ConfigurationSection clip = training.Section("clip");
        return new TrainingSettings(
            training.Integer("epochs", defaults.Epochs, minimum: 1),
            Batch(training) ?? (training.Has("batch") ? null : defaults.Batch),
            ReadOptimizer(training.Section("optimizer"), defaults),
            ReadSchedule(training.Section("schedule"), defaults),
            clip.OptionalNumber("norm", Bounds.Positive),
            clip.OptionalNumber("value", Bounds.Positive),
            training.Number("validation", defaults.Validation, Bounds.Fraction),
            training.OptionalSection("early_stopping") is { } stopping
                ? new EarlyStoppingSettings(stopping.Integer("patience", 10, minimum: 1), stopping.Number("minimum_improvement", 0, Bounds.NotNegative))
                : defaults.EarlyStopping,
            training.Integer("checkpoint_every", defaults.CheckpointEvery, minimum: 1));
    }

    private static int? Batch(ConfigurationSection training) =>
        training.Node("batch") is ConfigurationScalar { Text: "all" } ? null : training.OptionalInteger("batch", minimum: 1);

    private static OptimizerSettings ReadOptimizer(ConfigurationSection optimizer, TrainingDefaults defaults)
    {
        string name = optimizer.Choice("name", defaults.Optimizer, Optimizers);
        double rate = optimizer.Number("learning_rate", defaults.LearningRate, Bounds.Positive);
        bool adaptive = name is "adam" or "amsgrad";
        return new OptimizerSettings(
            name,
            rate,
            name is "sgd" or "rmsprop" ? optimizer.Number("momentum", 0, Bounds.Fraction) : 0,
            name == "sgd" && optimizer.Flag("nesterov", false),
            adaptive ? optimizer.Number("beta1", 0.9, Bounds.Fraction) : 0.9,
            adaptive ? optimizer.Number("beta2", 0.999, Bounds.Fraction) : 0.999,
            name == "rmsprop" ? optimizer.Number("decay", 0.9, Bounds.Fraction) : 0.9,
            name == "sgd" ? 1e-8 : optimizer.Number("epsilon", name == "rmsprop" ? defaults.RmsPropEpsilon : 1e-8, Bounds.Positive),
            name == "rmsprop" && optimizer.Flag("epsilon_below_root", defaults.EpsilonBelowRoot));
    }

    private static ScheduleSettings ReadSchedule(ConfigurationSection schedule, TrainingDefaults defaults)
    {
        string name = schedule.Choice("name", defaults.Schedule, Schedules);
        return new ScheduleSettings(
            name,
            name is "exponential" or "step" ? schedule.Number("factor", name == "step" ? 0.1 : 0.95, Bounds.Positive) : 1,
            name == "step" ? schedule.Integer("every", 10, minimum: 1) : 1,
            name is "cosine" or "one-cycle" ? schedule.Number("final_rate", name == defaults.Schedule ? defaults.FinalRate : 0, Bounds.NotNegative)
                : name == "geometric" ? schedule.Number("final_rate", defaults.FinalRate > 0 ? defaults.FinalRate : defaults.LearningRate / 10, Bounds.Positive)
                : 0,
            name == "one-cycle" ? schedule.Number("rise", 0.3, Bounds.OpenFraction) : 0,
            name == "one-cycle" ? schedule.Number("start_factor", 0.04, Bounds.Positive) : 0,
            schedule.Integer("warm_up", 0, minimum: 0));
    }
}
