using PureHDF;
using static Pullback.Learning.Estimators.Morphing.MorphingComponents;

namespace Pullback.Learning.Estimators.Events;

/// <summary>Writes event files in MadMiner's layout: contiguous datasets, texts of 256 bytes.</summary>
public static class MadMinerFileWriter
{
    private const int TextBytes = 256;

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="events">The events and their setup.</param>
    /// <exception cref="ArgumentException">A text is longer than 256 bytes or is not ASCII.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, MadMinerEvents events)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(events);
        H5File file = Content(events);
        string temporary = path + ".partial";
        try
        {
            file.Write(temporary, new H5WriteOptions(DefaultStringLength: TextBytes, PreferCompactDatasetLayout: false));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static H5File Content(MadMinerEvents events)
    {
        MadMinerSetup setup = events.Setup;
        int parameters = setup.Parameters.Count;
        int count = checked((int)events.EventCount);
        var file = new H5File
        {
            ["parameters"] = new H5Group
            {
                ["names"] = Texts(setup.Parameters.Select(p => p.Name)),
                ["lha_blocks"] = Texts(setup.Parameters.Select(p => p.LhaBlock)),
                ["lha_ids"] = setup.Parameters.Select(p => p.LhaId).ToArray(),
                ["max_power"] = setup.Parameters.Select(p => (long)p.MaximalPower).ToArray(),
                ["val_ranges"] = Table(setup.Parameters.SelectMany(p => new[] { p.Low, p.High }), parameters, 2),
                ["transforms"] = Texts(setup.Parameters.Select(p => p.Transform?.Text ?? "None")),
            },
            ["benchmarks"] = new H5Group
            {
                ["names"] = Texts(setup.Benchmarks.Select(b => b.Name)),
                ["values"] = Table(setup.Benchmarks.SelectMany(b => b.Values), setup.Benchmarks.Count, parameters),
                ["is_nuisance"] = setup.Benchmarks.Select(b => b.IsNuisance ? 1L : 0L).ToArray(),
                ["is_reference"] = setup.Benchmarks.Select(b => b.IsReference ? 1L : 0L).ToArray(),
            },
        };
        var samples = new H5Group { ["weights"] = Table(events.Weights.ToArray(), count, setup.Benchmarks.Count) };
        if (setup.Observables.Count > 0) samples["observations"] = Table(events.Observations.ToArray(), count, setup.Observables.Count);
        if (!events.SamplingBenchmarks.IsEmpty) samples["sampling_benchmarks"] = events.SamplingBenchmarks.ToArray();
        file["samples"] = samples;
        AddOptional(file, setup);
        return file;
    }

    private static void AddOptional(H5File file, MadMinerSetup setup)
    {
        if (setup.Morphing is { } morphing)
        {
            file["morphing"] = new H5Group
            {
                ["components"] = Table(morphing.Components.Powers.ToArray().Select(p => (long)p), morphing.Components.Count, morphing.Components.ParameterCount),
                ["morphing_matrix"] = Table(morphing.Matrix.ToArray(), morphing.Components.Count, morphing.Count),
            };
        }

        if (setup.Differences is { } differences)
        {
            file["finite_differences"] = new H5Group
            {
                ["base_benchmarks"] = Texts(differences.Bases),
                ["shifted_benchmarks"] = Table(Texts(differences.Shifted.SelectMany(s => s)), differences.Bases.Count, setup.Parameters.Count),
                ["epsilon"] = differences.Step,
            };
        }

        if (setup.Systematics.Count > 0)
        {
            file["systematics"] = new H5Group
            {
                ["names"] = Texts(setup.Systematics.Select(s => s.Name)),
                ["types"] = Texts(setup.Systematics.Select(s => s.Kind)),
                ["values"] = Texts(setup.Systematics.Select(s => s.Value)),
                ["scales"] = Texts(setup.Systematics.Select(s => s.Scale ?? "None")),
            };
        }

        if (setup.NuisanceParameters.Count > 0)
        {
            file["nuisance_parameters"] = new H5Group
            {
                ["names"] = Texts(setup.NuisanceParameters.Select(n => n.Name)),
                ["systematics"] = Texts(setup.NuisanceParameters.Select(n => n.Systematic ?? "None")),
                ["benchmark_positive"] = Texts(setup.NuisanceParameters.Select(n => n.PositiveBenchmark)),
                ["benchmark_negative"] = Texts(setup.NuisanceParameters.Select(n => n.NegativeBenchmark ?? "None")),
            };
        }

        if (setup.Observables.Count > 0)
        {
            file["observables"] = new H5Group
            {
                ["names"] = Texts(setup.Observables.Select(o => o.Name)),
                ["definitions"] = Texts(setup.Observables.Select(o => o.Definition ?? "None")),
            };
        }

        if (setup.SignalEvents.Count > 0 || setup.BackgroundEvents is not null)
        {
            var summary = new H5Group();
            if (setup.SignalEvents.Count > 0) summary["signal_events"] = setup.SignalEvents.ToArray();
            if (setup.BackgroundEvents is { } background) summary["background_events"] = background;
            file["sample_summary"] = summary;
        }
    }

    private static H5Dataset Table<T>(IEnumerable<T> values, int rows, int columns) => new(values.ToArray(), fileDims: [(ulong)rows, (ulong)columns]);

    private static string[] Texts(IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        foreach (string text in all)
        {
            if (text.Length > TextBytes || !text.All(char.IsAscii))
                throw new ArgumentException(Invariant($"The text '{text}' cannot be written: a MadMiner file has room for {TextBytes} ASCII characters."));
        }

        return all;
    }
}
