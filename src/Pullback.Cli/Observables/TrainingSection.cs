using Pullback.Cli.Configuration;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>training</c>.</summary>
internal static class TrainingSection
{
    private static readonly string[] Optimizers = ["adam", "amsgrad", "sgd", "rmsprop"];
    private static readonly string[] Schedules = ["constant", "exponential", "step", "cosine", "one-cycle"];

    /// <summary>Reads the section; problems are noted.</summary>
    public static TrainingSettings Read(ConfigurationSection training)
    {
        ConfigurationSection clip = training.Section("clip");
        return new TrainingSettings(
            training.Integer("epochs", 20, minimum: 1),
            Batch(training),
            ReadOptimizer(training.Section("optimizer")),
            ReadSchedule(training.Section("schedule")),
            clip.OptionalNumber("norm", Bounds.Positive),
            clip.OptionalNumber("value", Bounds.Positive),
            training.Number("validation", 0, Bounds.Fraction),
            training.OptionalSection("early_stopping") is { } stopping
                ? new EarlyStoppingSettings(stopping.Integer("patience", 10, minimum: 1), stopping.Number("minimum_improvement", 0, Bounds.NotNegative))
                : null,
            training.Integer("checkpoint_every", 1, minimum: 1));
    }

    private static int? Batch(ConfigurationSection training) =>
        training.Node("batch") is ConfigurationScalar { Text: "all" } ? null : training.OptionalInteger("batch", minimum: 1);

    private static OptimizerSettings ReadOptimizer(ConfigurationSection optimizer)
    {
        string name = optimizer.Choice("name", "adam", Optimizers);
        double rate = optimizer.Number("learning_rate", 1e-3, Bounds.Positive);
        bool adaptive = name is "adam" or "amsgrad";
        return new OptimizerSettings(
            name,
            rate,
            name is "sgd" or "rmsprop" ? optimizer.Number("momentum", 0, Bounds.Fraction) : 0,
            name == "sgd" && optimizer.Flag("nesterov", false),
            adaptive ? optimizer.Number("beta1", 0.9, Bounds.Fraction) : 0.9,
            adaptive ? optimizer.Number("beta2", 0.999, Bounds.Fraction) : 0.999,
            name == "rmsprop" ? optimizer.Number("decay", 0.9, Bounds.Fraction) : 0.9,
            name == "sgd" ? 1e-8 : optimizer.Number("epsilon", 1e-8, Bounds.Positive));
    }

    private static ScheduleSettings ReadSchedule(ConfigurationSection schedule)
    {
        string name = schedule.Choice("name", "constant", Schedules);
        return new ScheduleSettings(
            name,
            name is "exponential" or "step" ? schedule.Number("factor", name == "step" ? 0.1 : 0.95, Bounds.Positive) : 1,
            name == "step" ? schedule.Integer("every", 10, minimum: 1) : 1,
            name is "cosine" or "one-cycle" ? schedule.Number("final_rate", 0, Bounds.NotNegative) : 0,
            name == "one-cycle" ? schedule.Number("rise", 0.3, Bounds.OpenFraction) : 0,
            name == "one-cycle" ? schedule.Number("start_factor", 0.04, Bounds.Positive) : 0,
            schedule.Integer("warm_up", 0, minimum: 0));
    }
}
