using Pullback.Data.Npz;
using Pullback.Data.Processes;
using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Processes;

public sealed class ProcessSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ProcessSetTests()
    {
        NpzWriter.Write(_folder["signal.npz"], archive =>
        {
            archive.Add<double>("x", [1, 2, 3], 3);
            archive.Add<double>("w", [0.5, -0.25, 0.75], 3);
            archive.Add<double>("w_up", [1, 0, 1], 3);
        });
        _folder.Parquet("background.parquet", "SELECT range::DOUBLE AS x, 0.1 AS w FROM range(100)");
        _folder.Parquet("background_up.parquet", "SELECT range + 0.5 AS x, 0.2 AS w FROM range(50)");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Processes_are_read_with_weights_scales_yields_and_variations()
    {
        using var set = Read(
            new ProcessSpecification
            {
                Name = "signal",
                Role = ProcessRole.Signal,
                Events = Files("signal.npz"),
                Weight = "w",
                Scale = 2,
                Variations = [new VariationSpecification { Name = "energy", Up = new VariationSide { Weight = "w_up" }, Down = new VariationSide { Weight = new ColumnSelection("w_down", "w * 0.5") } }],
            },
            new ProcessSpecification
            {
                Name = "background",
                Role = ProcessRole.Background,
                Events = Files("background.parquet") with { Where = "x < 50" },
                Weight = "w",
                Yield = 100,
                Variations = [new VariationSpecification { Name = "energy", Up = new VariationSide { Events = Files("background_up.parquet") }, Down = new VariationSide { Events = Files("background.parquet") } }],
            });

        var signal = set["signal"];
        Assert.Equal([1.0, -0.5, 1.5], signal.Nominal.Weights());
        Assert.Equal(2.0, signal.Nominal.Yield, 1e-15);
        Assert.Equal(1 + 0.25 + 2.25, signal.Nominal.SumOfSquaredWeights, 1e-15);
        Assert.Equal(4.0 / 3.5, signal.Nominal.EffectiveCount, 1e-15);
        Assert.Equal([2.0, 0.0, 2.0], signal.Variations[0].Up.Weights());
        Assert.Equal(1.0, signal.Variations[0].Down.Yield, 1e-15);

        var background = set["background"];
        Assert.Equal(50, background.Nominal.Count);
        Assert.Equal(100, background.Nominal.Yield, 1e-12);
        Assert.Equal(2.0, background.Nominal.Weights()[7], 1e-12);
        Assert.Equal(200, background.Variations[0].Up.Yield, 1e-12);
        Assert.Equal(200, background.Variations[0].Down.Yield, 1e-12);
        Assert.Equal(["energy"], set.VariationNames);
        Assert.Equal(["signal"], set.Signals.Select(process => process.Name));
        Assert.Equal(["background"], set.Backgrounds.Select(process => process.Name));
    }

    [Fact]
    public void A_variation_may_keep_the_nominal_yield()
    {
        using var set = Read(new ProcessSpecification
        {
            Name = "background",
            Role = ProcessRole.Background,
            Events = Files("background.parquet"),
            Weight = "w",
            Yield = 7,
            Variations =
            [
                new VariationSpecification
                {
                    Name = "shape",
                    Normalization = VariationNormalization.NominalYield,
                    Up = new VariationSide { Events = Files("background_up.parquet") },
                    Down = new VariationSide { Weight = new ColumnSelection("w_down", "w * x") },
                },
            ],
        });

        Assert.Equal(7, set[0].Variations[0].Up.Yield, 1e-12);
        Assert.Equal(7, set[0].Variations[0].Down.Yield, 1e-12);
    }

    [Fact]
    public void Without_weights_every_event_counts_once()
    {
        using var set = Read(new ProcessSpecification { Name = "s", Role = ProcessRole.Signal, Events = Files("signal.npz") });
        Assert.Equal([1.0, 1.0, 1.0], set[0].Nominal.Weights());
        Assert.Equal(3, set[0].Nominal.Yield);
    }

    [Fact]
    public void A_process_without_events_is_an_error_that_names_it()
    {
        var failure = Assert.Throws<EventDataException>(() => Read(new ProcessSpecification { Name = "rare", Role = ProcessRole.Signal, Events = Files("signal.npz") with { Where = "x > 10" } }));
        Assert.Contains("process 'rare'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("has no events that satisfy where 'x > 10'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_whose_sum_is_not_positive_are_an_error()
    {
        var failure = Assert.Throws<EventDataException>(() => Read(new ProcessSpecification
        {
            Name = "s",
            Role = ProcessRole.Signal,
            Events = Files("signal.npz"),
            Weight = new ColumnSelection("minus", "w * -1"),
        }));
        Assert.Contains("3 events, 2 of them negative, sum to -1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_is_nan_is_an_error_with_its_row()
    {
        NpzWriter.Write(_folder["nan.npz"], archive => { archive.Add<double>("x", [1, 2], 2); archive.Add<double>("w", [1, double.NaN], 2); });
        var failure = Assert.Throws<EventValueException>(() => Read(new ProcessSpecification { Name = "s", Role = ProcessRole.Signal, Events = Files("nan.npz"), Weight = "w" }));
        Assert.Equal(("w", 1L), (failure.Column, failure.Row));
    }

    [Fact]
    public void Impossible_specifications_are_errors()
    {
        var good = new ProcessSpecification { Name = "s", Role = ProcessRole.Signal, Events = Files("signal.npz") };
        Assert.Throws<EventDataException>(() => Read(good with { Scale = 1, Yield = 1 }));
        Assert.Throws<EventDataException>(() => Read(good with { Scale = 0 }));
        Assert.Throws<EventDataException>(() => Read(good with { Yield = double.NaN }));
        Assert.Throws<EventDataException>(() => Read(good with { Name = "" }));
        Assert.Throws<EventDataException>(() => Read(good, good));
        Assert.Throws<EventDataException>(() => Read());
        Assert.Throws<ColumnException>(() => Read(good with { Weight = "none" }));
        Assert.Throws<EventDataException>(() => Read(good with { Variations = [new VariationSpecification { Name = "v", Up = new VariationSide(), Down = new VariationSide() }] }));
        Assert.Throws<ColumnException>(() => Read(good with { Weight = new ColumnSelection("x", "x * 2") }));
    }

    private static ProcessSet Read(params ProcessSpecification[] specifications) => ProcessSet.Read(specifications, ["x"]);

    private EventQuery Files(string name) => new() { Files = [_folder[name]] };
}
