using System.Globalization;

namespace Pullback.Learning.Training;

/// <summary>What the learning rate is multiplied with during training, as a function of the step alone, so that a resumed run continues it exactly.</summary>
public abstract record LearningRateSchedule
{
    /// <summary>The learning rate stays as it is.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The number of first steps over which the factor rises linearly from 1/(steps+1).</summary>
    /// <value>Default 0: no warm-up.</value>
    public int WarmUpSteps { get; init; }

    /// <summary>The name by which configurations refer to it.</summary>
    public abstract string Name { get; }

    /// <summary>The factor at a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="steps">The number of steps of the whole training.</param>
    public double Factor(long step, long steps)
    {
        double warm = step < WarmUpSteps ? (step + 1.0) / (WarmUpSteps + 1.0) : 1.0;
        return warm * Shape(Math.Max(step - WarmUpSteps, 0), Math.Max(steps - WarmUpSteps, 1));
    }

    /// <summary>What is wrong with the constants, one sentence each; empty if nothing.</summary>
    public virtual IEnumerable<string> Problems()
    {
        if (WarmUpSteps < 0) yield return string.Create(CultureInfo.InvariantCulture, $"The number of warm-up steps is {WarmUpSteps}, but must be at least 0.");
    }

    /// <summary>The factor after the warm-up.</summary>
    private protected abstract double Shape(long step, long steps);

    private protected static IEnumerable<string> Problem(string name, double value, bool valid, string allowed)
    {
        if (!valid) yield return string.Create(CultureInfo.InvariantCulture, $"{name} is {value:R}, but must be {allowed}.");
    }
}

/// <summary>The learning rate stays as it is after the warm-up.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "constant";

    private protected override double Shape(long step, long steps) => 1.0;
}

/// <summary>The learning rate falls exponentially: <c>final^(step/steps)</c>.</summary>
public sealed record ExponentialSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "exponential";

    /// <summary>The factor at the end.</summary>
    /// <value>Default 0.01.</value>
    public double Final { get; init; } = 0.01;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => base.Problems().Concat(Problem("The final factor", Final, Final > 0 && double.IsFinite(Final), "finite and above 0"));

    private protected override double Shape(long step, long steps) => Math.Pow(Final, (double)step / steps);
}

/// <summary>The learning rate falls along half a cosine: <c>final + (1 − final)(1 + cos(π step/steps))/2</c>.</summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "cosine";

    /// <summary>The factor at the end.</summary>
    /// <value>Default 0.</value>
    public double Final { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => base.Problems().Concat(Problem("The final factor", Final, Final >= 0 && double.IsFinite(Final), "finite and at least 0"));

    private protected override double Shape(long step, long steps) => Final + ((1 - Final) * 0.5 * (1 + Math.Cos(Math.PI * step / steps)));
}

/// <summary>The learning rate falls by a factor every so many steps.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Name => "step";

    /// <summary>The number of steps between two falls.</summary>
    /// <value>Default 1000.</value>
    public int Every { get; init; } = 1000;

    /// <summary>The factor of one fall.</summary>
    /// <value>Default 0.1.</value>
    public double Fall { get; init; } = 0.1;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() =>
    [
        .. base.Problems(),
        .. Problem("The number of steps between two falls", Every, Every > 0, "at least 1"),
        .. Problem("The factor", Fall, Fall > 0 && double.IsFinite(Fall), "finite and above 0"),
    ];

    private protected override double Shape(long step, long steps) => Math.Pow(Fall, step / Every);
}
