using Pullback.HistFactory.Interpolation;

namespace Pullback.HistFactory.Templates;

/// <summary>The structure of a <see cref="TemplateModel"/>.</summary>
public sealed record TemplateModelOptions
{
    /// <summary>The name by which slices and variations refer to the signal.</summary>
    public const string Signal = "signal";

    /// <summary>The number of bins, at least 1.</summary>
    public required int Bins { get; init; }

    /// <summary>The names of the background processes, in the order of their templates.</summary>
    /// <value>Default one process named <c>background</c>.</value>
    public IReadOnlyList<string> Backgrounds { get; init; } = ["background"];

    /// <summary>The systematic variations.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<TemplateVariation> Variations { get; init; } = [];

    /// <summary>The uncertainty of the background.</summary>
    /// <value>Default none.</value>
    public BackgroundUncertainty Uncertainty { get; init; } = BackgroundUncertainty.None;

    /// <summary>How variations are interpolated.</summary>
    /// <value>Default <see cref="InterpolationCode.Code4p"/>, as in pyhf. An additive code.</value>
    public InterpolationCode Interpolation { get; init; } = InterpolationCode.Code4p;

    /// <summary>The name of the signal strength, the parameter of interest.</summary>
    /// <value>Default <c>mu</c>.</value>
    public string PoiName { get; init; } = "mu";

    /// <summary>The bounds of the signal strength in free fits. A lower bound of 0 makes test statistics the tilde ones.</summary>
    /// <value>Default [0, 10], as in pyhf.</value>
    public (double Lower, double Upper) PoiBounds { get; init; } = (0.0, 10.0);

    /// <summary>The name of the channel in an exported workspace.</summary>
    /// <value>Default <c>singlechannel</c>.</value>
    public string ChannelName { get; init; } = "singlechannel";
}
