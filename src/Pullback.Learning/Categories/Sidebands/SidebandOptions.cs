using System.Globalization;

namespace Pullback.Learning.Categories.Sidebands;

/// <summary>How the continuum of a mass range is scaled to the window of a bump.</summary>
public sealed record SidebandOptions
{
    /// <summary>The mass range.</summary>
    /// <value>Default 100 to 180 GeV.</value>
    public ScoreRange Range { get; init; } = new(100, 180);

    /// <summary>The window in which signal and background are counted.</summary>
    /// <value>Default 123.5 to 126.5 GeV.</value>
    public ScoreRange Window { get; init; } = new(123.5, 126.5);

    /// <summary>Whether events of the window are left out of the fit, as they must be in data that may contain signal.</summary>
    /// <value>Default true: the sidebands are fitted.</value>
    public bool ExcludeWindow { get; init; } = true;

    /// <summary>The number of bins of equal width over the range; a bin that overlaps with an excluded window loses that part. Does not matter for <see cref="SidebandMethod.Unbinned"/>.</summary>
    /// <value>Default 10.</value>
    public int Bins { get; init; } = 10;

    /// <summary>How the exponential is fitted.</summary>
    /// <value>Default <see cref="SidebandMethod.Unbinned"/>.</value>
    public SidebandMethod Method { get; init; } = SidebandMethod.Unbinned;

    /// <summary>The events whose yield the factor scales.</summary>
    /// <value>Default <see cref="SidebandBase.Range"/>.</value>
    public SidebandBase Base { get; init; } = SidebandBase.Range;

    /// <summary>The smallest effective number of fitted events, <c>(Σ w)² / Σ w²</c>, below which the factor falls back to the ratio of the widths.</summary>
    /// <value>Default 2.</value>
    public double MinimumEvents { get; init; } = 2;

    /// <summary>The factor of a flat continuum, which is that of a category that cannot be fitted: window/range, or window/sidebands.</summary>
    public double FlatFactor => Window.Width / (Base == SidebandBase.Range ? Range.Width : Range.Width - Window.Width);

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Range.IsValid) yield return string.Create(CultureInfo.InvariantCulture, $"The mass range is from {Range.Lower:R} to {Range.Upper:R}, but must be finite and go upwards.");
        if (!Window.IsValid) yield return string.Create(CultureInfo.InvariantCulture, $"The window is from {Window.Lower:R} to {Window.Upper:R}, but must be finite and go upwards.");
        if (Range.IsValid && Window.IsValid && (Window.Lower < Range.Lower || Window.Upper > Range.Upper || Window.Width >= Range.Width))
            yield return string.Create(CultureInfo.InvariantCulture, $"The window from {Window.Lower:R} to {Window.Upper:R} must be a part of the range from {Range.Lower:R} to {Range.Upper:R}.");
        if (Bins is < 3 or > 100_000) yield return string.Create(CultureInfo.InvariantCulture, $"There are {Bins} bins, but must be 3 to 100000.");
        if (!Enum.IsDefined(Method)) yield return $"The method {Method} does not exist.";
        if (!Enum.IsDefined(Base)) yield return $"The base {Base} does not exist.";
        if (!(MinimumEvents >= 0) || !double.IsFinite(MinimumEvents))
            yield return string.Create(CultureInfo.InvariantCulture, $"The smallest effective number of events is {MinimumEvents:R}, but must be finite and at least 0.");
    }
}
