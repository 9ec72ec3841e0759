using Pullback.Data.Npz;
using Pullback.Data.Processes;
using Pullback.Data.Tables;
using Pullback.Data.Writing;

namespace Pullback.Data.Tests;

/// <summary>Runs the programs shown in docs/how-to/event-data.md.</summary>
public sealed class EventDataPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_and_conditions_are_as_shown()
    {
        var folder = _folder.Root;
        Directory.CreateDirectory(_folder["ntuples"]);
        const string Columns = "SELECT 10.0 * range AS pt, 0.1 * range AS eta, 30.0 AS met, 1.0 AS dphi, CASE WHEN range % 2 = 0 THEN 'ee' ELSE 'mm' END AS channel";
        foreach (var file in (string[])["ntuples/ttbar_1.parquet", "ntuples/ttbar_2.parquet"]) _folder.Parquet(file, $"{Columns} FROM range(10)");

        using EventTable events = EventTable.Read(new EventQuery
        {
            Files = ["ntuples/ttbar_*.parquet"],
            Folder = folder,
            Columns = ["pt", "eta", new ColumnSelection("mt", "sqrt(2 * pt * met * (1 - cos(dphi)))")],
            Where = "pt > 20 AND abs(eta) < 2.5 AND channel = 'ee'",
        });
        double[] pt = events.ReadColumn("pt");

        Assert.Equal([40.0, 60.0, 80.0, 40.0, 60.0, 80.0], pt);
        Assert.Equal(Math.Sqrt(2 * 40 * 30 * (1 - Math.Cos(1))), events.ReadColumn("mt")[0], 1e-12);

        var source = new TableEventSource(events).WithInput("x", "pt", "eta");   // input "x" of shape [event, 2]
        Assert.Equal(2, source.Width("x"));

        double[] scores = new double[events.Count];
        var path = _folder["scored.parquet"];
        EventTableWriter.Write(path, events, [AddedColumn.Of("score", scores)]);
        using var scored = EventTable.Read(new EventQuery { Files = [path] });
        Assert.Equal(["pt", "eta", "mt", "score"], scored.ColumnNames);
    }

    [Fact]
    public void Processes_are_as_shown()
    {
        var folder = _folder.Root;
        NpzWriter.Write(_folder["signal.npz"], archive =>
        {
            foreach (var name in (string[])["pt", "eta", "met", "w"]) archive.Add<double>(name, [60, 70, 80], 3);
        });
        foreach (var name in (string[])["ttbar", "ttbar_jes_up", "ttbar_jes_down"])
            _folder.Parquet(name + ".parquet", "SELECT 1.0 * range AS pt, 0.1 AS eta, 1.0 * range AS met, 0.5 AS w, 0.6 AS w_pileup_up, 0.4 AS w_pileup_down FROM range(101)");

        EventQuery Selected(string file) => new() { Files = [file], Folder = folder, Where = "met > 50" };

        using ProcessSet processes = ProcessSet.Read(
            [
                new ProcessSpecification
                {
                    Name = "signal",
                    Role = ProcessRole.Signal,
                    Events = Selected("signal.npz"),
                    Weight = "w",
                    Yield = 15,
                },
                new ProcessSpecification
                {
                    Name = "ttbar",
                    Role = ProcessRole.Background,
                    Events = Selected("ttbar.parquet"),
                    Weight = "w",
                    Scale = 36.1,
                    Variations =
                    [
                        new VariationSpecification
                        {
                            Name = "jet_energy_scale",
                            Up = new VariationSide { Events = Selected("ttbar_jes_up.parquet") },
                            Down = new VariationSide { Events = Selected("ttbar_jes_down.parquet") },
                        },
                        new VariationSpecification
                        {
                            Name = "pileup",
                            Up = new VariationSide { Weight = "w_pileup_up" },
                            Down = new VariationSide { Weight = "w_pileup_down" },
                        },
                    ],
                },
            ],
            features: ["pt", "eta"]);

        Assert.Equal(15, processes["signal"].Nominal.Yield, 1e-12);
        Assert.Equal(50 * 0.5 * 36.1, processes["ttbar"].Nominal.Yield, 1e-9);
        Assert.Equal(50 * 0.6 * 36.1, processes["ttbar"].Variations[1].Up.Yield, 1e-9);
    }
}
