namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The intervals of the options, in masses that count from the center of the range.</summary>
internal sealed class MassRegions
{
    public MassRegions(SidebandOptions options)
    {
        Origin = options.Range.Lower + (0.5 * options.Range.Width);
        Range = Shift(options.Range);
        Window = Shift(options.Window);
        ScoreRange[] sidebands = [.. Without(Range, Window)];
        Fitted = options.ExcludeWindow ? sidebands : [Range];
        Counted = options.Base == SidebandBase.Range ? [Range] : sidebands;
        Bins = new ScoreRange[options.Bins][];
        for (int b = 0; b < Bins.Length; b++)
        {
            var bin = new ScoreRange(Range.Lower + (Range.Width * b / options.Bins), Range.Lower + (Range.Width * (b + 1) / options.Bins));
            Bins[b] = options.ExcludeWindow ? [.. Without(bin, Window)] : [bin];
        }
    }

    /// <summary>The mass that counts as 0.</summary>
    public double Origin { get; }

    /// <summary>All masses.</summary>
    public ScoreRange Range { get; }

    /// <summary>The window.</summary>
    public ScoreRange Window { get; }

    /// <summary>Where the exponential is fitted.</summary>
    public ScoreRange[] Fitted { get; }

    /// <summary>What the factor scales from.</summary>
    public ScoreRange[] Counted { get; }

    /// <summary>What is fitted of each bin; nothing of a bin inside an excluded window.</summary>
    public ScoreRange[][] Bins { get; }

    /// <summary>The factor at a slope, and the derivative of its logarithm.</summary>
    public (double Factor, double LogDerivative) Factor(double slope)
    {
        Exponential window = Exponential.Over(Window.Lower, Window.Upper, slope);
        Exponential counted = Exponential.Over(Counted, slope);
        return (Math.Exp(window.LogIntegral - counted.LogIntegral), window.Mean - counted.Mean);
    }

    private static IEnumerable<ScoreRange> Without(ScoreRange range, ScoreRange window)
    {
        var below = new ScoreRange(range.Lower, Math.Min(range.Upper, window.Lower));
        var above = new ScoreRange(Math.Max(range.Lower, window.Upper), range.Upper);
        if (below.Width > 0) yield return below;
        if (above.Width > 0) yield return above;
    }

    private ScoreRange Shift(ScoreRange range) => new(range.Lower - Origin, range.Upper - Origin);
}
