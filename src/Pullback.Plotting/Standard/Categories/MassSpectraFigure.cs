using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>The mass spectrum of each category with the exponential fitted to its sidebands and the signal window.</summary>
public static class MassSpectraFigure
{
    private const int CurvePoints = 120;

    private static readonly PlotColor WindowColor = Palette.Orange.Toward(PlotColor.White, 0.65);

    /// <summary>One panel per category: discs are the bins of the fit, rings the others.</summary>
    /// <param name="spectra">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no category, numbers of values differ, edges do not increase, or a number is not finite.</exception>
    public static Figure Create(MassSpectra spectra)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        if (spectra.Spectra.Count == 0)
            throw new FigureException("There are no spectra; the figure needs one category at least.");
        if (spectra.Window is var (from, to) && !(double.IsFinite(from) && double.IsFinite(to) && from < to))
            throw new FigureException($"the window goes from {Rendering.DataCheck.Number(from)} to {Rendering.DataCheck.Number(to)}, but its ends must be finite and in order.");
        foreach (MassSpectrum spectrum in spectra.Spectra)
            Check(spectrum);
        int columns = spectra.Spectra.Count switch { 1 => 1, 2 or 4 => 2, _ => 3 };
        int rows = (spectra.Spectra.Count + columns - 1) / columns;
        return new Figure([.. spectra.Spectra.Select((spectrum, i) => PanelOf(spectra, spectrum, named: i == 0))])
        {
            Layout = FigureLayout.Grid,
            Columns = columns,
            Width = columns == 1 ? 640 : 430 * columns,
            Height = Math.Min(10_000, columns == 1 ? 480 : 380 * rows),
            Description = $"{spectra.VerticalLabel} against {spectra.MassLabel} in {spectra.Spectra.Count.ToString(CultureInfo.InvariantCulture)} categories, with the exponential fitted to the sidebands",
        };
    }

    /// <param name="spectra">What all panels share.</param>
    /// <param name="spectrum">The category.</param>
    /// <param name="named">Whether this panel has the legend of all.</param>
    private static Panel PanelOf(MassSpectra spectra, MassSpectrum spectrum, bool named)
    {
        bool logarithmic = spectra.VerticalScale == AxisScale.Logarithmic;
        double low = spectrum.Edges[0];
        double high = spectrum.Edges[^1];
        var notes = new List<string>(spectrum.Notes);
        var series = new List<PlotSeries>();
        if (spectra.Window is var (from, to))
            series.Add(new Intervals([from], [to]) { Color = WindowColor, Label = named ? "Signal window" : null });
        double highest = Ends(spectrum).DefaultIfEmpty(0).Max();
        if (spectrum.Exponential is var (amplitude, slope))
        {
            double[] x = [.. Enumerable.Range(0, CurvePoints).Select(i => low + ((high - low) * i / (CurvePoints - 1)))];
            double[] y = [.. x.Select(m => amplitude * Math.Exp(slope * m))];
            FigureInput.Finite(y, $"category '{spectrum.Name}': the fitted exponential");
            highest = Math.Max(highest, y.Max());
            if (!logarithmic || amplitude > 0)
                series.Add(new Curve(x, logarithmic ? [.. y.Select(value => Math.Max(value, 1e-300))] : y) { Color = Palette.Blue, LineWidth = 2.2, Label = named ? "Exponential fit" : null });
        }
        else
        {
            notes.Add("No fit");
        }

        foreach ((bool inside, MarkerShape marker, string label) in new[] { (true, MarkerShape.Disc, "Sidebands"), (false, MarkerShape.Ring, "Not in the fit") })
        {
            int[] some = [.. Enumerable.Range(0, spectrum.Counts.Count).Where(i => spectrum.Sideband[i] == inside && !(logarithmic && spectrum.Counts[i] < 0))];
            if (some.Length > 0)
            {
                double[] bars = [.. some.Select(i => UncertaintyOf(spectrum, i))];
                series.Add(new DataPoints([.. some.Select(i => (spectrum.Edges[i] / 2) + (spectrum.Edges[i + 1] / 2))], [.. some.Select(i => spectrum.Counts[i])])
                {
                    Down = bars,
                    Up = bars,
                    Marker = marker,
                    Label = named ? label : null,
                });
            }
        }

        int negative = spectrum.Counts.Count(value => value < 0);
        if (logarithmic && negative > 0)
            notes.Add($"{negative.ToString(CultureInfo.InvariantCulture)} {(negative == 1 ? "bin" : "bins")} below zero not shown");
        double least = spectrum.Counts.Append(0).Min();
        return new Panel(
            new Axis(spectra.MassLabel) { Minimum = low, Maximum = high },
            new Axis(spectra.VerticalLabel)
            {
                Scale = spectra.VerticalScale,
                Minimum = logarithmic ? Floor(spectrum) : least < 0 ? null : 0,
                Maximum = highest > 0 ? null : logarithmic ? 10 : 1,
            },
            [.. series])
        {
            Title = spectrum.Name,
            Notes = notes,
        };
    }

    private static double Floor(MassSpectrum spectrum) => 0.3 * spectrum.Counts.Where(value => value > 0).DefaultIfEmpty(1).Min();

    private static IEnumerable<double> Ends(MassSpectrum spectrum) => spectrum.Counts.Select((value, i) => value + UncertaintyOf(spectrum, i));

    private static double UncertaintyOf(MassSpectrum spectrum, int bin) => spectrum.Uncertainty?[bin] ?? Math.Sqrt(Math.Max(0, spectrum.Counts[bin]));

    private static void Check(MassSpectrum spectrum)
    {
        string where = $"category '{spectrum.Name}'";
        int bins = spectrum.Edges.Count - 1;
        if (bins < 1)
            throw new FigureException($"{where} has {spectrum.Edges.Count} edges, but one bin needs two.");
        FigureInput.Increasing(spectrum.Edges, $"{where}: Edges");
        foreach ((int count, string what) in new[] { (spectrum.Counts.Count, "Counts"), (spectrum.Sideband.Count, "Sideband"), (spectrum.Uncertainty?.Count ?? bins, "Uncertainty") })
        {
            if (count != bins)
                throw new FigureException($"{where}: {what} has {count} values for {bins} bins; each bin needs one.");
        }

        FigureInput.Finite(spectrum.Counts, $"{where}: Counts");
        for (int i = 0; i < bins; i++)
            FigureInput.NotNegative(spectrum.Uncertainty?[i] ?? 0, $"{where}: Uncertainty[{i}]");
        if (spectrum.Exponential is var (amplitude, slope))
            FigureInput.Finite([amplitude, slope], $"{where}: the fit's amplitude and slope");
    }
}
