using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Modifiers;

namespace Pullback.HistFactory.Models;

/// <summary>A compiled model with numbers in it: templates, factors, and the constraints that follow from them.</summary>
/// <remarks>Read by any number of threads; <see cref="Bind"/> must not run at the same time.</remarks>
internal sealed class BoundModel
{
    private readonly double[][][] _up;
    private readonly double[][][] _down;
    private readonly ScaleInterpolation[][][] _scales;

    public BoundModel(CompiledModel model)
    {
        Model = model;
        Inputs = new double[model.Layout.Length];
        Widths = new double[model.ParameterCount];
        Centers = new double[model.ParameterCount];
        IsFixed = new bool[model.ParameterCount];
        model.Inputs.CopyTo(Inputs, 0);
        _up = PerSample(sample => (double[])sample.Up.Clone());
        _down = PerSample(sample => (double[])sample.Down.Clone());
        _scales = PerSample(sample => (ScaleInterpolation[])sample.Scales(model.Options.NormSys).Clone());
        BindConstraints();
    }

    public CompiledModel Model { get; }

    /// <summary>The numbers, in the order of the layout.</summary>
    public double[] Inputs { get; }

    /// <summary>The width or rate factor of each constraint. Shape [parameter].</summary>
    public double[] Widths { get; }

    /// <summary>Auxiliary data that go with the numbers. Shape [parameter].</summary>
    public double[] Centers { get; }

    /// <summary>Whether each parameter keeps its start value in every fit. Shape [parameter].</summary>
    public bool[] IsFixed { get; }

    /// <summary>Takes numbers.</summary>
    /// <param name="inputs">In the order of the layout; copied.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void Bind(ReadOnlySpan<double> inputs)
    {
        if (inputs.Length != Inputs.Length) throw new ArgumentException($"The model has {Inputs.Length} inputs, but {inputs.Length} are given.", nameof(inputs));
        inputs.CopyTo(Inputs);
        for (int c = 0; c < Model.Channels.Length; c++)
        {
            ChannelPlan channel = Model.Channels[c];
            for (int s = 0; s < channel.Samples.Length; s++) BindSample(channel, channel.Samples[s], _up[c][s], _down[c][s], _scales[c][s]);
        }

        BindConstraints();
    }

    /// <summary>Whether the auxiliary datum is the rate factor itself.</summary>
    public bool IsTied(int parameter) => Model.Constraints[parameter] == ConstraintKind.Poisson && double.IsNaN(Model.Centers[parameter]);

    /// <summary>Whether the width follows from the templates.</summary>
    public bool HasRule(int parameter) => double.IsNaN(Model.Widths[parameter]);

    /// <summary><c>hi - nominal</c> of the templates of a sample. Shape [bin, term].</summary>
    public double[] Up(int channel, int sample) => _up[channel][sample];

    /// <summary><c>nominal - lo</c> of the templates of a sample. Shape [bin, term].</summary>
    public double[] Down(int channel, int sample) => _down[channel][sample];

    /// <summary>The factors of a sample. Shape [term].</summary>
    public ScaleInterpolation[] Scales(int channel, int sample) => _scales[channel][sample];

    private void BindConstraints()
    {
        Model.Widths.CopyTo(Widths, 0);
        for (int p = 0; p < IsFixed.Length; p++) IsFixed[p] = Model.Fixed[p] ?? false;
        foreach (WidthRule rule in Model.WidthRules)
        {
            int p = rule.Parameter;
            (double width, bool isFixed) = rule.Evaluate(Inputs);
            if (double.IsNaN(Model.Widths[p])) Widths[p] = width;
            IsFixed[p] = Model.Fixed[p] ?? isFixed;
        }

        for (int p = 0; p < Centers.Length; p++) Centers[p] = IsTied(p) ? Widths[p] : Model.Centers[p];
    }

    private void BindSample(ChannelPlan channel, SamplePlan sample, double[] up, double[] down, ScaleInterpolation[] scales)
    {
        sample.Differences(channel.Bins, Inputs, up, down);
        for (int t = 0; t < scales.Length; t++)
            scales[t] = new ScaleInterpolation(Model.Options.NormSys, Inputs[sample.Scales[t].High], Inputs[sample.Scales[t].Low]);
    }

    private T[][] PerSample<T>(Func<CompiledSample, T> value) =>
        [.. Model.Channels.Select(channel => channel.Samples.Select(sample => value(sample.Source)).ToArray())];
}
