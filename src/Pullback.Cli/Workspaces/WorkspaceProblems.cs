using System.Globalization;
using Pullback.Cli.Text;
using Pullback.HistFactory.Workspaces;

namespace Pullback.Cli.Workspaces;

/// <summary>What is allowed in a workspace and yet is likely a mistake, or makes fits hard.</summary>
internal static class WorkspaceProblems
{
    // A template or factor that changes by more than this is rarely meant.
    private const double LargeChange = 1.0;

    // Variations below this share of a bin's statistical uncertainty do no harm and are only counted.
    private const double SmallChange = 0.1;

    /// <summary>One sentence or two for each problem, in the order of the file.</summary>
    public static IReadOnlyList<string> Find(LoadedModel model)
    {
        var problems = new List<string>();
        var findings = new Findings(problems);
        Measurement(model, problems);
        foreach (Channel channel in model.Workspace.Channels)
        {
            double[] floor = [.. Enumerable.Range(0, channel.Samples[0].Data.Count).Select(bin => SmallChange * Math.Sqrt(Math.Max(0.0, channel.Samples.Sum(sample => sample.Data[bin]))))];
            foreach (Sample sample in channel.Samples)
            {
                Counts(channel, sample, problems);
                foreach (Modifier modifier in sample.Modifiers) Modifier(channel, sample, modifier, floor, findings);
            }

            Bins(model.Workspace, channel, problems);
        }

        string[] channels = [.. model.Workspace.Channels.Select(channel => channel.Name)];
        foreach (Observation observation in model.Workspace.Observations.Where(o => !channels.Contains(o.Name)))
            problems.Add($"observation '{observation.Name}': there is no channel of this name, so it is not used.{NearestName.Suggestion(observation.Name, channels)}");
        if (findings.Small > 0)
            problems.Add($"{findings.Small} smaller problems of such kinds are not listed: all below a tenth of the statistical uncertainty of their bins.");
        return problems;
    }

    private static void Measurement(LoadedModel model, List<string> problems)
    {
        string where = $"measurement '{model.Measurement.Name}'";
        if (model.Model.PoiName is null && model.Measurement.Poi.Length > 0)
            problems.Add($"{where}: no modifier is named '{model.Measurement.Poi}', the parameter of interest. A background-only workspace gets it with a patch; otherwise correct the name.");
        else if (model.Model.PoiName is not { } poi)
            problems.Add($"{where}: there is no parameter of interest, so tests and limits are not possible. Name one with --poi-name.");
        else if (model.Model.Parameters[model.Model.PoiIndex].State == Statistics.Parameters.ParameterState.Fixed)
            problems.Add($"{where}: the parameter of interest '{poi}' is fixed, so tests and limits are not possible.");
        string[] names = [.. model.Model.Blocks.Select(block => block.Name)];
        foreach (string name in model.Measurement.Parameters.Select(parameter => parameter.Name).Except(names))
            problems.Add($"{where}: it configures '{name}', but no modifier has this name, so the settings are ignored.{NearestName.Suggestion(name, names)}");
    }

    private static void Counts(Channel channel, Sample sample, List<string> problems)
    {
        int[] negative = Where(sample.Data.Count, bin => sample.Data[bin] < 0.0);
        if (negative.Length > 0)
            problems.Add($"{Place(channel, sample)}: the nominal counts are negative in {Bins(negative)}. The likelihood is undefined where a sum is negative.");
        if (sample.Data.All(count => count == 0.0)) problems.Add($"{Place(channel, sample)}: all nominal counts are 0.");
    }

    private static void Bins(Workspace workspace, Channel channel, List<string> problems)
    {
        IReadOnlyList<double>? observed = workspace.Observations.FirstOrDefault(o => o.Name == channel.Name)?.Data;
        int[] empty = Where(channel.Samples[0].Data.Count, bin => channel.Samples.Sum(sample => sample.Data[bin]) <= 0.0);
        if (empty.Length == 0) return;
        int[] impossible = [.. empty.Where(bin => observed is not null && observed[bin] > 0.0)];
        problems.Add(impossible.Length > 0
            ? $"channel '{channel.Name}': nothing is expected in {Bins(impossible)}, but events are observed there, which is impossible unless a variation adds to them."
            : $"channel '{channel.Name}': nothing is expected in {Bins(empty)}.");
    }

    private static void Modifier(Channel channel, Sample sample, Modifier modifier, double[] floor, Findings findings)
    {
        string where = $"{Place(channel, sample)}, {modifier.Type} '{modifier.Name}'";
        IReadOnlyList<double> nominal = sample.Data;
        int n = nominal.Count;
        switch (modifier.Data)
        {
            case TemplateVariation template:
                double High(int bin) => template.High[bin] - nominal[bin];
                double Low(int bin) => template.Low[bin] - nominal[bin];
                bool Matters(int bin) => Math.Max(Math.Abs(High(bin)), Math.Abs(Low(bin))) > floor[bin];
                findings.Add(n, bin => High(bin) * Low(bin) > 0.0, Matters, bins => $"{where}: both variations move {bins} the same way, so that the likelihood may have two minima.");
                findings.Add(
                    n,
                    bin => nominal[bin] > 0.0 && Math.Max(Math.Abs(High(bin)), Math.Abs(Low(bin))) > LargeChange * nominal[bin],
                    Matters,
                    bins => $"{where}: a variation changes {bins} by more than 100 %.");
                findings.Add(n, bin => nominal[bin] >= 0.0 && (template.High[bin] < 0.0 || template.Low[bin] < 0.0), Matters, bins => $"{where}: a variation makes {bins} negative.");
                break;
            case ScaleVariation scale:
                Scale(where, nominal, scale, floor, findings);
                break;
            case BinUncertainties uncertainties:
                findings.Add(
                    n,
                    bin => nominal[bin] > 0.0 && uncertainties.Values[bin] > LargeChange * nominal[bin],
                    bin => uncertainties.Values[bin] > floor[bin],
                    bins => $"{where}: the uncertainty is larger than the count in {bins}.");
                break;
        }
    }

    private static void Scale(string where, IReadOnlyList<double> nominal, ScaleVariation scale, double[] floor, Findings findings)
    {
        string found = string.Create(CultureInfo.InvariantCulture, $"hi {scale.High}, lo {scale.Low}");
        double high = scale.High - 1.0;
        double low = scale.Low - 1.0;
        double size = Math.Max(Math.Abs(high), Math.Abs(low));
        bool Matters(int _) => Enumerable.Range(0, nominal.Count).Any(bin => Math.Abs(nominal[bin]) * size > floor[bin]);
        findings.Add(1, _ => high * low > 0.0, Matters, _ => $"{where}: both factors move the sample the same way ({found}), so that the likelihood may have two minima.");
        findings.Add(
            1,
            _ => high > LargeChange || low > LargeChange || scale.High < 1.0 / (1.0 + LargeChange) || scale.Low < 1.0 / (1.0 + LargeChange),
            Matters,
            _ => $"{where}: a factor is beyond 1/2 to 2 ({found}).");
    }

    private static string Place(Channel channel, Sample sample) => $"channel '{channel.Name}', sample '{sample.Name}'";

    private static int[] Where(int count, Func<int, bool> condition) => [.. Enumerable.Range(0, count).Where(condition)];

    private static string Bins(int[] bins)
    {
        string list = string.Join(", ", bins.Take(8).Select(bin => bin.ToString(CultureInfo.InvariantCulture)));
        return $"{(bins.Length == 1 ? "bin" : "bins")} {list}{(bins.Length > 8 ? $" and {bins.Length - 8} more" : "")} (counted from 0)";
    }

    /// <summary>Collects problems that matter, and counts those that do not.</summary>
    private sealed class Findings(List<string> problems)
    {
        /// <summary>How many were too small to be listed.</summary>
        public int Small { get; private set; }

        /// <summary>Looks at bins.</summary>
        /// <param name="count">Number of bins.</param>
        /// <param name="found">Whether a bin has the problem.</param>
        /// <param name="matters">Whether it is large enough there.</param>
        /// <param name="sentence">The problem, given the bins in words.</param>
        public void Add(int count, Func<int, bool> found, Func<int, bool> matters, Func<string, string> sentence)
        {
            int[] all = Where(count, found);
            int[] large = [.. all.Where(matters)];
            if (large.Length > 0) problems.Add(sentence(Bins(large)));
            else if (all.Length > 0) Small++;
        }
    }
}
