using FsCheck;
using FsCheck.Fluent;
using Pullback.HistFactory.Templates;

namespace Pullback.HistFactory.Tests.Templates;

/// <summary>A model with its templates and observed counts.</summary>
internal sealed record TemplateCase(TemplateModel Model, double[] Templates, double[] Counts)
{
    public override string ToString() =>
        $"{Model.Bins} bins, {Model.Options.Backgrounds.Count} backgrounds, {Model.Options.Variations.Count} variations, {Model.Options.Uncertainty.Mode}; "
        + $"y = [{string.Join(", ", Templates.Select(v => v.ToString("R", null)))}], n = [{string.Join(", ", Counts.Select(v => v.ToString("R", null)))}]";
}

/// <summary>Random template models of every structure, with recorded seeds.</summary>
internal static class RandomModels
{
    /// <summary>Runs a property over random models; the seed makes the cases the same in every run.</summary>
    internal static void ForAll(ulong seed, int cases, Action<TemplateCase> property)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(new Replay(new Rnd(seed, 1), null));
        Check.One(config, Prop.ForAll(Cases.ToArbitrary(), property));
    }

    private static Gen<TemplateCase> Cases =>
        from bins in Gen.Choose(1, 4)
        from backgrounds in Gen.Choose(1, 3)
        from mode in Gen.Elements(GammaMode.None, GammaMode.Shared, GammaMode.PerBin)
        from one in Gen.Elements(false, true)
        from variations in Gen.Choose(0, 2)
        from signalVaries in Gen.Elements(false, true)
        let options = Options(bins, backgrounds, mode, one, variations, signalVaries)
        let model = new TemplateModel(options)
        from unit in Gen.ArrayOf(Gen.Choose(0, 1000), model.Layout.Length + bins)
        select Fill(model, [.. unit.Select(u => u / 1000.0)]);

    private static TemplateModelOptions Options(int bins, int backgrounds, GammaMode mode, bool one, int variations, bool signalVaries)
    {
        string[] names = [.. Enumerable.Range(0, backgrounds).Select(i => $"process{i}")];
        string[] processes = signalVaries ? [TemplateModelOptions.Signal, .. names] : names;
        return new TemplateModelOptions
        {
            Bins = bins,
            Backgrounds = names,
            Uncertainty = new BackgroundUncertainty { Mode = mode, Name = "scale", Process = one ? names[^1] : null },
            Variations = [.. Enumerable.Range(0, variations).Select(i => new TemplateVariation($"shape{i}", i == 0 ? processes : [names[0]]))],
        };
    }

    private static TemplateCase Fill(TemplateModel model, double[] unit)
    {
        double[] templates = new double[model.Layout.Length];
        TemplateLayout layout = model.Layout;
        for (int i = 0; i < layout.Length; i++)
        {
            (string slice, int bin) = layout.Describe(i);
            if (slice == "signal") templates[i] = 0.5 + 12.0 * unit[i];
            else if (slice.StartsWith("background", StringComparison.Ordinal)) templates[i] = 5.0 + 50.0 * unit[i];
            else if (slice.EndsWith("up", StringComparison.Ordinal)) templates[i] = Nominal(slice, bin) * (1.02 + 0.2 * unit[i]);
            else if (slice.EndsWith("down", StringComparison.Ordinal)) templates[i] = Nominal(slice, bin) * (0.98 - 0.2 * unit[i]);
            else templates[i] = Scaled(bin) * (0.02 + 0.3 * unit[i]);
        }

        double[] counts = new double[model.Bins];
        for (int b = 0; b < counts.Length; b++)
        {
            double total = model.Options.Backgrounds.Sum(name => templates[layout.Background(name).Offset + b]);
            counts[b] = total * (0.85 + 0.4 * unit[layout.Length + b]);
        }

        return new TemplateCase(model, templates, counts);

        double Nominal(string slice, int bin)
        {
            string process = slice.Split(':')[2];
            return templates[(process == "signal" ? layout.Signal : layout.Background(process)).Offset + bin];
        }

        double Scaled(int bin)
        {
            string? process = model.Options.Uncertainty.Process;
            return process is null
                ? model.Options.Backgrounds.Sum(name => templates[layout.Background(name).Offset + bin])
                : templates[layout.Background(process).Offset + bin];
        }
    }
}
