using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests.Models;

/// <summary>Short names for the parts of hand-made models.</summary>
internal static class ModelParts
{
    public static Channel Channel(string name, params Sample[] samples) => new(name, samples);

    public static Sample Sample(string name, double[] data, params Modifier[] modifiers) => new(name, data, modifiers);

    public static Modifier NormFactor(string name) => new(name, "normfactor", NoModifierData.Instance);

    public static Modifier ShapeFactor(string name) => new(name, "shapefactor", NoModifierData.Instance);

    public static Modifier Lumi() => new("lumi", "lumi", NoModifierData.Instance);

    public static Modifier StatError(string name, params double[] uncertainty) => new(name, "staterror", new BinUncertainties(uncertainty));

    public static ParameterConfiguration LumiSettings() =>
        new("lumi") { Inits = [1.0], Bounds = [(0.5, 1.5)], AuxiliaryData = [1.0], Sigmas = [0.1] };

    public static HistFactoryModel Create(Channel[] channels, ParameterConfiguration[]? settings = null, string? poi = null, ModelOptions? options = null) =>
        HistFactoryModel.Create(channels, settings ?? [], poi, options);

    /// <summary>The message with which a model is refused.</summary>
    public static string Refusal(Channel[] channels, ParameterConfiguration[]? settings = null, string? poi = null, ModelOptions? options = null)
    {
        InvalidModelException error = Assert.Throws<InvalidModelException>(() => Create(channels, settings, poi, options));
        Assert.Equal(string.Join(Environment.NewLine, error.Problems), error.Message);
        return error.Message;
    }

    /// <summary>A workspace of channels with its observations, one list for each channel.</summary>
    public static Workspace Workspace(string poi, ParameterConfiguration[] settings, double[][] observed, params Channel[] channels) => new(
        "1.0.0", channels, [.. channels.Select((c, i) => new Observation(c.Name, observed[i]))], [new Measurement("measurement", poi, settings)]);
}
