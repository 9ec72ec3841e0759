using System.Reflection;
using Pullback.Cli.Configuration;
using Pullback.Cli.Observables;
using Pullback.Data.Processes;

namespace Pullback.Docs.Tests;

public sealed class OwnEventsSampleTests
{
    private static string Folder => Path.Combine(Repository.Root, "samples", "own-events");

    [Fact]
    public void The_generator_makes_the_committed_files()
    {
        string target = Path.Combine(Path.GetTempPath(), "pullback-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            Assembly.Load("generate").EntryPoint!.Invoke(null, [new[] { target }]);
            string[] made = [.. Directory.EnumerateFiles(target).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
            Assert.Equal([.. Directory.EnumerateFiles(Path.Combine(Folder, "data")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)], made);
            foreach (string name in made)
                Assert.True(File.ReadAllBytes(Path.Combine(target, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Folder, "data", name))), $"{name} differs from the committed file.");
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }

    [Fact]
    public void The_configuration_reads_its_events()
    {
        ObservableSettings settings = ObservableSettings.Read(ConfigurationFile.Read(Path.Combine(Folder, "observable.yml"), "observable.yml"));
        using ProcessSet processes = ProcessSet.Read(Assert.IsType<ProcessData>(settings.Data).Processes, settings.Features);
        Assert.Equal(["higgs", "top", "diboson"], processes.Select(process => process.Name));
        Assert.Equal([30.0, 120.0, 80.0], processes.Select(process => process.Nominal.Yield), (expected, actual) => Math.Abs(expected - actual) < 1e-9);
        Assert.Equal(["energy_scale", "theory"], processes.VariationNames);
        Assert.All(processes, process => Assert.All(process.Nominal.Events.ReadColumn("mass"), mass => Assert.InRange(mass, -2, 20)));
    }
}
