using Pullback.Cli.Output;
using Pullback.HistFactory.Inference;

namespace Pullback.Cli.Workspaces;

/// <summary>Expected counts as JSON and as a table.</summary>
internal static class YieldFields
{
    /// <summary>One channel.</summary>
    public static JsonFields Of(ChannelYield channel) => new JsonFields()
        .Add("channel", channel.Channel)
        .Add("total", [.. channel.Total])
        .Add("total_uncertainty", [.. channel.TotalUncertainty])
        .Add("samples", channel.Samples.Select(sample => new JsonFields()
            .Add("sample", sample.Sample)
            .Add("counts", [.. sample.Counts])
            .Add("uncertainty", [.. sample.Uncertainty])));

    /// <summary>The sums of the channels.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="yields">The expected counts.</param>
    /// <param name="observed">The observed counts of a channel.</param>
    public static void Print(TextWriter output, IReadOnlyList<ChannelYield> yields, Func<string, double> observed)
    {
        string[] samples = WorkspaceReport.SamplesOf(yields);
        var table = new TextTable(["yields after the fit", .. samples, "sum", "observed"]);
        foreach (ChannelYield channel in yields)
        {
            IEnumerable<string> cells = samples.Select(name => channel.Samples.FirstOrDefault(sample => sample.Sample == name) is { } sample
                ? ShownNumber.WithUncertainty(sample.Sum, sample.SumUncertainty) : "");
            table.Row([channel.Channel, .. cells, ShownNumber.WithUncertainty(channel.Sum, channel.SumUncertainty), ShownNumber.Of(observed(channel.Channel))]);
        }

        table.Write(output);
    }
}
