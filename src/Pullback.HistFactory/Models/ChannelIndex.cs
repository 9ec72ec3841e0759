namespace Pullback.HistFactory.Models;

/// <summary>Where the parameters of a channel stand in its dense local vectors, so that the loops over its bins run on contiguous numbers.</summary>
/// <remarks>
/// A local vector covers the parameters that act on the whole channel (<see cref="Common"/>), padded with zeros to whole SIMD vectors. A parameter of one bin is either
/// the bin's gamma, which is profiled in closed form, or an extra of that bin.
/// </remarks>
internal sealed class ChannelIndex
{
    /// <summary>Numbers in the widest SIMD vector.</summary>
    public const int Lanes = 8;

    /// <summary>The role of a factor that is the bin's gamma.</summary>
    public const int Gamma = -1;

    private ChannelIndex(int[] common, int[] extraFirst, int[] extraCore, SampleIndex[] samples)
    {
        Common = common;
        Stride = (common.Length + Lanes - 1) / Lanes * Lanes;
        ExtraFirst = extraFirst;
        ExtraCore = extraCore;
        Samples = samples;
        for (int b = 0; b + 1 < extraFirst.Length; b++) MaximumExtras = Math.Max(MaximumExtras, extraFirst[b + 1] - extraFirst[b]);
    }

    /// <summary>The core positions of the parameters of local vectors.</summary>
    public int[] Common { get; }

    /// <summary>The length of a local vector, padding included.</summary>
    public int Stride { get; }

    /// <summary>The first extra of each bin in <see cref="ExtraCore"/>. Shape [bin + 1].</summary>
    public int[] ExtraFirst { get; }

    /// <summary>The core positions of the extras.</summary>
    public int[] ExtraCore { get; }

    /// <summary>The largest number of extras in a bin.</summary>
    public int MaximumExtras { get; }

    /// <summary>The samples in their order.</summary>
    public SampleIndex[] Samples { get; }

    /// <summary>The role of an extra.</summary>
    public static int RoleOfExtra(int extra) => -2 - extra;

    /// <summary>The extra of a role below <see cref="Gamma"/>.</summary>
    public static int ExtraOfRole(int role) => -2 - role;

    /// <summary>Builds the index of a channel.</summary>
    public static ChannelIndex Of(ChannelPlan channel, int[] gammas, int[] coreOf)
    {
        int[] localOf = new int[coreOf.Length];
        int[] order = CommonOf(channel, coreOf, localOf);
        int[] extraFirst = new int[channel.Bins + 1];
        var extraCore = new List<int>();
        for (int b = 0; b < channel.Bins; b++)
        {
            int gamma = gammas[channel.FirstBin + b];
            extraFirst[b] = extraCore.Count;
            extraCore.AddRange(channel.Samples
                .SelectMany(s => s.Factors).Where(f => f.PerBin).Select(f => f.In(b))
                .Where(p => p != gamma && localOf[coreOf[p]] < 0).Distinct().Order().Select(p => coreOf[p]));
        }

        extraFirst[channel.Bins] = extraCore.Count;
        int Local(int parameter) => localOf[coreOf[parameter]];
        int Role(int bin, int parameter)
        {
            if (parameter == gammas[channel.FirstBin + bin]) return Gamma;
            int local = Local(parameter);
            return local >= 0 ? local : RoleOfExtra(extraCore.IndexOf(coreOf[parameter], extraFirst[bin]) - extraFirst[bin]);
        }

        SampleIndex[] samples = Array.ConvertAll(channel.Samples, sample => new SampleIndex
        {
            Templates = Array.ConvertAll(sample.Templates, t => Local(t.Parameter)),
            Scales = Array.ConvertAll(sample.Scales, t => Local(t.Parameter)),
            FactorRoles = [.. Enumerable.Range(0, channel.Bins).SelectMany(b => sample.Factors.Select(f => Role(b, f.In(b))))],
            HasGamma = [.. Enumerable.Range(0, channel.Bins).Select(b => Array.Exists(sample.Factors, f => f.In(b) == gammas[channel.FirstBin + b]))],
            Customs = Array.ConvertAll(sample.Customs, c => Array.ConvertAll(c.Parameters, Local)),
        });
        return new ChannelIndex(order, extraFirst, [.. extraCore], samples);
    }

    /// <summary>The core positions of the parameters that act on whole channels, in order, and the place of each among them, or −1.</summary>
    private static int[] CommonOf(ChannelPlan channel, int[] coreOf, int[] localOf)
    {
        Array.Fill(localOf, -1);
        foreach (SamplePlan sample in channel.Samples)
        {
            foreach (TemplateTerm term in sample.Templates) localOf[coreOf[term.Parameter]] = 0;
            foreach (ScaleTerm term in sample.Scales) localOf[coreOf[term.Parameter]] = 0;
            foreach (FactorTerm term in sample.Factors)
            {
                if (!term.PerBin) localOf[coreOf[term.Parameter]] = 0;
            }

            foreach (int parameter in sample.Customs.SelectMany(custom => custom.Parameters)) localOf[coreOf[parameter]] = 0;
        }

        var common = new List<int>();
        for (int i = 0; i < localOf.Length; i++)
        {
            if (localOf[i] < 0) continue;
            localOf[i] = common.Count;
            common.Add(i);
        }

        return [.. common];
    }
}
