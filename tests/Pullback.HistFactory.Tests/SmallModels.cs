using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests;

/// <summary>The small models of pyhf's tests and documentation.</summary>
internal static class SmallModels
{
    public static Modifier Mu { get; } = new("mu", "normfactor", NoModifierData.Instance);

    public static Modifier ShapeSys(string name, params double[] uncertainty) => new(name, "shapesys", new BinUncertainties(uncertainty));

    public static Modifier HistoSys(string name, double[] low, double[] high) => new(name, "histosys", new TemplateVariation(high, low));

    public static Modifier NormSys(string name, double low, double high) => new(name, "normsys", new ScaleVariation(high, low));

    public static Workspace Of(double[][] observed, params Channel[] channels) => new(
        "1.0.0", channels, [.. channels.Select((c, i) => new Observation(c.Name, observed[i]))], [new Measurement("measurement", "mu", [])]);

    /// <summary>Signal and background whose bins vary independently.</summary>
    public static Workspace Uncorrelated(double[] signal, double[] background, double[] uncertainty, double[] observed) => Of(
        [observed],
        new Channel("singlechannel", [new Sample("signal", signal, [Mu]), new Sample("background", background, [ShapeSys("uncorr_bkguncrt", uncertainty)])]));

    /// <summary>The two bins of pyhf's documentation.</summary>
    public static Workspace TwoBins(params double[] observed) => Uncorrelated([12, 11], [50, 52], [3, 7], observed.Length == 0 ? [51, 48] : observed);

    public static Workspace OneBinNormSys() => Of(
        [[120, 180]], new Channel("singlechannel", [new Sample("signal", [30, 95], [Mu]), new Sample("background", [100, 150], [NormSys("bkg_norm", 0.9, 1.1)])]));

    public static Workspace TwoBinHistoSys() => Of(
        [[120, 180]],
        new Channel("singlechannel", [new Sample("signal", [30, 95], [Mu]), new Sample("background", [100, 150], [HistoSys("bkg_norm", [98, 100], [102, 190])])]));

    public static Workspace TwoChannels() => Of(
        [[110, 155], [205, 345]],
        new Channel("signal", [new Sample("signal", [10, 35], [Mu]), new Sample("background", [100, 150], [ShapeSys("uncorr_sig", 10, 10)])]),
        new Channel("control", [new Sample("background", [200, 350], [ShapeSys("uncorr_ctl", 5, 10)])]));

    /// <summary>A workspace whose likelihood has two minima: both variations of one background move a bin down.</summary>
    public static Workspace Coupled() => Of(
        [[170, 220], [110, 105]],
        new Channel("signal", [
            new Sample("signal", [30, 35], [Mu]),
            new Sample("bkg1", [100, 100], [HistoSys("coupled", [90, 90], [110, 110])]),
            new Sample("bkg2", [50, 120], [HistoSys("coupled", [45, 45], [55, 55])])]),
        new Channel("control", [new Sample("background", [105, 100], [HistoSys("coupled", [95, 90], [110, 115])])]));
}
