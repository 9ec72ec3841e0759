using Pullback.HistFactory;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.Benchmarks.HistFactory;

/// <summary>A model that the HistFactory benchmarks run on.</summary>
internal sealed class BenchmarkModel
{
    private BenchmarkModel(string key, string title, Workspace workspace)
    {
        Key = key;
        Title = title;
        Workspace = workspace;
        Model = HistFactoryModel.Create(workspace);
        Data = Model.DataOf(workspace);
        Inference = new ModelInference(Model);
    }

    /// <summary>Its name in files and requests.</summary>
    public string Key { get; }

    /// <summary>Its name in tables.</summary>
    public string Title { get; }

    public Workspace Workspace { get; }

    public HistFactoryModel Model { get; }

    public HistFactoryData Data { get; }

    public ModelInference Inference { get; }

    /// <summary>The two bins of pyhf's documentation.</summary>
    public static BenchmarkModel TwoBins() => Uncorrelated("two-bins", "2 bins", [12, 11], [50, 52], [3, 7], [51, 48]);

    /// <summary>The largest model of pyhf's own benchmarks that fits in a minute there.</summary>
    public static BenchmarkModel FiftyBins() => Uncorrelated("fifty-bins", "50 bins", Many(30), Many(100), Many(10), Many(120));

    /// <summary>A published search: region A of the sbottom search with one signal point.</summary>
    public static BenchmarkModel Sbottom() => new("sbottom", "sbottom A", Workspace.Parse(
        JsonPatch.Parse(JsonTree.Load(File("patch.sbottom_1300_205_60.json"))).Apply(JsonTree.Load(File("sbottom_RegionA_BkgOnly.json")))));

    /// <summary>A published search, large: the compressed electroweakinos, with a tenth of the nominal counts of every channel as signal.</summary>
    public static BenchmarkModel Electroweakinos()
    {
        var workspace = Workspace.Load(File("SUSY-2018-16_EWKinos_BkgOnly.json"));
        return new BenchmarkModel("electroweakinos", "electroweakinos", workspace with { Channels = [.. workspace.Channels.Select(WithSignal)] });
    }

    private static Channel WithSignal(Channel channel)
    {
        double[] counts = [.. Enumerable.Range(0, channel.Samples[0].Data.Count).Select(b => 0.1 * channel.Samples.Sum(s => s.Data[b]))];
        return channel with { Samples = [.. channel.Samples, new Sample("zz_signal", counts, [new Modifier("mu_SIG", "normfactor", NoModifierData.Instance)])] };
    }

    private static BenchmarkModel Uncorrelated(string key, string title, double[] signal, double[] background, double[] uncertainty, double[] observed)
    {
        var mu = new Modifier("mu", "normfactor", NoModifierData.Instance);
        var gamma = new Modifier("uncorr_bkguncrt", "shapesys", new BinUncertainties(uncertainty));
        var channel = new Channel("singlechannel", [new Sample("signal", signal, [mu]), new Sample("background", background, [gamma])]);
        return new BenchmarkModel(
            key, title, new Workspace("1.0.0", [channel], [new Observation(channel.Name, observed)], [new Measurement("measurement", "mu", [])]));
    }

    private static double[] Many(double value) => [.. Enumerable.Repeat(value, 50)];

    private static string File(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "tests", "reference", "data", "histfactory", "workspaces", name);
            if (System.IO.File.Exists(path)) return path;
        }

        throw new FileNotFoundException($"There is no tests/reference/data/histfactory/workspaces/{name} above {AppContext.BaseDirectory}.");
    }
}
