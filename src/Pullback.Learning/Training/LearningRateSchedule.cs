using System.Globalization;

namespace Pullback.Learning.Training;

/// <summary>What the learning rate is multiplied with, as a function of the epoch alone, so that a resumed run continues it exactly.</summary>
public abstract record LearningRateSchedule
{
    /// <summary>The learning rate stays as it is.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The name by which configurations refer to it.</summary>
    public abstract string Name { get; }

    /// <summary>The number of first epochs over which the factor rises linearly from 1/(epochs+1).</summary>
    /// <value>Default 0: no warm-up.</value>
    public int WarmUpEpochs { get; init; }

    /// <summary>Whether the factor depends on the number of epochs of the whole training, so that a training cannot be prolonged by resuming it.</summary>
    public virtual bool DependsOnLength => false;

    /// <summary>The factor of an epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="epochs">The number of epochs of the whole training.</param>
    public double RateFactor(int epoch, int epochs)
    {
        double warm = epoch < WarmUpEpochs ? (epoch + 1.0) / (WarmUpEpochs + 1.0) : 1.0;
        return warm * Shape(Math.Max(epoch - WarmUpEpochs, 0), Math.Max(epochs - WarmUpEpochs, 1));
    }

    /// <summary>What is wrong with the constants, one sentence each; empty if nothing.</summary>
    public virtual IEnumerable<string> Problems() => Problem("The number of warm-up epochs", WarmUpEpochs, WarmUpEpochs >= 0, "at least 0");

    private protected abstract double Shape(int epoch, int epochs);

    private protected static IEnumerable<string> Problem(string name, double value, bool valid, string allowed)
    {
        if (!valid) yield return string.Create(CultureInfo.InvariantCulture, $"{name} is {value:R}, but must be {allowed}.");
    }
}
