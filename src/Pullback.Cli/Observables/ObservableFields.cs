using Pullback.Cli.Output;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Observables;

namespace Pullback.Cli.Observables;

/// <summary>Writes results of observables as JSON.</summary>
internal static class ObservableFields
{
    /// <summary>All results of the analysis.</summary>
    public static JsonFields Of(ObservableMetrics metrics, TemplateModel model)
    {
        double[] templates = [.. metrics.Templates];
        var yields = new JsonFields();
        foreach (TemplateSlice slice in model.Layout.Slices) yields.Add(slice.Name, slice.Of((ReadOnlySpan<double>)templates));
        return new JsonFields()
            .Add("loss", metrics.Loss)
            .Add("cls", metrics.Cls)
            .Add("log_cls", metrics.LogCls)
            .Add("discovery_significance", metrics.DiscoverySignificance)
            .Add("discovery_p_value", metrics.DiscoveryPValue)
            .Add("poi_uncertainty", metrics.PoiUncertainty)
            .Add("generalized_variance", metrics.GeneralizedVariance)
            .Add("binary_cross_entropy", metrics.BinaryCrossEntropy)
            .Add("signal", [.. metrics.Signal])
            .Add("background", [.. metrics.Background])
            .Add("empty_bins", metrics.EmptyBins)
            .Add("templates", yields);
    }

    /// <summary>One epoch.</summary>
    public static JsonFields Of(EpochReport report)
    {
        JsonFields fields = new JsonFields()
            .Add("epoch", report.Epoch)
            .Add("loss", report.Training.Loss)
            .Add("seconds", report.Seconds)
            .Add("statistics_seconds", report.StatisticsSeconds)
            .Add("cls", report.Training.Cls)
            .Add("log_cls", report.Training.LogCls)
            .Add("discovery_significance", report.Training.DiscoverySignificance)
            .Add("poi_uncertainty", report.Training.PoiUncertainty)
            .Add("binary_cross_entropy", report.Training.BinaryCrossEntropy)
            .Add("signal", [.. report.Training.Signal])
            .Add("background", [.. report.Training.Background])
            .Add("empty_bins", report.Training.EmptyBins)
            .Add("learning_rate", report.LearningRate)
            .Add("gradient_norm", report.GradientNorm);
        return report.Validation is { } validation ? fields.Add("validation_loss", validation.Loss).Add("validation_cls", validation.Cls) : fields;
    }
}
