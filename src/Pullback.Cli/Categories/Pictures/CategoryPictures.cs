using System.Globalization;
using Pullback.Cli.Output;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;
using Pullback.Learning.Observables;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Standard;
using Pullback.Plotting.Standard.Categories;
using Counts = Pullback.Plotting.Standard.Categories.CategoryYields;

namespace Pullback.Cli.Categories.Pictures;

/// <summary>The figures of categories.</summary>
internal static class CategoryPictures
{
    private const int ScoreBins = 60;
    private const int MapCells = 160;
    private const int CurvePoints = 600;

    /// <summary>The counts of the hard categories.</summary>
    public static Picture Yields(CategoryData data, CategoryEvaluation evaluation, IReadOnlyCollection<string> reweighted)
    {
        CategoryRows rows = CategoryRows.Of(evaluation, data, reweighted);
        var yields = new Counts(
            [.. data.Backgrounds.Select(process => new ProcessYields(process, rows.Processes[process]))],
            [.. data.Signals.Select(signal => new SignalYields(signal, rows.Signal[signal]))])
        {
            BackgroundUncertainty = [.. rows.BackgroundSquares.Select(square => Math.Sqrt(Math.Max(square, 0)))],
            Names = Names(rows.Background.Length),
            VerticalLabel = "Expected events",
            Notes = [.. data.Signals.Select((signal, s) => string.Create(CultureInfo.InvariantCulture, $"Z({signal}) = {evaluation.HardSignificance.Results[s]:F3}"))],
        };
        return new Picture("yields", CategoryYieldsFigure.Create(yields), "Expected events of every process in the categories, each event in one of them; the band is the uncertainty from the finite number of events.");
    }

    /// <summary>Background against its relative uncertainty.</summary>
    public static Picture Uncertainty(CategoryData data, CategoryEvaluation evaluation, IReadOnlyCollection<string> reweighted, CategoryPenalties penalties)
    {
        CategoryRows rows = CategoryRows.Of(evaluation, data, reweighted);
        var yields = new YieldUncertainties(rows.Background, [.. rows.BackgroundSquares.Select(square => Math.Sqrt(Math.Max(square, 0)))])
        {
            Names = Names(rows.Background.Length),
            LeastYield = penalties.LowBackgroundWeight > 0 ? penalties.MinimumBackground : null,
            MostRelativeUncertainty = penalties.HighUncertaintyWeight > 0 ? penalties.MaximumUncertainty : null,
        };
        return new Picture("uncertainty", YieldUncertaintyFigure.Create(yields), "The background of every category and its relative uncertainty; lines mark the thresholds of the penalties.");
    }

    /// <summary>The distribution of every score with the boundaries.</summary>
    public static IEnumerable<Picture> Scores(CategoryData data, CategoryModel model, double[] parameters, double temperature)
    {
        for (int s = 0; s < data.ScoreNames.Count; s++)
        {
            int score = s;
            (double low, double high) = Range(data, score);
            double[] edges = [.. Enumerable.Range(0, ScoreBins + 1).Select(i => low + ((high - low) * i / ScoreBins))];
            ScoredEvents[] Of(IReadOnlyList<string> processes) => [.. processes.Select(process => Scored(data, process, score))];
            ScoreHistogram histogram = ScoreHistogram.FromEvents(data.ScoreNames[score], edges, Of(data.Backgrounds), Of(data.Signals)) with
            {
                Boundaries = [.. Cuts(model, parameters, temperature, score).Where(cut => cut > low && cut < high)],
                VerticalScale = AxisScale.Logarithmic,
            };
            string name = data.ScoreNames.Count == 1 ? "score" : string.Create(CultureInfo.InvariantCulture, $"score-{score}");
            yield return new Picture(name, ScoreHistogramFigure.Create(histogram), $"The distribution of {data.ScoreNames[score]} for every process; lines are the boundaries of the categories.");
        }
    }

    /// <summary>The category map over the plane of two scores, or nothing.</summary>
    public static IEnumerable<Picture> Map(CategoryData data, CategoryModel model, double[] parameters, double temperature)
    {
        if (model.Dimensions == 2) yield return new Picture("map", CategoryMapFigure.Create(Mapped(data, model, parameters, temperature)), "The category of every point of the plane.");
    }

    /// <summary>For one score, the components of a mixture or the shares of sigmoid categories.</summary>
    public static IEnumerable<Picture> Components(CategoryData data, CategoryModel model, double[] parameters, double temperature)
    {
        if (model.Dimensions != 1) yield break;
        (double low, double high) = Range(data, 0);
        double[] x = [.. Enumerable.Range(0, CurvePoints).Select(i => low + ((high - low) * i / (CurvePoints - 1)))];
        IReadOnlyList<CategoryInterval> intervals = model.Boundaries(parameters, temperature);
        CategoryCurves Curves(double[][] curves) => new(data.ScoreNames[0], x, curves)
        {
            Boundaries = [.. intervals.SkipLast(1).Select(interval => interval.Upper).Where(cut => cut > low && cut < high)],
            Owned = [.. intervals.Select(interval => new OwnedInterval(interval.Category, interval.Lower, interval.Upper))],
            Names = Names(model.Categories),
        };

        double[] shares = new double[x.Length * model.Categories];
        model.Probabilities(parameters, x, temperature, shares);
        double[][] rows = [.. Enumerable.Range(0, model.Categories).Select(k => (double[])[.. x.Select((_, i) => shares[(i * model.Categories) + k])])];
        yield return new Picture("memberships", MembershipFigure.Create(Curves(rows)), "The probability of every category against the score.");
        if (model is not GaussianMixtureModel mixture) yield break;
        double[][] densities = [.. mixture.Components(parameters).Select(component => (double[])[.. x.Select(v => Density(component, v))])];
        yield return new Picture("components", ComponentsFigure.Create(Curves(densities)), "The components of the mixture with their weights; the shades are the intervals that they own.");
    }

    /// <summary>Losses, penalties and schedules, and the bias, over the epochs.</summary>
    public static IEnumerable<Picture> History(CategoryStartResult start)
    {
        IReadOnlyList<CategoryEpoch> history = start.History;
        double[] epochs = [.. history.Select(epoch => (double)epoch.Epoch)];
        if (epochs.Length == 0) yield break;
        List<HistoryLine> penalties = [];
        if (history.Any(epoch => epoch.LowBackground > 0)) penalties.Add(new HistoryLine("Low background", [.. history.Select(epoch => epoch.LowBackground)]));
        if (history.Any(epoch => epoch.HighUncertainty > 0)) penalties.Add(new HistoryLine("High uncertainty", [.. history.Select(epoch => epoch.HighUncertainty)]));
        var training = new CategoryTraining(new LearningCurve(epochs, [.. history.Select(epoch => epoch.Loss)])
        {
            Validation = history.All(epoch => epoch.Validation is not null) ? [.. history.Select(epoch => epoch.Validation!.Value)] : null,
            BestEpoch = start.RestoredEpoch + 1,
        })
        {
            Penalties = penalties,
            Schedules = [new HistoryLine("Learning rate", [.. history.Select(epoch => epoch.LearningRate)]), new HistoryLine("Temperature", [.. history.Select(epoch => epoch.Temperature)])],
        };
        yield return new Picture("loss", CategoryTrainingFigure.Create(training), "The loss, the penalties without their weights, and the schedules, over the epochs of the best start.");
        CategoryEpoch[] looks = [.. history.Where(epoch => epoch.Look is not null)];
        if (looks.Length == 0) yield break;
        double[,] bias = new double[looks.Length, looks[0].Look!.Bias.Count];
        for (int e = 0; e < looks.Length; e++)
        {
            for (int k = 0; k < bias.GetLength(1); k++) bias[e, k] = looks[e].Look!.Bias[k];
        }

        var drawn = new BiasHistory([.. looks.Select(epoch => (double)epoch.Epoch)], bias)
        {
            Temperature = new HistoryLine("Temperature", [.. looks.Select(epoch => epoch.Temperature)]),
            Names = Names(bias.GetLength(1)),
        };
        yield return new Picture("bias", BiasHistoryFigure.Create(drawn), "How far soft and hard counts are apart, (hard - soft)/hard, over the epochs.");
    }

    /// <summary>The boundaries of one score over the epochs.</summary>
    public static IEnumerable<Picture> Evolution(CategoryData data, CategoryModel model, CategoryStartResult start)
    {
        if (model.Dimensions != 1) yield break;
        CategoryEpoch[] looks = [.. start.History.Where(epoch => epoch.Look is not null)];
        if (looks.Length == 0) yield break;
        (double low, double high) = Range(data, 0);
        var evolution = new BoundaryEvolution(
            data.ScoreNames[0],
            [.. looks.Select(epoch => (double)epoch.Epoch)],
            [.. looks.Select(epoch => (IReadOnlyList<double>)[.. Cuts(model, [.. epoch.Look!.Parameters], epoch.Temperature, 0).Where(cut => cut > low && cut < high)])]);
        yield return new Picture("evolution", BoundaryEvolutionFigure.Create(evolution), "The boundaries over the epochs.");
    }

    /// <summary>The categories over the epochs as frames of an animation.</summary>
    public static AnimatedSvg? Animation(CategoryData data, CategoryModel model, CategoryStartResult start)
    {
        if (model.Dimensions > 2) return null;
        CategoryEpoch[] looks = [.. start.History.Where(epoch => epoch.Look is not null)];
        int[] chosen = AnimatedSvg.Choose(looks.Length, 30);
        if (chosen.Length < 2) return null;
        return new AnimatedSvg([.. chosen.Select(i => Frame(data, model, looks[i]))]) { LastFrameDuration = TimeSpan.FromSeconds(2), Description = "The categories over the epochs of the training" };
    }

    /// <summary>The mass spectra of the categories with their fits.</summary>
    public static Picture Masses(SidebandReweighting reweighting, double[] parameters, double temperature)
    {
        var options = reweighting.Options;
        int bins = Math.Max(options.Bins, 40);
        (double[][] contents, double[][] squares) = reweighting.Spectra(parameters, temperature, bins);
        double width = options.Range.Width / bins;
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(b => options.Range.Lower + (b * width))];
        var fits = reweighting.HardFits(parameters, temperature);
        var spectra = new MassSpectra([.. contents.Select((counts, k) => new MassSpectrum(
            $"Category {k.ToString(CultureInfo.InvariantCulture)}",
            edges,
            counts,
            [.. Enumerable.Range(0, bins).Select(b => edges[b + 1] <= options.Window.Lower || edges[b] >= options.Window.Upper)])
        {
            Uncertainty = [.. squares[k].Select(Math.Sqrt)],
            Exponential = fits[k].Fallback == Learning.Categories.Sidebands.SidebandFallback.None ? Amplitude(counts.Sum() * width, fits[k].Slope, options.Range) : null,
            Notes = [string.Create(CultureInfo.InvariantCulture, $"factor {fits[k].Factor:G4}")],
        })])
        {
            Window = (options.Window.Lower, options.Window.Upper),
        };
        return new Picture("mass", MassSpectraFigure.Create(spectra), "The mass spectrum of the scaled processes in every category with the exponential of its sidebands; the band is the window.");
    }

    /// <summary>What several numbers of categories lead to.</summary>
    public static Picture Scan(CategoryRun run, IReadOnlyList<CategoryScanPoint> points)
    {
        points = [.. points.OrderBy(point => point.Categories)];
        double[] numbers = [.. points.Select(point => (double)point.Categories)];
        List<CategoryScanLine> lines = [new("Trained", numbers, [.. points.Select(point => point.Evaluation.HardResult.Combined)])];
        if (points.All(point => point.Optimum is not null))
            lines.Add(new CategoryScanLine("Exact optimum", numbers, [.. points.Select(point => point.Optimum!.Value)]) { Reference = true });
        var scan = new Plotting.Standard.Categories.CategoryScan([.. lines]) { VerticalLabel = run.Settings.Objective is AsimovObjective ? "Significance Z" : run.Settings.Objective.Title };
        return new Picture("scan", CategoryScanFigure.Create(scan), "What the trained categories lead to against their number.");
    }

    private static Figure Frame(CategoryData data, CategoryModel model, CategoryEpoch epoch)
    {
        double[] parameters = [.. epoch.Look!.Parameters];
        string title = string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch.Epoch}");
        if (model.Dimensions == 2) return CategoryMapFigure.Create(Mapped(data, model, parameters, epoch.Temperature) with { Title = title });
        (double low, double high) = Range(data, 0);
        double[] x = [.. Enumerable.Range(0, CurvePoints / 4).Select(i => low + ((high - low) * i / ((CurvePoints / 4) - 1)))];
        double[] shares = new double[x.Length * model.Categories];
        model.Probabilities(parameters, x, epoch.Temperature, shares);
        return MembershipFigure.Create(new CategoryCurves(data.ScoreNames[0], x, [.. Enumerable.Range(0, model.Categories).Select(k => (double[])[.. x.Select((_, i) => shares[(i * model.Categories) + k])])])
        {
            Boundaries = [.. Cuts(model, parameters, epoch.Temperature, 0).Where(cut => cut > low && cut < high)],
            Names = Names(model.Categories),
            Title = title,
        });
    }

    private static CategoryMap Mapped(CategoryData data, CategoryModel model, double[] parameters, double temperature)
    {
        (double low, double high) x = Range(data, 0), y = Range(data, 1);
        double[] Edges((double Low, double High) range) => [.. Enumerable.Range(0, MapCells + 1).Select(i => range.Low + ((range.High - range.Low) * i / MapCells))];
        (double[] xEdges, double[] yEdges) = (Edges(x), Edges(y));
        double[] points = new double[2 * MapCells * MapCells];
        for (int row = 0; row < MapCells; row++)
        {
            for (int column = 0; column < MapCells; column++)
            {
                points[2 * ((row * MapCells) + column)] = 0.5 * (xEdges[column] + xEdges[column + 1]);
                points[(2 * ((row * MapCells) + column)) + 1] = 0.5 * (yEdges[row] + yEdges[row + 1]);
            }
        }

        // Class probabilities live on the simplex: beyond its edge there are no events.
        bool simplex = model.Options is GaussianMixtureOptions { MeanNormalization: MeanNormalization.Softmax };
        int[] assigned = model.Assign(parameters, points, temperature);
        int[,] cells = new int[MapCells, MapCells];
        for (int i = 0; i < assigned.Length; i++) cells[i / MapCells, i % MapCells] = simplex && points[2 * i] + points[(2 * i) + 1] > 1 ? -1 : assigned[i];
        return new CategoryMap(data.ScoreNames[0], data.ScoreNames[1], xEdges, yEdges, cells, model.Categories) { Names = Names(model.Categories) };
    }

    private static (double Low, double High) Range(CategoryData data, int score)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (EventSet set in data.Sets)
        {
            ReadOnlySpan<double> features = set.Features.Span;
            for (int i = score; i < features.Length; i += data.ScoreNames.Count)
            {
                low = Math.Min(low, features[i]);
                high = Math.Max(high, features[i]);
            }
        }

        return low < high ? (low, high) : (low - 0.5, low + 0.5);
    }

    private static ScoredEvents Scored(CategoryData data, string process, int score)
    {
        List<double> scores = [], weights = [];
        foreach (EventSet set in data.Sets)
        {
            foreach (WeightColumn column in set.Columns.Where(c => c.Process == process && c.Side == VariationSide.Nominal))
            {
                for (int i = 0; i < set.Count; i++) scores.Add(set.Features.Span[(i * data.ScoreNames.Count) + score]);
                weights.AddRange(column.Weights.ToArray());
            }
        }

        return new ScoredEvents(process, scores, weights);
    }

    private static double[] Cuts(CategoryModel model, double[] parameters, double temperature, int score) => model switch
    {
        { Dimensions: 1 } => [.. model.Boundaries(parameters, temperature).SkipLast(1).Select(interval => interval.Upper)],
        SigmoidModel sigmoid => sigmoid.Cuts(parameters)[score],
        _ => [],
    };

    private static double Density(MixtureComponent component, double x)
    {
        double z = (x - component.Mean[0]) / component.Cholesky[0];
        return Math.Exp(component.LogWeight - (0.5 * z * z)) / (component.Cholesky[0] * Math.Sqrt(Math.Tau));
    }

    // A e^{Bm} of a given integral over the range, times the bin width.
    private static (double Amplitude, double Slope)? Amplitude(double integral, double slope, ScoreRange range)
    {
        double over = Math.Abs(slope) < 1e-12 ? range.Width : (Math.Exp(slope * range.Upper) - Math.Exp(slope * range.Lower)) / slope;
        double amplitude = integral / over;
        return double.IsFinite(amplitude) ? (amplitude, slope) : null;
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(k => k.ToString(CultureInfo.InvariantCulture))];
}
