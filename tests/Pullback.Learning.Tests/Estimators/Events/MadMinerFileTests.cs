using Pullback.Learning.Estimators.Events;

namespace Pullback.Learning.Tests.Estimators.Events;

public sealed class MadMinerFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hdf5").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_is_read(bool nuisance)
    {
        string path = Path.Combine(_folder, "events.h5");
        MadMinerEvents events = QuadraticEvents.Create(300, nuisance);
        MadMinerFileWriter.Write(path, events);
        using MadMinerFile file = MadMinerFile.Open(path);
        Assert.Equal(300, file.EventCount);
        Assert.Equal(events.Setup.Parameters.Select(p => (p.Name, p.LhaBlock, p.LhaId, p.MaximalPower, p.Low, p.High)), file.Setup.Parameters.Select(p => (p.Name, p.LhaBlock, p.LhaId, p.MaximalPower, p.Low, p.High)));
        Assert.Equal(events.Setup.Benchmarks.Select(b => (b.Name, b.Values[0], b.IsNuisance, b.IsReference)), file.Setup.Benchmarks.Select(b => (b.Name, b.Values[0], b.IsNuisance, b.IsReference)));
        Assert.Equal(events.Setup.Observables, file.Setup.Observables);
        Assert.Equal(events.Setup.NuisanceParameters, file.Setup.NuisanceParameters);
        Assert.Equal(events.Setup.SignalEvents, file.Setup.SignalEvents);
        Assert.Equal(events.Setup.Morphing!.Matrix.ToArray(), file.Setup.Morphing!.Matrix.ToArray());
        Assert.Equal(events.Setup.Morphing.Weights([0.3]), file.Setup.Morphing.Weights([0.3]));
        foreach ((long first, int count) in new[] { (0L, 300), (17L, 100), (299L, 1), (5L, 0) })
        {
            MadMinerTile expected = events.Read(first, count, observations: true), found = file.Read(first, count, observations: true);
            Assert.Equal(expected.Weights.ToArray(), found.Weights.ToArray());
            Assert.Equal(expected.Observations.ToArray(), found.Observations.ToArray());
            Assert.Equal(expected.SamplingBenchmarks.ToArray(), found.SamplingBenchmarks.ToArray());
        }

        Assert.Equal(events.Weights.ToArray(), MadMinerFile.ReadAll(path).Weights.ToArray());
    }

    [Fact]
    public void A_cut_file_is_refused()
    {
        string path = Path.Combine(_folder, "events.h5");
        MadMinerFileWriter.Write(path, QuadraticEvents.Create(20));
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 37)
        {
            File.WriteAllBytes(path, whole[..length]);
            InvalidDataException problem = Assert.Throws<InvalidDataException>(() => MadMinerFile.ReadAll(path));
            Assert.Contains(path, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_changed_byte_is_refused_or_changes_numbers_alone()
    {
        string path = Path.Combine(_folder, "events.h5");
        MadMinerFileWriter.Write(path, QuadraticEvents.Create(20));
        byte[] whole = File.ReadAllBytes(path);
        int refused = 0;
        for (int at = 0; at < whole.Length; at += 3)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x41;
            File.WriteAllBytes(path, changed);
            try
            {
                MadMinerFile.ReadAll(path);
            }
            catch (InvalidDataException problem)
            {
                Assert.Contains(path, problem.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(refused > 20, $"{refused}");
    }

    [Fact]
    public void Other_files_are_named()
    {
        string path = Path.Combine(_folder, "other.h5");
        Assert.Contains("does not exist", Assert.Throws<FileNotFoundException>(() => MadMinerFile.Open(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "not an HDF5 file");
        Assert.Contains("no HDF5 file", Assert.Throws<InvalidDataException>(() => MadMinerFile.Open(path)).Message, StringComparison.Ordinal);
        new PureHDF.H5File { ["other"] = new double[3] }.Write(path);
        Assert.Contains("parameters/names", Assert.Throws<InvalidDataException>(() => MadMinerFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("16.52*theta", 2, 33.04)]
    [InlineData("-theta**2 + 1", 3, -8)]
    [InlineData("np.sqrt(abs(theta))", -4, 2)]
    [InlineData("(theta - 1) / 2e1", 3, 0.1)]
    public void A_transform_is_calculated(string text, double theta, double expected) => Assert.Equal(expected, ParameterTransform.Parse(text).Value(theta), 1e-12);

    [Theory]
    [InlineData("__import__('os').system('true')")]
    [InlineData("theta +")]
    [InlineData("open(theta)")]
    [InlineData("theta; theta")]
    [InlineData("((((theta")]
    public void A_transform_is_never_executed(string text) => Assert.Throws<FormatException>(() => ParameterTransform.Parse(text));
}
