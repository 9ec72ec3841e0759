using System.Buffers;
using System.Text;
using System.Text.Json;
using Pullback.HistFactory.Interpolation;
using Pullback.Statistics.Parameters;

namespace Pullback.HistFactory.Templates;

/// <summary>Writes a template model with its templates as a pyhf workspace whose likelihood is the same.</summary>
/// <remarks>
/// <para>One gamma per bin is a <c>shapesys</c>. It belongs to one sample, so when it scales the sum of several backgrounds they are merged into one sample; variations
/// add, hence the likelihood does not change.</para>
/// <para>A shared gamma has no modifier of its own. It is written exactly all the same: as a <c>normfactor</c> on the background and, in a second channel whose counts are the
/// <c>F_i = (b_i/u_i)^2</c>, on a sample of rates <c>F_i</c>. The terms of that channel are the constraint <c>prod_i Pois(F_i | gamma F_i)</c>. Where the templates fix the gamma,
/// it is written as a fixed parameter without that channel.</para>
/// <para>Accuracy: numbers are written with the digits that give back the same double.</para>
/// <para>Reference: [Pyhf2021].</para>
/// </remarks>
public static class PyhfWorkspaceWriter
{
    /// <summary>The name of the sample that merged backgrounds become.</summary>
    private const string MergedBackground = "background";

    /// <summary>Writes the workspace.</summary>
    /// <param name="model">The structure.</param>
    /// <param name="templates">The flat vector of templates.</param>
    /// <param name="counts">Observed counts, shape [bin]; empty for the background-only Asimov data, the sum of the nominal backgrounds.</param>
    /// <returns>The document and the order of its parameters.</returns>
    /// <exception cref="InvalidTemplateException">A template is negative or not finite.</exception>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public static PyhfWorkspace Write(TemplateModel model, ReadOnlySpan<double> templates, ReadOnlySpan<double> counts = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!counts.IsEmpty && counts.Length != model.Bins)
            throw new ArgumentException($"The model has {model.Bins} bins, but {counts.Length} counts were given.", nameof(counts));
        TemplateInference inference = new(model);
        inference.Bind(templates);
        List<Sample> samples = Samples(model, templates.ToArray());
        double[] observed = counts.IsEmpty ? Sum(model.Bins, samples.Where(s => !s.IsSignal).Select(s => s.Nominal)) : counts.ToArray();
        bool isShared = model.Options.Uncertainty.Mode == GammaMode.Shared;
        bool gammaIsFixed = isShared && inference.IsFixed(model.PoiIndex + 1);
        double[] constraint = isShared && !gammaIsFixed ? [.. Enumerable.Range(0, model.Bins).Select(inference.BinStrength)] : [];

        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteChannels(json, model, samples, constraint);
            WriteMeasurement(json, model, gammaIsFixed);
            WriteObservations(json, model, observed, constraint);
            json.WriteString("version", "1.0.0");
            json.WriteEndObject();
        }

        (string[] names, int[] indices) = ParameterOrder(model, samples);
        string? settings = model.Options.Interpolation != InterpolationCode.Code4p && model.Options.Variations.Count > 0
            ? """{"histosys": {"interpcode": """ + $"\"{model.Options.Interpolation.Name()}\"" + """}, "normsys": {"interpcode": "code4"}}"""
            : null;
        return new PyhfWorkspace(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n", names, indices, settings);
    }

    private static string ConstraintChannel(TemplateModel model) => model.Options.ChannelName + "_constraint";

    private static List<Sample> Samples(TemplateModel model, double[] y)
    {
        TemplateModelOptions options = model.Options;
        Sample Make(string name, bool isSignal, bool isScaled, IReadOnlyList<string> processes)
        {
            List<Shift> shifts = [];
            double[] nominal = Sum(model.Bins, processes.Select(p => Nominal(model, y, p)));
            foreach (TemplateVariation variation in options.Variations)
            {
                if (!processes.Any(p => Moves(variation, p))) continue;
                double[] Total(bool isUp) => Sum(model.Bins, processes.Select(p => Moves(variation, p) ? Shifted(model, y, variation.Name, p, isUp) : Nominal(model, y, p)));
                shifts.Add(new Shift(variation.Name, Total(true), Total(false)));
            }

            double[]? uncertainty = isScaled && options.Uncertainty.Mode == GammaMode.PerBin ? model.Layout.Uncertainty.Of(y.AsSpan()).ToArray() : null;
            return new Sample(name, isSignal, isScaled, nominal, shifts, uncertainty);
        }

        List<Sample> samples = [Make(TemplateModelOptions.Signal, isSignal: true, isScaled: false, [TemplateModelOptions.Signal])];
        BackgroundUncertainty background = options.Uncertainty;
        if (background.Mode != GammaMode.None && background.Process is null)
        {
            string name = options.Backgrounds.Count == 1 ? options.Backgrounds[0] : MergedBackground;
            samples.Add(Make(name, isSignal: false, isScaled: true, options.Backgrounds));
        }
        else
        {
            foreach (string process in options.Backgrounds)
                samples.Add(Make(process, isSignal: false, background.Mode != GammaMode.None && background.Process == process, [process]));
        }

        return samples;
    }

    private static bool Moves(TemplateVariation variation, string process) => variation.Processes.Contains(process, StringComparer.Ordinal);

    private static double[] Nominal(TemplateModel model, double[] y, string process) =>
        (process == TemplateModelOptions.Signal ? model.Layout.Signal : model.Layout.Background(process)).Of(y.AsSpan()).ToArray();

    private static double[] Shifted(TemplateModel model, double[] y, string variation, string process, bool isUp)
    {
        (TemplateSlice up, TemplateSlice down) = model.Layout.Variation(variation, process);
        return (isUp ? up : down).Of(y.AsSpan()).ToArray();
    }

    private static double[] Sum(int bins, IEnumerable<double[]> terms)
    {
        double[] sum = new double[bins];
        foreach (double[] term in terms)
        {
            for (int b = 0; b < bins; b++) sum[b] += term[b];
        }

        return sum;
    }

    private static void WriteChannels(Utf8JsonWriter json, TemplateModel model, List<Sample> samples, double[] constraint)
    {
        TemplateModelOptions options = model.Options;
        json.WriteStartArray("channels");
        json.WriteStartObject();
        json.WriteString("name", options.ChannelName);
        json.WriteStartArray("samples");
        foreach (Sample sample in samples)
        {
            StartSample(json, sample.Name, sample.Nominal);
            if (sample.IsSignal) WriteNormFactor(json, options.PoiName);
            foreach (Shift shift in sample.Shifts)
            {
                StartModifier(json, shift.Name, "histosys");
                json.WriteStartObject("data");
                WriteArray(json, "hi_data", shift.Up);
                WriteArray(json, "lo_data", shift.Down);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            if (sample.Uncertainty is not null)
            {
                StartModifier(json, options.Uncertainty.Name, "shapesys");
                WriteArray(json, "data", sample.Uncertainty);
                json.WriteEndObject();
            }
            else if (sample.IsScaled)
            {
                WriteNormFactor(json, options.Uncertainty.Name);
            }

            EndSample(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        if (constraint.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("name", ConstraintChannel(model));
            json.WriteStartArray("samples");
            StartSample(json, options.Uncertainty.Name, constraint);
            WriteNormFactor(json, options.Uncertainty.Name);
            EndSample(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMeasurement(Utf8JsonWriter json, TemplateModel model, bool gammaIsFixed)
    {
        json.WriteStartArray("measurements");
        json.WriteStartObject();
        json.WriteString("name", "measurement");
        json.WriteStartObject("config");
        json.WriteString("poi", model.Options.PoiName);
        json.WriteStartArray("parameters");
        WriteFreeParameter(json, model.Parameters[model.PoiIndex], isFixed: false);
        if (model.Options.Uncertainty.Mode == GammaMode.Shared) WriteFreeParameter(json, model.Parameters[model.PoiIndex + 1], gammaIsFixed);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteFreeParameter(Utf8JsonWriter json, Parameter parameter, bool isFixed)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        WriteArray(json, "inits", [parameter.Initial]);
        json.WriteStartArray("bounds");
        json.WriteStartArray();
        json.WriteNumberValue(parameter.Lower);
        json.WriteNumberValue(parameter.Upper);
        json.WriteEndArray();
        json.WriteEndArray();
        if (isFixed) json.WriteBoolean("fixed", true);
        json.WriteEndObject();
    }

    private static void WriteObservations(Utf8JsonWriter json, TemplateModel model, double[] observed, double[] constraint)
    {
        json.WriteStartArray("observations");
        json.WriteStartObject();
        json.WriteString("name", model.Options.ChannelName);
        WriteArray(json, "data", observed);
        json.WriteEndObject();
        if (constraint.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("name", ConstraintChannel(model));
            WriteArray(json, "data", constraint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>pyhf's order: by type (histosys, normfactor, shapesys), within a type by first appearance over samples sorted by name and modifiers sorted by name.</summary>
    private static (string[] Names, int[] Indices) ParameterOrder(TemplateModel model, List<Sample> samples)
    {
        TemplateModelOptions options = model.Options;
        List<string> order = [];
        void Append(IEnumerable<string> names) => order.AddRange(names.Order(StringComparer.Ordinal).Where(name => !order.Contains(name)).ToArray());
        Sample[] sorted = [.. samples.OrderBy(s => s.Name, StringComparer.Ordinal)];
        foreach (Sample sample in sorted) Append(sample.Shifts.Select(s => s.Name));
        foreach (Sample sample in sorted)
        {
            if (sample.IsSignal) Append([options.PoiName]);
            else if (sample.IsScaled && sample.Uncertainty is null) Append([options.Uncertainty.Name]);
        }

        if (options.Uncertainty.Mode == GammaMode.PerBin)
        {
            for (int b = 0; b < model.Bins; b++) order.Add(model.Parameters[model.PoiIndex + 1 + b].Name);
        }

        return ([.. order], [.. order.Select(model.Parameters.IndexOf)]);
    }

    private static void StartSample(Utf8JsonWriter json, string name, double[] data)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        WriteArray(json, "data", data);
        json.WriteStartArray("modifiers");
    }

    private static void EndSample(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void StartModifier(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", type);
    }

    private static void WriteNormFactor(Utf8JsonWriter json, string name)
    {
        StartModifier(json, name, "normfactor");
        json.WriteNull("data");
        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private sealed record Shift(string Name, double[] Up, double[] Down);

    private sealed record Sample(string Name, bool IsSignal, bool IsScaled, double[] Nominal, List<Shift> Shifts, double[]? Uncertainty);
}
