using System.Text.Json.Nodes;
using Pullback.Cli.Output;
using Pullback.Statistics.Templates;

namespace Pullback.Cli.Observables;

/// <summary>The HistFactory workspace (pyhf JSON) that a template model with given templates stands for. The likelihoods are equal, constants included.</summary>
/// <remarks>
/// <para>One gamma per bin is a <c>shapesys</c>. pyhf allows it once per sample, so the backgrounds that share it are merged into one sample; variations add,
/// so the likelihood does not change.</para>
/// <para>One gamma for all bins has no modifier of its own. It is written as a <c>normfactor</c> on the backgrounds and an auxiliary channel that counts
/// <c>F_b = (b_b / u_b)²</c> events with rate <c>γ F_b</c>: the constraint <c>∏ Pois(F_b | γ F_b)</c> itself.</para>
/// <para>Reference: [HistFactory2012], [Pyhf2021].</para>
/// </remarks>
internal static class InducedWorkspace
{
    /// <summary>The auxiliary channel of a gamma that all bins share.</summary>
    public const string AuxiliaryChannel = "background_uncertainty";

    /// <summary>Builds the document.</summary>
    /// <param name="model">The structure.</param>
    /// <param name="templates">All templates, in the model's layout.</param>
    /// <param name="observed">Observed counts. Shape [bin].</param>
    public static JsonFields Build(TemplateModel model, double[] templates, double[] observed)
    {
        var writer = new Writer(model, templates);
        var channels = new List<JsonFields> { new JsonFields().Add("name", model.Options.ChannelName).Add("samples", writer.Samples()) };
        var observations = new List<JsonFields> { new JsonFields().Add("name", model.Options.ChannelName).Add("data", observed) };
        List<JsonFields> parameters =
        [
            new JsonFields().Add("name", model.Options.PoiName).Add("inits", [1.0]).AddNode("bounds", Bounds(model.Options.PoiBounds)),
        ];
        if (model.Options.Uncertainty is { Mode: GammaMode.Shared } uncertainty)
        {
            double[] strengths = writer.ConstraintStrengths();
            if (strengths.Length > 0)
            {
                JsonFields sample = new JsonFields().Add("name", "auxiliary").Add("data", strengths).Add("modifiers", [NormFactor(uncertainty.Name)]);
                channels.Add(new JsonFields().Add("name", AuxiliaryChannel).Add("samples", [sample]));
                observations.Add(new JsonFields().Add("name", AuxiliaryChannel).Add("data", strengths));
            }
            else
            {
                parameters.Add(new JsonFields().Add("name", uncertainty.Name).Add("inits", [1.0]).Add("fixed", true));
            }
        }

        JsonFields config = new JsonFields().Add("poi", model.Options.PoiName).Add("parameters", parameters);
        return new JsonFields()
            .Add("channels", channels)
            .Add("observations", observations)
            .Add("measurements", [new JsonFields().Add("name", "measurement").Add("config", config)])
            .Add("version", "1.0.0");
    }

    private static JsonArray Bounds((double Lower, double Upper) bounds) => [new JsonArray(bounds.Lower, bounds.Upper)];

    private static JsonFields NormFactor(string name) => new JsonFields().Add("name", name).Add("type", "normfactor").AddNode("data", null);

    /// <summary>Reads templates by process and writes them as samples.</summary>
    private sealed class Writer(TemplateModel model, double[] templates)
    {
        private TemplateModelOptions Options => model.Options;

        private IEnumerable<string> Scaled => Options.Backgrounds.Where(name => Options.Uncertainty.Process is null || Options.Uncertainty.Process == name);

        public List<JsonFields> Samples()
        {
            List<JsonFields> samples = [Sample(TemplateModelOptions.Signal, [TemplateModelOptions.Signal], NormFactor(Options.PoiName))];
            bool merge = Options.Uncertainty.Mode == GammaMode.PerBin && Scaled.Count() > 1;
            if (merge)
                samples.Add(Sample("background", [.. Scaled], Gamma()));
            foreach (string background in Options.Backgrounds)
            {
                bool scaled = Options.Uncertainty.Mode != GammaMode.None && Scaled.Contains(background);
                if (!(merge && scaled))
                    samples.Add(Sample(background, [background], scaled ? Gamma() : null));
            }

            return samples;
        }

        /// <summary>F = (b/u)² of the bins that constrain a shared gamma; empty when the gamma is fixed.</summary>
        public double[] ConstraintStrengths()
        {
            double[] background = Sum(Scaled, Nominal);
            double[] uncertainty = Slice(model.Layout.Uncertainty);
            if (background.Zip(uncertainty).Any(bin => bin.First > 0 && !(bin.Second > 0)))
                return [];
            return [.. background.Zip(uncertainty).Where(bin => bin.First > 0).Select(bin => bin.First / bin.Second * (bin.First / bin.Second))];
        }

        private JsonFields Gamma() => Options.Uncertainty.Mode == GammaMode.PerBin
            ? new JsonFields().Add("name", Options.Uncertainty.Name).Add("type", "shapesys").Add("data", Slice(model.Layout.Uncertainty))
            : NormFactor(Options.Uncertainty.Name);

        private JsonFields Sample(string name, string[] processes, JsonFields? factor)
        {
            List<JsonFields> modifiers = factor is null ? [] : [factor];
            foreach (TemplateVariation variation in Options.Variations.Where(variation => variation.Processes.Intersect(processes).Any()))
            {
                JsonFields data = new JsonFields()
                    .Add("hi_data", Sum(processes, process => Side(variation, process, up: true)))
                    .Add("lo_data", Sum(processes, process => Side(variation, process, up: false)));
                modifiers.Add(new JsonFields().Add("name", variation.Name).Add("type", "histosys").Add("data", data));
            }

            return new JsonFields().Add("name", name).Add("data", Sum(processes, Nominal)).Add("modifiers", modifiers);
        }

        private double[] Nominal(string process) =>
            Slice(process == TemplateModelOptions.Signal ? model.Layout.Signal : model.Layout.Background(process));

        private double[] Side(TemplateVariation variation, string process, bool up)
        {
            if (!variation.Processes.Contains(process))
                return Nominal(process);
            (TemplateSlice high, TemplateSlice low) = model.Layout.Variation(variation.Name, process);
            return Slice(up ? high : low);
        }

        private double[] Slice(TemplateSlice slice) => templates.AsSpan(slice.Offset, slice.Length).ToArray();

        private double[] Sum(IEnumerable<string> processes, Func<string, double[]> template)
        {
            double[] sum = new double[model.Bins];
            foreach (string process in processes)
            {
                double[] values = template(process);
                for (int bin = 0; bin < sum.Length; bin++)
                    sum[bin] += values[bin];
            }

            return sum;
        }
    }
}
