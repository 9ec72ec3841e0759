using System.Globalization;
using Pullback.HistFactory.Workspaces;
using Pullback.Numerics.Random;
using static Pullback.HistFactory.Tests.Models.ModelParts;

namespace Pullback.HistFactory.Tests.Robustness;

/// <summary>Small valid workspaces drawn at random, with every type of modifier and data that fluctuate around the model.</summary>
internal static class RandomModels
{
    public static Workspace Draw(ulong index)
    {
        var random = new RandomStream(20240611, "models", index);
        int channels = 1 + (int)random.Below(3);
        double scale = Math.Pow(10.0, random.Uniform(0.0, 3.0));
        bool hasLumi = random.Uniform() < 0.3;
        var made = new List<Channel>();
        var observed = new List<double[]>();
        for (int c = 0; c < channels; c++)
        {
            string channel = "ch" + c.ToString(CultureInfo.InvariantCulture);
            int bins = 1 + (int)random.Below(4);
            int samples = 2 + (int)random.Below(2);
            bool hasStat = random.Uniform() < 0.5;
            double[] expected = new double[bins];
            var list = new List<Sample>();
            for (int s = 0; s < samples; s++)
            {
                double size = scale * (s == 0 ? 0.2 : 1.0);
                double[] data = [.. Enumerable.Range(0, bins).Select(_ => s != 1 && random.Uniform() < 0.05 ? 0.0 : size * random.Uniform(0.2, 1.5))];
                var modifiers = new List<Modifier>();
                if (s == 0) modifiers.Add(SmallModels.Mu);
                else if (s == 2 && c == 0 && bins > 2 && random.Uniform() < 0.4) modifiers.Add(NormFactor("k" + s.ToString(CultureInfo.InvariantCulture)));
                for (int k = 0; k < 3; k++)
                {
                    string alpha = "alpha" + k.ToString(CultureInfo.InvariantCulture);
                    if (random.Uniform() < 0.4) modifiers.Add(SmallModels.NormSys(alpha, Math.Exp(random.Normal(-0.1, 0.1)), Math.Exp(random.Normal(0.1, 0.1))));
                    if (random.Uniform() < 0.4) modifiers.Add(SmallModels.HistoSys(alpha, Vary(data, -0.1, random), Vary(data, 0.1, random)));
                }

                if (s > 0 && random.Uniform() < 0.4) modifiers.Add(SmallModels.ShapeSys($"shape_{channel}_{s}", [.. data.Select(d => random.Uniform() < 0.1 ? 0.0 : d * random.Uniform(0.02, 0.4))]));
                if (hasStat) modifiers.Add(StatError("stat_" + channel, [.. data.Select(d => random.Uniform() < 0.1 ? 0.0 : Math.Sqrt(d) * random.Uniform(0.1, 1.0))]));
                if (hasLumi) modifiers.Add(Lumi());
                if (s == 1 && c > 0 && random.Uniform() < 0.2) modifiers.Add(ShapeFactor("factor_" + channel));
                list.Add(Sample("s" + s.ToString(CultureInfo.InvariantCulture), data, [.. modifiers]));
                for (int b = 0; b < bins; b++) expected[b] += data[b] * (s == 0 ? random.Uniform(0.0, 2.0) : 1.0);
            }

            made.Add(Channel(channel, [.. list]));
            observed.Add([.. expected.Select(random.Poisson)]);
        }

        return Workspace("mu", hasLumi ? [LumiSettings()] : [], [.. observed], [.. made]);
    }

    private static double[] Vary(double[] data, double mean, RandomStream random) => [.. data.Select(d => Math.Max(0.0, d * (1.0 + random.Normal(mean, 0.1))))];
}
