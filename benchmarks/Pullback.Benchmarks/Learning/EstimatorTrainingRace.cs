using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Pullback.Benchmarks.Racing;
using Pullback.Data.Npy;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Estimators.Training.Rows;
using Pullback.Numerics.Random;

namespace Pullback.Benchmarks.Learning;

/// <summary>Whole trainings, from files to epochs: events in memory against those in the temporary file, and ensembles on one and several threads.</summary>
internal static class EstimatorTrainingRace
{
    /// <summary>What MadMiner reaches with the same network, in rows per second.</summary>
    private const double MadMinerRate = 18_000;
    private const int Rows = 1 << 21;
    private const int ManyRows = 96_000_000;
    private const int Members = 4;
    private static readonly (string Name, int Width)[] _columns = [("x", 3), ("theta", 2), ("y", 1), ("r_xz", 1), ("t_xz", 2)];

    public static void Run(TextWriter writer, RaceOptions options)
    {
        writer.WriteLine("Epochs of alices, 5-60-60-1, batch 128, float32, AMSGrad, no validation; events from npy files (float32, 36 bytes a row):");
        writer.WriteLine("| events | held | threads | rows/s, best epoch | to in memory | to MadMiner's 18 000 rows/s |");
        writer.WriteLine("|---|---|---|---|---|---|");
        using (var files = new EventFiles(Rows))
        {
            double memory = 0, file = 0;

            // In turn, so that a busy machine slows both.
            for (int round = 0; round < 3; round++)
            {
                memory = Math.Max(memory, Rate(files, held: true, epochs: 3));
                file = Math.Max(file, Rate(files, held: false, epochs: 3));
            }

            Row(writer, Rows, "in memory", 1, memory, memory);
            Row(writer, Rows, "temporary file", 1, file, memory);
            if (options.Slow)
            {
                using var many = new EventFiles(ManyRows);
                Row(writer, ManyRows, "temporary file", 1, Rate(many, held: false, epochs: 2), memory);
            }

            writer.WriteLine();
        }

        Ensembles(writer);
    }

    private static void Ensembles(TextWriter writer)
    {
        using var files = new EventFiles(1 << 18);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Members} members trained side by side on {1 << 18} events, 3 epochs, the whole call:"));
        writer.WriteLine("| threads | seconds, best of 3 | faster than one thread |");
        writer.WriteLine("|---|---|---|");
        double one = double.PositiveInfinity, all = double.PositiveInfinity;
        for (int round = 0; round < 3; round++)
        {
            one = Math.Min(one, Ensemble(files, 1));
            all = Math.Min(all, Ensemble(files, Environment.ProcessorCount));
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| 1 | {one:F2} | 1.00 |"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Environment.ProcessorCount} | {all:F2} | {one / all:F2} |"));
        writer.WriteLine();
    }

    private static double Ensemble(EventFiles files, int threads)
    {
        EstimatorTrainingOptions options = Options(held: true, epochs: 3);
        var trainer = new EnsembleTrainer([.. EnsembleTrainer.Seeds(options, Members).Select(member => new EstimatorTrainer(Definition(), member, files.Data))]);
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        trainer.Train(threads);
        return System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static double Rate(EventFiles files, bool held, int epochs) =>
        files.Count / new EstimatorTrainer(Definition(), Options(held, epochs), files.Data).Train().History.Min(epoch => epoch.Seconds);

    private static void Row(TextWriter writer, int rows, string held, int threads, double rate, double memory) => writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {rows:0.0E+0} | {held} | {threads} | {rate:G3} | {rate / memory:F2} | {rate / MadMinerRate:F0} |"));

    private static EstimatorDefinition Definition() => new() { Kind = EstimatorKind.ParameterizedRatio, Observables = 3, Parameters = 2, Hidden = [60, 60] };

    private static EstimatorTrainingOptions Options(bool held, int epochs)
    {
        var options = new EstimatorTrainingOptions { Method = EstimatorMethod.Alices, MemoryBytes = held ? 2L << 30 : 0 };
        return options with { Training = options.Training with { Epochs = epochs, BatchSize = 128, ValidationFraction = 0, EarlyStopping = null, Threads = 1 } };
    }

    /// <summary>Training arrays as npy files of a temporary folder.</summary>
    private sealed class EventFiles : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pullback-training-");
        private readonly Dictionary<string, NpyArray> _arrays = [];

        public EventFiles(int rows)
        {
            Count = rows;
            foreach ((string name, int width) in _columns)
            {
                string path = Path.Combine(_folder.FullName, name + ".npy");
                Write(path, name, rows, width);
                _arrays[name] = NpyArray.Open(path);
            }

            Data = new EstimatorData
            {
                Observables = RowColumns.Of(_arrays["x"]),
                Parameters = RowColumns.Of(_arrays["theta"]),
                Labels = RowColumns.Of(_arrays["y"]),
                JointRatio = RowColumns.Of(_arrays["r_xz"]),
                JointScore = RowColumns.Of(_arrays["t_xz"]),
            };
        }

        public int Count { get; }

        public EstimatorData Data { get; }

        public void Dispose()
        {
            foreach (NpyArray array in _arrays.Values) array.Dispose();
            _folder.Delete(recursive: true);
        }

        // A stretch of random rows, again and again: what is trained is of no interest.
        private static void Write(string path, string name, int rows, int width)
        {
            const int Stretch = 1 << 16;
            float[] values = new float[Stretch * width];
            var stream = new RandomStream(3, "training race: " + name, 0);
            foreach (ref float value in values.AsSpan())
            {
                double normal = stream.Normal(0, 1);
                value = (float)(name switch { "y" => normal > 0 ? 1 : 0, "r_xz" => Math.Exp(0.5 * normal), _ => normal });
            }

            using FileStream file = File.Create(path);
            string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {width}), }}").PadRight(117) + "\n";
            file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0]);
            file.Write(Encoding.ASCII.GetBytes(header));
            for (int first = 0; first < rows; first += Stretch) file.Write(MemoryMarshal.AsBytes(values.AsSpan(0, Math.Min(Stretch, rows - first) * width)));
        }
    }
}
