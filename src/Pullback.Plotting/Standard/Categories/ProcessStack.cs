using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Processes as a stack can draw them: contents below zero raised to zero and counted, signals as scaled lines.</summary>
internal sealed class ProcessStack
{
    private static readonly PlotColor[] LineColors = [Palette.Red, PlotColor.FromHex("#0f5b4f"), PlotColor.FromHex("#1b2a6b"), PlotColor.Black];

    private readonly List<string> _notes = [];

    public ProcessStack(IReadOnlyList<double> edges, IReadOnlyList<ProcessYields> backgrounds, IReadOnlyList<SignalYields> signals, AxisScale scale)
    {
        Check(edges.Count - 1, backgrounds, signals);
        int raised = backgrounds.Sum(process => process.Yields.Count(value => value < 0));
        Backgrounds = [.. backgrounds.Select(process => process with { Yields = Raised(process.Yields) })];
        double highest = Enumerable.Range(0, edges.Count - 1).Max(bin => Backgrounds.Sum(process => process.Yields[bin]));
        bool logarithmic = scale == AxisScale.Logarithmic;
        if (logarithmic)
            raised += signals.Sum(signal => signal.Yields.Count(value => value < 0));
        Lines = [.. signals.Select((signal, i) => Line(edges, signal, i, logarithmic ? null : highest))];
        if (raised > 0)
            _notes.Add($"{raised.ToString(CultureInfo.InvariantCulture)} {(raised == 1 ? "yield" : "yields")} below zero drawn as zero");
    }

    /// <summary>The backgrounds, zero or more everywhere.</summary>
    public IReadOnlyList<ProcessYields> Backgrounds { get; }

    /// <summary>The scaled signals.</summary>
    public IReadOnlyList<Histogram> Lines { get; }

    /// <summary>What the reader must know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Color of a signal's line.</summary>
    public static PlotColor LineColor(int index) => LineColors[index % LineColors.Length];

    /// <summary>Pattern of a signal's line.</summary>
    public static LineStyle LineStyleOf(int index) => (LineStyle)(index % 4);

    private static double[] Raised(IReadOnlyList<double> values) => [.. values.Select(value => Math.Max(0, value))];

    /// <param name="edges">Bin edges.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="index">Its number.</param>
    /// <param name="highest">Highest bin of the backgrounds; null on a logarithmic axis.</param>
    private static Histogram Line(IReadOnlyList<double> edges, SignalYields signal, int index, double? highest)
    {
        double scale = signal.Scale ?? PowerBelow(highest ?? 0, signal.Yields.Max());
        string factor = scale == 1 ? "" : $" × {scale.ToString("0.####", CultureInfo.InvariantCulture)}";
        double[] scaled = [.. signal.Yields.Select(value => value * scale)];
        return new Histogram(edges, highest is null ? Raised(scaled) : scaled)
        {
            Label = signal.Label + factor,
            Color = LineColor(index),
            Style = LineStyleOf(index),
            LineWidth = 2.4,
        };
    }

    /// <summary>The power of ten, at least one, that brings a value next below another.</summary>
    private static double PowerBelow(double highest, double value) =>
        highest > value && value > 0 ? Math.Pow(10, Math.Min(12, Math.Floor(Math.Log10(highest / value)))) : 1;

    private static void Check(int bins, IReadOnlyList<ProcessYields> backgrounds, IReadOnlyList<SignalYields> signals)
    {
        if (backgrounds.Count + signals.Count == 0)
            throw new FigureException("There are no processes; a stack needs one at least.");
        if (bins < 1)
            throw new FigureException($"there are {bins + 1} edges, but one bin needs two.");
        IEnumerable<(string What, IReadOnlyList<double> Yields)> all =
            backgrounds.Select(process => ($"background '{process.Label}'", process.Yields)).Concat(signals.Select(signal => ($"signal '{signal.Label}'", signal.Yields)));
        foreach ((string what, IReadOnlyList<double> yields) in all)
        {
            if (yields.Count != bins)
                throw new FigureException($"{what} has {yields.Count} yields for {bins} bins; each bin needs one.");
            FigureInput.Finite(yields, what);
        }

        foreach (SignalYields signal in signals)
        {
            if (signal.Scale is { } scale && (!double.IsFinite(scale) || scale <= 0))
                throw new FigureException($"signal '{signal.Label}' is scaled by {Rendering.DataCheck.Number(scale)}, but the factor must be positive.");
        }
    }
}
