using Pullback.Cli.Output;
using Pullback.HistFactory;
using Pullback.HistFactory.Inputs;

namespace Pullback.Cli.Workspaces;

/// <summary>Gradients of results as JSON.</summary>
internal static class GradientFields
{
    /// <summary>Derivatives with respect to the nominal rates: channel, sample, bin.</summary>
    /// <param name="model">The model.</param>
    /// <param name="gradient">In the order of the model's layout.</param>
    public static JsonFields Nominal(HistFactoryModel model, IReadOnlyList<double> gradient)
    {
        var channels = new JsonFields();
        for (int channel = 0; channel < model.Channels.Count; channel++)
        {
            string name = model.Channels[channel].Name;
            var samples = new JsonFields();
            foreach (string sample in model.SamplesOf(channel))
            {
                InputSlice slice = model.Layout.Nominal(name, sample);
                samples.Add(sample, [.. gradient.Skip(slice.Offset).Take(slice.Count)]);
            }

            channels.Add(name, samples);
        }

        return channels;
    }

    /// <summary>Numbers per bin by channel.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">In the order of the main data.</param>
    public static JsonFields ByChannel(HistFactoryModel model, IReadOnlyList<double> values)
    {
        var channels = new JsonFields();
        int first = 0;
        foreach ((string name, int bins) in model.Channels)
        {
            channels.Add(name, [.. values.Skip(first).Take(bins)]);
            first += bins;
        }

        return channels;
    }

    /// <summary>Derivatives with respect to everything that modifiers say: a list of records.</summary>
    /// <param name="model">The model.</param>
    /// <param name="gradient">In the order of the model's layout.</param>
    public static IEnumerable<JsonFields> Modifiers(HistFactoryModel model, IReadOnlyList<double> gradient) =>
        model.Layout.Slices.Where(slice => slice.Modifier is not null).Select(slice => new JsonFields()
            .Add("channel", slice.Channel)
            .Add("sample", slice.Sample)
            .Add("modifier", slice.Modifier)
            .Add("type", slice.ModifierType)
            .Add("numbers", Name(slice))
            .Add("gradient", [.. gradient.Skip(slice.Offset).Take(slice.Count)]));

    /// <summary>As the workspace spells it.</summary>
    private static string Name(InputSlice slice) => (slice.Kind, slice.ModifierType) switch
    {
        (InputKind.High, "histosys") => "hi_data",
        (InputKind.Low, "histosys") => "lo_data",
        (InputKind.High, _) => "hi",
        (InputKind.Low, _) => "lo",
        _ => "data",
    };
}
