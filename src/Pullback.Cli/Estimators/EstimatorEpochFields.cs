using Pullback.Cli.Output;
using Pullback.Learning.Estimators.Training;

namespace Pullback.Cli.Estimators;

/// <summary>The epochs of a training as they stand in documents.</summary>
internal static class EstimatorEpochFields
{
    /// <summary>The keys of an epoch.</summary>
    /// <param name="epoch">The epoch.</param>
    public static JsonFields Of(EstimatorEpoch epoch)
    {
        JsonFields fields = new JsonFields().Add("epoch", epoch.Epoch).Add("train_loss", epoch.Training.Total).Add("train_parts", Parts(epoch.Training));
        if (epoch.Validation is { } validation) fields.Add("validation_loss", validation.Total).Add("validation_parts", Parts(validation));
        return fields.Add("learning_rate", epoch.LearningRate).Add("seconds", epoch.Seconds);
    }

    private static JsonFields Parts(EstimatorLoss loss)
    {
        var fields = new JsonFields();
        foreach ((string name, double value) in loss.Parts) fields.Add(name, value);
        return fields;
    }
}
